import { measureBareDelivery, measureDelivery } from './support/measure-delivery.ts';
import { median, option } from './support/options.ts';
import { report, writeResult } from './support/report.ts';
import { startSink } from './support/sink.ts';

/**
 * Measures deliveries per second, signed, in order, each attempt on disk, compared with a bare
 * undici loop that sends as much to the same sink, in alternating rounds.
 *
 *   node bench/delivery.ts [--deliveries=30000] [--rounds=3] [--warm-up=20000]
 */
const deliveries = option('deliveries', 30_000);
const rounds = option('rounds', 3);
/** Sent before the clock starts, on both sides, so that JIT compilation is not measured. */
const warmUp = option('warm-up', 20_000);
const parts = [
  { subscriptions: 1, concurrency: 10, atLeast: 0.45 },
  { subscriptions: 10, concurrency: 64, atLeast: 0.55 },
] as const;

using sink = await startSink();
const ratios = [];
for (const { subscriptions, concurrency, atLeast } of parts) {
  const bare: number[] = [];
  const relay: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    bare.push(await measureBareDelivery({ sink, deliveries, concurrency, warmUp }));
    relay.push(await measureDelivery({ sink, deliveries, subscriptions, warmUp }));
  }
  const ratio = median(relay) / median(bare);
  report(`Delivery: ${deliveries} deliveries of ${subscriptions} subscription(s)`, [
    {
      what: `baseline: a bare undici loop, ${concurrency} at a time`,
      'deliveries/s': median(bare),
    },
    {
      what: 'relay: signed, in order, each attempt on disk',
      'deliveries/s': median(relay),
      ratio,
    },
  ]);
  ratios.push({ part: 'delivery', what: `${subscriptions} subscription(s)`, ratio, atLeast });
}
writeResult('delivery', { deliveries, rounds, ratios });

import { fillLog } from './support/fill-log.ts';
import { generate } from './support/generate.ts';
import { measureDeliveryOf } from './support/measure-delivery.ts';
import { measureIngestOf } from './support/measure-ingest.ts';
import { median, option } from './support/options.ts';
import { authSecret, startRelay } from './support/relay.ts';
import type { BenchRelay } from './support/relay.ts';
import { report, writeResult } from './support/report.ts';
import { startSink } from './support/sink.ts';

/**
 * Measures whether an activity costs more when the log is long: the same load on an empty log and
 * on one with millions of events, in alternating rounds, each on a separate database.
 *
 *   node bench/long-log.ts [--events=5000000] [--count=20000] [--rounds=2]
 */
const events = option('events', 5_000_000);
const count = option('count', 20_000);
const rounds = option('rounds', 2);

using sink = await startSink();

/** Prepares a stopped relay with one event and one delivery, the template of a long log. */
async function prepare(): Promise<BenchRelay> {
  const relay = await startRelay({ connections: 20 });
  await relay.subscribe(sink.url('/ok/before'));
  await generate({ authSecret, connections: 1, urls: relay.ingestUrls, from: 900_000, count: 1 });
  await sink.waitFor('/ok/before', 1);
  // No longer needed: the measurement creates its own subscriptions.
  const subscriptions = await relay.subscriptions();
  for (const id of subscriptions) await relay.setStatus(id, 'paused');
  await relay.stop();
  return relay;
}

async function measure(isLong: boolean): Promise<{ ingest: number; delivery: number }> {
  sink.reset();
  await using stopped = await prepare();
  if (isLong) fillLog({ path: stopped.path, events, status: 'delivered' });
  const relay = await startRelay({ again: stopped });
  try {
    const ingest = await measureIngestOf(relay, { count, connections: 64, subscriptions: 1 });
    const delivery = await measureDeliveryOf(relay, { sink, deliveries: count, subscriptions: 10 });
    return { ingest: ingest.eventsInAll, delivery };
  } finally {
    await relay.stop();
  }
}

const short: Awaited<ReturnType<typeof measure>>[] = [];
const long: typeof short = [];
for (let round = 0; round < rounds; round += 1) {
  short.push(await measure(false));
  process.stdout.write(`filling a log of ${events} events …\n`);
  long.push(await measure(true));
}
const of = (results: typeof short, what: 'ingest' | 'delivery'): number =>
  median(results.map((result) => result[what]));
const ratio = {
  ingest: of(long, 'ingest') / of(short, 'ingest'),
  delivery: of(long, 'delivery') / of(short, 'delivery'),
};
report(`Long log: ${count} webhooks and deliveries, with ${events} events stored and with none`, [
  {
    what: 'baseline: an empty log',
    'events made/s': of(short, 'ingest'),
    'deliveries/s': of(short, 'delivery'),
  },
  {
    what: `${events} events stored`,
    'events made/s': of(long, 'ingest'),
    'ratio of ingest': ratio.ingest,
    'deliveries/s': of(long, 'delivery'),
    'ratio of delivery': ratio.delivery,
  },
]);
writeResult('long-log', {
  events,
  count,
  rounds,
  ratios: [
    { part: `long log of ${events}`, what: 'ingest', ratio: ratio.ingest, atLeast: 0.95 },
    { part: `long log of ${events}`, what: 'delivery', ratio: ratio.delivery, atLeast: 0.95 },
  ],
});

import { fork } from 'node:child_process';
import { once } from 'node:events';

import { load } from './support/load.ts';
import { startRelay } from './support/relay.ts';
import { balance, median, report } from './support/report.ts';
import { startSink } from './support/sink.ts';

const events = Number(process.env['BENCH_EVENTS'] ?? 4_000);
const repetitions = Number(process.env['BENCH_REPETITIONS'] ?? 3);

using sink = await startSink();
let sent = 0;
let delivered = 0;

/** A backlog of paused subscriptions is let go: what counts is delivery alone. Per second. */
async function measureRelay(subscriptions: number): Promise<number> {
  await using relay = await startRelay();
  sink.reset();
  const paths = Array.from({ length: subscriptions }, (_, index) => `/ok/${index}`);
  const ids = await Promise.all(paths.map((path) => relay.subscribe(sink.url(path))));
  for (const id of ids) await relay.setStatus(id, 'paused');
  const each = Math.floor(events / subscriptions);
  await load({ url: relay.ingestUrl, from: 1, count: each, concurrency: 32 });
  await Promise.all(ids.map((id) => relay.setStatus(id, 'active')));
  let first = Number.POSITIVE_INFINITY;
  let last = 0;
  for (const path of paths) {
    const stats = await sink.waitFor(path, each);
    sent += each;
    delivered += stats.events;
    first = Math.min(first, stats.at[0]?.[1] ?? Number.POSITIVE_INFINITY);
    last = Math.max(last, stats.at.at(-1)?.[1] ?? 0);
  }
  return (each * subscriptions * 1000) / (last - first);
}

async function measureBare(concurrency: number): Promise<number> {
  sink.reset();
  const child = fork(new URL('support/bare-sender.ts', import.meta.url), [
    sink.url('/ok/bare'),
    String(events),
    String(concurrency),
  ]);
  const [{ elapsed }] = (await once(child, 'message')) as [{ elapsed: number }];
  await once(child, 'exit');
  return (events * 1000) / elapsed;
}

for (const [subscriptions, concurrency] of [
  [1, 10],
  [10, 64],
] as const) {
  const bare: number[] = [];
  const relay: number[] = [];
  for (let count = 0; count < repetitions; count += 1) {
    bare.push(await measureBare(concurrency));
    relay.push(await measureRelay(subscriptions));
  }
  report(`Delivery: ${events} deliveries of ${subscriptions} subscription(s)`, [
    {
      what: `baseline: a bare undici loop, ${concurrency} at a time`,
      'deliveries/s': median(bare),
    },
    {
      what: 'relay: signed, in order, each attempt on disk',
      'deliveries/s': median(relay),
      ratio: median(relay) / median(bare),
    },
  ]);
}
balance({ sent, delivered });

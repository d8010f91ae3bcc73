import { setTimeout } from 'node:timers/promises';

import { post, webhook } from './support/load.ts';
import { startRelay } from './support/relay.ts';
import { balance, report, writeResult } from './support/report.ts';
import { startSink } from './support/sink.ts';

const seconds = Number(process.env['BENCH_SECONDS'] ?? 30);
const perSecond = 1;

using sink = await startSink();
let sent = 0;
let delivered = 0;

/** Sends one event per second to all, and measures how soon the fast subscriber gets each. */
async function measure(beside: readonly string[]) {
  await using relay = await startRelay();
  sink.reset();
  for (const path of beside) await relay.subscribe(sink.url(path));
  await relay.subscribe(sink.url('/ok/quick'));
  const count = seconds * perSecond;
  const sentAt: number[] = [];
  for (let index = 0; index < count; index += 1) {
    sentAt.push(Date.now());
    await post(relay.ingestUrl, webhook(index + 1));
    await setTimeout(1000 / perSecond);
  }
  const { events } = await sink.waitFor('/ok/quick', count);
  const { at } = await sink.stats('/ok/quick');
  sent += count;
  delivered += events;
  const latencies = at.map(([, when], index) => when - (sentAt[index] ?? 0));
  const sorted = latencies.toSorted((a, b) => a - b);
  return {
    'p50 ms': sorted[Math.floor(sorted.length / 2)] ?? 0,
    'longest ms': sorted.at(-1) ?? 0,
    'delivered, of sent': events / count,
  };
}

const many = (count: number, path: string): string[] =>
  Array.from({ length: count }, (_, index) => `${path}/${index}`);

const alone = await measure([]);
const beside = [
  { what: 'beside 30 that answer after 10 s', paths: many(30, '/slow/10000') },
  { what: 'beside 30 whose bodies drip', paths: many(30, '/drip') },
  { what: 'beside 40 that never answer', paths: many(40, '/hang') },
];
const rows = [];
for (const { what, paths } of beside) rows.push({ what, ...(await measure(paths)) });
report(
  `Fairness: ${perSecond} event(s) a second for ${seconds} s, as a quick subscription sees it`,
  [{ what: 'baseline: alone', ...alone }, ...rows],
);
balance({ sent, delivered });
writeResult('fairness', {
  seconds,
  alone,
  rows,
  ratios: rows.flatMap((row) => [
    { part: 'fairness', what: `${row.what}: rate`, ratio: row['delivered, of sent'], atLeast: 0.9 },
    {
      part: 'fairness',
      what: `${row.what}: longest`,
      ratio: row['longest ms'] / alone['longest ms'],
      atMost: 2,
    },
  ]),
});

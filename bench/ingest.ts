import { measureCeiling, measureIngest, refusedOf } from './support/measure-ingest.ts';
import type { IngestResult, RelayIngestResult } from './support/measure-ingest.ts';
import { median, option } from './support/options.ts';
import { report, writeResult } from './support/report.ts';

/**
 * Measures how many webhooks per second are acknowledged, and become events, compared with a
 * minimal receiver in the same run, in alternating rounds.
 *
 *   node bench/ingest.ts [--count=30000] [--rounds=3] [--connections=64] [--urls=20]
 */
const load = {
  count: option('count', 30_000),
  connections: option('connections', 64),
  urls: option('urls', 20),
};
const rounds = option('rounds', 3);
const subscriptions = [0, 1, 10] as const;
const reach = {
  0: { acknowledged: 0.45, events: 0.4 },
  1: { acknowledged: 0.4 },
  10: { acknowledged: 0.15 },
} as const;

const ceilings: IngestResult[] = [];
const measured = new Map<number, RelayIngestResult[]>(subscriptions.map((of) => [of, []]));
for (let round = 0; round < rounds; round += 1) {
  ceilings.push(await measureCeiling(load));
  for (const of of subscriptions) {
    measured.get(of)?.push(await measureIngest({ ...load, subscriptions: of }));
  }
}

const base = median(ceilings.map(({ perSecond }) => perSecond));
const rows = subscriptions.map((of) => {
  const results = measured.get(of) ?? [];
  const acknowledged = median(results.map(({ perSecond }) => perSecond));
  const meanwhile = median(results.map(({ eventsMeanwhile }) => eventsMeanwhile));
  return {
    what: `relay, ${of} subscriptions`,
    'acknowledged/s': acknowledged,
    ratio: acknowledged / base,
    'events made/s meanwhile': meanwhile,
    'ratio of events': meanwhile / base,
    'delivered/s meanwhile': median(results.map((result) => result.deliveriesMeanwhile)),
    'p99 ms': median(results.map(({ p99 }) => p99)),
    'CPU us': median(results.map(({ cpu }) => cpu)),
    refused: refusedOf(results),
  };
});
report(
  `Ingest: ${load.count} webhooks, ${load.connections} connections, ${load.urls} ingest URLs`,
  [
    {
      what: 'baseline: verify and store only',
      'acknowledged/s': base,
      'p99 ms': median(ceilings.map(({ p99 }) => p99)),
      'CPU us': median(ceilings.map(({ cpu }) => cpu)),
    },
    ...rows,
  ],
);
writeResult('ingest', {
  ...load,
  rounds,
  baseline: base,
  rows,
  ratios: rows.flatMap((row, index) => {
    const of = subscriptions[index] as (typeof subscriptions)[number];
    const part = `ingest, ${of} subscriptions`;
    const { acknowledged, events } = { events: undefined, ...reach[of] };
    return [
      { part, what: 'acknowledged', ratio: row.ratio, atLeast: acknowledged },
      { part, what: 'events meanwhile', ratio: row['ratio of events'], atLeast: events },
    ];
  }),
});

import { measureCeiling, measureIngest, refusedOf } from './support/measure-ingest.ts';
import type { IngestResult, RelayIngestResult } from './support/measure-ingest.ts';
import { median, option } from './support/options.ts';
import { report, writeResult } from './support/report.ts';

/**
 * Measures a burst: more webhooks at once, over more connections, than the relay can turn into
 * events at the same time. How fast are they acknowledged, and how soon have all of them become
 * events?
 *
 *   node bench/burst.ts [--count=60000] [--rounds=3] [--connections=256] [--urls=40]
 */
const load = {
  count: option('count', 60_000),
  connections: option('connections', 256),
  urls: option('urls', 40),
};
const rounds = option('rounds', 3);

const ceilings: IngestResult[] = [];
const bursts: RelayIngestResult[] = [];
for (let round = 0; round < rounds; round += 1) {
  ceilings.push(await measureCeiling(load));
  bursts.push(await measureIngest({ ...load, subscriptions: 0 }));
}
const base = median(ceilings.map(({ perSecond }) => perSecond));
const acknowledged = median(bursts.map(({ perSecond }) => perSecond));
report(`Burst: ${load.count} webhooks over ${load.connections} connections`, [
  { what: 'baseline: verify and store only', 'acknowledged/s': base },
  {
    what: 'relay',
    'acknowledged/s': acknowledged,
    ratio: acknowledged / base,
    'events made/s until the last': median(bursts.map(({ eventsInAll }) => eventsInAll)),
    'p99 ms': median(bursts.map(({ p99 }) => p99)),
    'CPU us': median(bursts.map(({ cpu }) => cpu)),
    refused: refusedOf(bursts),
  },
]);
writeResult('burst', {
  ...load,
  rounds,
  baseline: base,
  bursts,
  ratios: [
    {
      part: `burst of ${load.count}`,
      what: 'acknowledged',
      ratio: acknowledged / base,
      atLeast: 0.65,
    },
  ],
});

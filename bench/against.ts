import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { measureDelivery } from './support/measure-delivery.ts';
import { measureIngest } from './support/measure-ingest.ts';
import { median, option, textOption } from './support/options.ts';
import { report, writeResult } from './support/report.ts';
import { startSink } from './support/sink.ts';

/**
 * Compares this build with another one, e.g. from before a change: the same load, in alternating
 * rounds.
 *
 *   node bench/against.ts --against=FOLDER [--count=15000] [--rounds=2]
 *
 * FOLDER is a built checkout of the other version (`npx -y pnpm@12 build`).
 */
const folder = textOption('against');
if (folder === undefined) throw new Error('Say which build: --against=FOLDER');
const other = join(resolve(folder), 'apps/relay/dist/main.js');
if (!existsSync(other)) throw new Error(`${other} is missing: build that checkout first.`);
const count = option('count', 15_000);
const rounds = option('rounds', 2);
const load = { count, connections: 64, urls: 20 };

using sink = await startSink();
const deliver = (subscriptions: number) => (main?: string) =>
  measureDelivery({ sink, deliveries: count, subscriptions, main });
const parts = [
  {
    what: 'ingest, until the last event',
    atLeast: 4.5,
    measure: async (main?: string) =>
      (await measureIngest({ ...load, subscriptions: 0, main })).eventsInAll,
  },
  { what: 'delivery, 10 subscriptions', atLeast: 2, measure: deliver(10) },
  { what: 'delivery, 1 subscription', atLeast: 4, measure: deliver(1) },
];

const rows = [];
for (const { what, atLeast, measure } of parts) {
  const before: number[] = [];
  const now: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    before.push(await measure(other));
    now.push(await measure());
  }
  const ratio = median(now) / median(before);
  rows.push({
    what,
    ratio,
    atLeast,
    figures: { 'other/s': median(before), 'this/s': median(now), ratio },
  });
}
report(
  `Against ${folder}: ${count} each`,
  rows.map(({ what, figures }) => ({ what, ...figures })),
);
writeResult('against', {
  count,
  rounds,
  ratios: rows.map(({ what, ratio, atLeast }) => ({
    part: 'against the other build',
    what,
    ratio,
    atLeast,
  })),
});

import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { optionsOrEnd } from '../apps/relay/test/support/command-options.ts';
import { reportRatios, writeResult } from './support/report.ts';
import type { Ratio } from './support/report.ts';

const names = [
  'detection',
  'ingest',
  'burst',
  'delivery',
  'against',
  'latency',
  'memory',
  'fairness',
  'pace',
  'backlog',
  'long-log',
  'purge',
  'search',
];
const help = `All benchmarks, one after the other, and a table of all ratios: bench/results/table.json.

  npx -y pnpm@12 bench           takes some minutes
  npx -y pnpm@12 bench --help    this text

  --only=NAMES        some of them, with commas:
                      ${names.join(', ')}
  --against=FOLDER    another build of this repository, which "against" measures beside this one
`;
const { against, only } = optionsOrEnd({
  help,
  numbers: [],
  texts: { against: undefined, only: names },
});
const chosen =
  only?.split(',') ?? names.filter((name) => name !== 'against' || against !== undefined);

const startedAt = performance.now();
const ratios: Ratio[] = [];
const failed: string[] = [];
for (const name of names.filter((one) => chosen.includes(one))) {
  const path = fileURLToPath(new URL(`${name}.ts`, import.meta.url));
  const result = fileURLToPath(new URL(`results/${name}.json`, import.meta.url));
  rmSync(result, { force: true });
  const options = against === undefined ? [] : [`--against=${against}`];
  const { status } = spawnSync(process.execPath, [path, ...options], { stdio: 'inherit' });
  if (status !== 0) failed.push(name);
  ratios.push(...ratiosOf(result));
}
reportRatios(ratios);
process.stdout.write(`\n  It took ${Math.round((performance.now() - startedAt) / 1_000)} s.\n`);
writeResult('table', { ratios, failed });
if (failed.length > 0) {
  process.stdout.write(`\n  Void, or failed: ${failed.join(', ')}\n`);
  process.exitCode = 1;
}

function ratiosOf(path: string): readonly Ratio[] {
  try {
    return (JSON.parse(readFileSync(path, 'utf8')) as { ratios?: readonly Ratio[] }).ratios ?? [];
  } catch {
    return [];
  }
}

import { globSync, readFileSync } from 'node:fs';

import { expect, test } from 'vitest';

/** What is short for an idle machine fails on a busy one: `vitest.config.ts` has the limits. */

/** Their limit is explicit, and long. Everything else calls these, or `expect.poll`. */
const waitingHelpers = [
  'apps/relay/src/pipeline/dispatch/dispatcher.test.ts',
  'apps/relay/test/support/postgres-relays.ts',
  'apps/relay/test/support/until.ts',
  'apps/sandbox/test/harness.ts',
  'tests/support/until.ts',
];

const texts = globSync(['{apps,packages}/*/{src,test}/**/*.ts', 'tests/**/*.ts'])
  .filter((path) => /\.test\.ts$|(^|\/)tests?\//.test(path))
  .filter((path) => path !== 'tests/time-limits.test.ts')
  .map((path) => ({ path, text: readFileSync(path, 'utf8') }));

const filesWith = (pattern: RegExp) =>
  texts.filter(({ text }) => pattern.test(text)).map(({ path }) => path);

test('nothing waits for one second only, the default of vi.waitFor', () => {
  expect(filesWith(/\bvi\.wait(For|Until)\(/).toSorted()).toEqual(waitingHelpers);
});

test('no test has less time than all of them', () => {
  expect(filesWith(/^\s*\}, [\d_]+\);$|\b(?:test|it)\(.*\{ timeout:/m)).toEqual([]);
});

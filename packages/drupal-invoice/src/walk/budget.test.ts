import { expect, test } from 'vitest';

import { isSpent } from './budget.ts';

const nothing = { requests: 0, skipped: 0, startedAt: 1000, now: 1000 };

test.for([
  [{}, false],
  [{ requests: 24 }, false],
  [{ requests: 25 }, true],
  [{ skipped: 2499 }, false],
  [{ skipped: 2500 }, true],
  [{ requests: 24, skipped: 100 }, true],
  [{ now: 5999 }, false],
  [{ now: 6000 }, true],
] as const)('%o: spent is %s', ([part, spent]) => {
  expect(isSpent({ ...nothing, ...part })).toBe(spent);
});

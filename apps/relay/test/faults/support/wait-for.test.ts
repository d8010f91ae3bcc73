import { expect, test } from 'vitest';

import { coreShare, waitFor } from './wait-for.ts';

test('time counts by the share of a core that a program gets', () => {
  expect(coreShare([0, 0, 0], 2)).toBe(1);
  expect(coreShare([1.5, 30, 30], 2)).toBe(1);
  expect(coreShare([40, 0, 0], 2)).toBe(1 / 20);
});

test('a check that passes is noticed, and one that never does ends', async () => {
  let checks = 0;
  expect(await waitFor(() => (checks += 1) > 3, { withinMs: Infinity, everyMs: 0 })).toBe(true);
  expect(await waitFor(() => false, { withinMs: 0, everyMs: 0 })).toBe(false);
});

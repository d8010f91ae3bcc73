import { expect, test } from 'vitest';

import { assumedAge, nextCheck } from './schedule.ts';
import { remembered } from './remembered.fixture.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const now = Date.parse('2026-11-20T10:00:00Z');

function waits(options: Parameters<typeof remembered>[0]): readonly number[] {
  return Array.from(
    { length: 500 },
    (_, id) => nextCheck({ id, remembered: remembered(options), now }) - now,
  );
}

test.for([
  ['not paid, fresh', { changedAt: now - 59 * minute }, 0],
  ['not paid, for two hours', { changedAt: now - 2 * hour }, 10 * minute],
  ['not paid, for a week', { changedAt: now - 7 * day }, hour],
  ['not paid, for years', { changedAt: now - 900 * day }, 6 * hour],
  ['paid, fresh', { changedAt: now - 9 * minute, paid: true }, 0],
  ['paid, for a day', { changedAt: now - day, paid: true }, 6 * hour],
  ['paid, for years', { changedAt: now - 900 * day, paid: true }, 30 * day],
  ['gone, lately', { goneAt: now - minute }, 0],
  ['gone, for years', { goneAt: now - 900 * day }, 7 * day],
  ['failed once', { failures: 1 }, 5 * minute],
  ['failed twice', { failures: 2 }, 10 * minute],
  ['failed again and again', { failures: 5000 }, 6 * hour],
] as const)('%s: the wait, and half of it at least', ([, options, longest]) => {
  const all = waits(options);
  expect(Math.max(...all)).toBeLessThanOrEqual(longest);
  expect(Math.max(...all)).toBeGreaterThanOrEqual(longest * 0.99);
  expect(Math.min(...all)).toBeGreaterThanOrEqual(longest / 2);
});

test('invoices of the first contact are spread over their time', () => {
  const changedAt = now - assumedAge({ paid: true });
  const all = waits({ changedAt, paid: true });
  const days = new Set(all.map((wait) => Math.floor(wait / day)));
  expect(days.size).toBe(15);
});

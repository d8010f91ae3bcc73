import { expect, test } from 'vitest';

import { timezoneOf } from './timezone.ts';

test.each([
  ['Europe/Amsterdam', 'Europe/Amsterdam'],
  ['Mars/Olympus', 'UTC'],
  ['', 'UTC'],
  [null, 'UTC'],
])('a Zap in %j is in %s', (timezone, expected) => {
  expect(timezoneOf({ meta: { timezone } as never })).toBe(expected);
});

test('a bundle without a time zone uses UTC', () => {
  expect(timezoneOf({} as never)).toBe('UTC');
});

import { expect, test } from 'vitest';

import { toUtc } from '../../nodes/shared/moment.ts';

test.each([
  ['2026-11-20T10:00:00Z', '2026-11-20T10:00:00.000Z'],
  ['2026-11-20T10:00:00+05:30', '2026-11-20T04:30:00.000Z'],
  ['2026-11-20T10:00:00', '2026-11-20T09:00:00.000Z'],
  ['2026-11-20 10:00:00', '2026-11-20T09:00:00.000Z'],
  ['2026-07-20', '2026-07-19T22:00:00.000Z'],
  // An hour before and after the clocks go forward, and an hour after they go back.
  ['2026-03-29T01:30:00', '2026-03-29T00:30:00.000Z'],
  ['2026-03-29T03:30:00', '2026-03-29T01:30:00.000Z'],
  ['2026-10-25T03:30:00', '2026-10-25T02:30:00.000Z'],
])('%s in Berlin is %s', (text, utc) => {
  expect(toUtc({ text, timeZone: 'Europe/Berlin' })).toBe(utc);
});

test.each(['', 'soon', '2026-13-01', 'T'])('"%s" is no date', (text) => {
  expect(toUtc({ text, timeZone: 'Europe/Berlin' })).toBeUndefined();
});

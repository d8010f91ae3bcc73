import { describe, expect, test } from 'vitest';

import {
  duration,
  formatDay,
  formatMoment,
  relativeTime,
  secondsInWords,
  timeAhead,
  timeSince,
} from './time.ts';

const now = Date.parse('2026-11-28T12:00:00Z');

test('a time is shown in the given time zone, with its name', () => {
  const iso = '2026-11-28T23:30:00.1234567Z';
  expect(formatMoment(iso, { timeZone: 'UTC' })).toBe('28 Nov 2026, 23:30:00 UTC');
  expect(formatMoment(iso, { timeZone: 'Asia/Tokyo' })).toBe('29 Nov 2026, 08:30:00 GMT+9');
});

test('an hour that occurs twice is unambiguous', () => {
  const [summer, winter] = ['2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z'].map((iso) =>
    formatMoment(iso, { timeZone: 'Europe/Amsterdam' }),
  );
  expect(summer).toBe('25 Oct 2026, 02:30:00 CEST');
  expect(winter).toBe('25 Oct 2026, 02:30:00 CET');
});

test('a date is the same in every time zone', () => {
  expect(formatDay('2026-11-20')).toBe('20 Nov 2026');
});

/** The same text with spaces that may wrap. */
const breakable = (text: string) => text.replaceAll('\u00A0', ' ');

test('a number and its unit stay on one line', () => {
  expect(relativeTime('2026-11-28T09:30:00Z', now)).toBe('2\u00A0h\u00A030\u00A0min ago');
  expect(duration(350)).toBe('350\u00A0ms');
});

test('what has lasted for a while has lasted for whole seconds', () => {
  const since = ['2026-11-28T11:59:51.2Z', '2026-11-28T12:00:01Z', '2026-11-28T11:58:00Z'];
  expect(since.map((iso) => breakable(timeSince(iso, now)))).toEqual(['9 s', '1 s', '2 min']);
});

test('invalid times are shown unchanged', () => {
  expect(formatMoment('<i>now</i>')).toBe('<i>now</i>');
  expect(formatDay('soon')).toBe('soon');
  expect(relativeTime('soon', now)).toBe('soon');
});

describe('relative times', () => {
  test.each([
    ['2026-11-28T12:00:02Z', 'just now'],
    ['2026-11-28T11:59:52.8Z', '7 s ago'],
    ['2026-11-28T11:56:00Z', '4 min ago'],
    ['2026-11-28T12:04:00Z', 'in 4 min'],
    ['2026-11-28T09:30:00Z', '2 h 30 min ago'],
    ['2026-11-25T12:00:00Z', '3 days ago'],
  ])('%s is %s', (iso, expected) => {
    expect(breakable(relativeTime(iso, now))).toBe(expected);
  });

  test('more than a month away, the date and time are shown', () => {
    expect(relativeTime('2026-01-01T00:00:00Z', now, { timeZone: 'UTC' })).toBe(
      '1 Jan 2026, 00:00',
    );
  });
});

test.each([
  [0, '0 ms'],
  [350.4, '350 ms'],
  [1_240, '1.2 s'],
  [59_000, '59 s'],
  [3_600_000, '1 h'],
  [7_199_000, '2 h'],
  [100_000_000, '28 h'],
  [259_200_000, '3 days'],
])('%d ms is %s', (milliseconds, expected) => {
  expect(breakable(duration(milliseconds))).toBe(expected);
});

test('durations that round up to the next unit are shown in that unit', () => {
  const shown = [999.7, 59_600, 59.6 * 60_000, 9.999 * 3_600_000, 47.6 * 3_600_000].map(duration);
  expect(shown.map(breakable)).toEqual(['1 s', '1 min', '1 h', '10 h', '2 days']);
});

test.each([
  [86_400, '1 day'],
  [7_200, '2 hours'],
  [90, '90 seconds'],
])('%d s is %s', (seconds, expected) => {
  expect(secondsInWords(seconds)).toBe(expected);
});

test.each([
  ['2026-11-28T12:00:02Z', 'in a moment'],
  ['2026-11-28T11:59:00Z', 'in a moment'],
  ['2026-11-28T12:00:05Z', 'in 5 s'],
  ['2026-11-28T12:04:00Z', 'in 4 min'],
  ['soon', 'soon'],
])('%s as a future time is %s', (iso, expected) => {
  expect(breakable(timeAhead(iso, Date.parse('2026-11-28T12:00:00Z')))).toBe(expected);
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { longestRetryAfterMs, readRetryAfter } from './retry-after.ts';

/** The moment that RFC 9110 section 5.6.7 writes in three ways, a minute before. */
const now = Date.UTC(1994, 10, 6, 8, 48, 37);
const read = (text: string | undefined, date?: string) =>
  readRetryAfter({ headers: { 'retry-after': text, date }, now });

describe('Retry-After', () => {
  test.each([
    ['120', 120_000],
    ['0', 0],
    [' 7 ', 7_000],
    ['007', 7_000],
    ['Sun, 06 Nov 1994 08:49:37 GMT', 60_000],
    ['Sunday, 06-Nov-94 08:49:37 GMT', 60_000],
    ['Sun Nov  6 08:49:37 1994', 60_000],
    ['Sun, 06 Nov 1994 08:47:37 GMT', 0],
    ['Sat, 31 Dec 1994 23:59:60 GMT', longestRetryAfterMs],
  ])('%j is %d ms', (text, milliseconds) => {
    expect(read(text)).toBe(milliseconds);
  });

  test.each(['86401', '99999999999999999999', '9'.repeat(400), 'Fri, 31 Dec 9999 23:59:59 GMT'])(
    '%j waits for a day at most',
    (text) => {
      expect(read(text)).toBe(longestRetryAfterMs);
    },
  );

  test.each([
    undefined,
    '',
    ' ',
    '-5',
    '1.5',
    '3,5',
    '3, 5',
    '+3',
    '1e3',
    '0x10',
    '٣',
    '3s',
    'soon',
    'Infinity',
    '1994-11-06',
    '1994-11-06T08:49:37Z',
    'Sun, 06 Nov 1994 08:49:37 UTC',
    'Sun, 06 Nov 1994 08:49:37 +0100',
    'Sun, 06 Nov 1994 08:49:37',
    'Sun, 6 Nov 1994 08:49:37 GMT',
    'Sun, 99 Nov 1994 08:49:37 GMT',
    'Thu, 31 Feb 1994 08:49:37 GMT',
    'Sun, 06 Nov 1994 24:00:00 GMT',
    'Sun, 06 Nov 1994 08:60:00 GMT',
    'Sun, 06 Nov 1994 08:49:61 GMT',
    'sun, 06 nov 1994 08:49:37 gmt',
  ])('%j is not guessed at', (text) => {
    expect(read(text)).toBeNull();
  });

  test('a date counts from the date of the response, or else from our clock', () => {
    const until = 'Sun, 06 Nov 1994 08:49:37 GMT';
    expect(read(until, 'Sun, 06 Nov 1994 08:49:30 GMT')).toBe(7_000);
    expect(read(until, 'yesterday')).toBe(60_000);
    const headers = { 'retry-after': until };
    expect(readRetryAfter({ headers })).toBeNull();
    expect(readRetryAfter({ headers: { ...headers, date: until } })).toBe(0);
  });

  test('a year of two digits is the nearest one', () => {
    const at = (year: number) => Date.UTC(year, 0, 1);
    const readAt = (text: string, from: number) =>
      readRetryAfter({ headers: { 'retry-after': text }, now: from });
    expect(readAt('Saturday, 01-Jan-00 00:00:05 GMT', at(2000) - 1000)).toBe(6_000);
    expect(readAt('Friday, 01-Jan-99 00:00:05 GMT', at(2026))).toBe(0);
    expect(readAt('Wednesday, 01-Jan-76 00:00:05 GMT', at(2026))).toBe(longestRetryAfterMs);
  });
});

describe('for any input', () => {
  test('whole seconds are that long, up to a day', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 30n }), (seconds) => {
        const expected = seconds > 86_400n ? longestRetryAfterMs : Number(seconds) * 1000;
        expect(read(String(seconds))).toBe(expected);
      }),
    );
  });

  test('a date is parsed in all three formats', () => {
    const seconds = { min: 0, max: 40 * 365 * 86_400 };
    fc.assert(
      fc.property(fc.integer(seconds), fc.integer({ min: 0, max: 90_000 }), (at, wait) => {
        const from = at * 1000;
        const expected = Math.min(wait * 1000, longestRetryAfterMs);
        for (const text of waysToWrite(from + wait * 1000)) {
          expect(readRetryAfter({ headers: { 'retry-after': text }, now: from })).toBe(expected);
        }
      }),
    );
  });

  test('any text is a wait within a day, or ignored', () => {
    const text = fc.oneof(
      fc.string(),
      fc.stringMatching(/^[-+\d., eE]{0,12}$/),
      fc.date({ noInvalidDate: true }).map(String),
    );
    fc.assert(
      fc.property(text, (given) => {
        const wait = read(given);
        if (wait === null) return;
        expect(wait).toBeGreaterThanOrEqual(0);
        expect(wait).toBeLessThanOrEqual(longestRetryAfterMs);
        expect(given.trim()).toMatch(/^\d+$|GMT$/);
      }),
    );
  });
});

function waysToWrite(moment: number): readonly string[] {
  // toUTCString writes as HTTP does.
  const fixed = new Date(moment).toUTCString();
  const [, shortDay = '', day = '', month = '', year = '', time = ''] =
    /^(\w+), (\d+) (\w+) (\d+) (\S+) GMT$/.exec(fixed)!;
  const longDay = new Intl.DateTimeFormat('en', { weekday: 'long', timeZone: 'UTC' }).format(
    moment,
  );
  return [
    fixed,
    `${longDay}, ${day}-${month}-${year.slice(-2)} ${time} GMT`,
    `${shortDay} ${month} ${day.replace(/^0/, ' ')} ${time} ${year}`,
  ];
}

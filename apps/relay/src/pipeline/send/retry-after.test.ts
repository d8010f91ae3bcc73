import { describe, expect, it } from 'vitest';

import { parseRetryAfter } from './retry-after.ts';

/** The date that RFC 9110 section 5.6.7 writes in three ways. */
const now = Date.UTC(1994, 10, 6, 8, 48, 37);

describe('Retry-After', () => {
  it.each([
    ['120', 120_000],
    ['0', 0],
    [' 7 ', 7_000],
    ['99999999999999999999', Number.MAX_SAFE_INTEGER],
    ['9'.repeat(400), Number.MAX_SAFE_INTEGER],
    ['Sun, 06 Nov 1994 08:49:37 GMT', 60_000],
    ['Sunday, 06-Nov-94 08:49:37 GMT', 60_000],
    ['Sun Nov  6 08:49:37 1994', 60_000],
    ['Sun, 06 Nov 1994 08:47:37 GMT', 0],
  ])('reads %j', (header, milliseconds) => {
    expect(parseRetryAfter({ header, now })).toBe(milliseconds);
  });

  it.each([
    undefined,
    '',
    ' ',
    '-5',
    '1.5',
    '+3',
    '1e3',
    '0x10',
    'soon',
    '1, 2',
    '1994-11-06',
    'Sun, 99 Nov 1994 08:49:37 GMT',
  ])('does not guess at %j', (header) => {
    expect(parseRetryAfter({ header, now })).toBeNull();
  });
});

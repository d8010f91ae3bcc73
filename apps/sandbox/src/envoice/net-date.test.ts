import { describe, expect, it } from 'vitest';

import { formatNetDate, ticksOf } from './net-date.ts';

const second = Date.UTC(2026, 10, 20, 10, 0, 0);

describe('formatNetDate', () => {
  it.each([
    [0n, '2026-11-20T10:00:00Z'],
    [1n, '2026-11-20T10:00:00.0000001Z'],
    [1_234_567n, '2026-11-20T10:00:00.1234567Z'],
    [1_230_000n, '2026-11-20T10:00:00.123Z'],
    [5_000_000n, '2026-11-20T10:00:00.5Z'],
    [9_999_999n, '2026-11-20T10:00:00.9999999Z'],
    [10_000_000n, '2026-11-20T10:00:01Z'],
  ])('formats %s ticks after the second as %s', (ticks, text) => {
    expect(formatNetDate(ticksOf(second) + ticks)).toBe(text);
  });
});

describe('ticksOf', () => {
  it('keeps fractions of a millisecond', () => {
    expect(ticksOf(second + 0.5) - ticksOf(second)).toBe(5_000n);
  });

  it('is exact for ticks beyond the precision of a double', () => {
    expect(ticksOf(second + 1) - ticksOf(second)).toBe(10_000n);
    expect(String(ticksOf(second))).toBe(`${second}0000`);
  });
});

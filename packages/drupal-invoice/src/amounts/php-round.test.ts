import { readFileSync } from 'node:fs';

import { expect, test } from 'vitest';

import { moduleRound, phpRound } from './php-round.ts';

/** The results of PHP 8.2 itself for some numbers: its `round` is that of 7.4. */
const { round } = JSON.parse(
  readFileSync(new URL('../../test/fixtures/php.json', import.meta.url), 'utf8'),
) as { readonly round: readonly (readonly [number, number, number, string])[] };

test('rounds like PHP', () => {
  expect(round.length).toBeGreaterThan(1000);
  for (const [value, toThree, twice] of round) {
    expect([value, phpRound(value, 3)]).toEqual([value, toThree]);
    expect([value, moduleRound(value)]).toEqual([value, twice]);
  }
  // Beyond this, PHP and toFixed write digits that a double does not have.
  for (const [value, , , text] of round.filter(([one]) => Math.abs(one) < 1e13)) {
    expect((moduleRound(value) || 0).toFixed(2)).toBe(text.replace(/^-0\.00$/, '0.00'));
  }
});

test.each([
  [1.005, 2, 1.01],
  [-1.005, 2, -1.01],
  [0, 2, 0],
  [1e16, 2, 1e16],
  [1e-10, 2, 0],
  [Number.POSITIVE_INFINITY, 2, Number.POSITIVE_INFINITY],
])('%d rounded to %d places is %d', (value, places, rounded) => {
  expect(phpRound(value, places)).toBe(rounded);
});

test('rounding in two steps also rounds up amounts that end in 4 and a half', () => {
  expect(phpRound(0.5 * 20.089, 2)).toBe(10.04);
  expect(moduleRound(0.5 * 20.089)).toBe(10.05);
});

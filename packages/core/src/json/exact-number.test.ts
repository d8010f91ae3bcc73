import fc from 'fast-check';
import { expect, test } from 'vitest';

import { exactNumber, holdsInexactNumber } from './exact-number.ts';

test.each([
  ['0', 0],
  ['-0', 0],
  ['0.0', 0],
  ['0e999', 0],
  ['3971', 3971],
  ['-5', -5],
  ['12.50', 12.5],
  ['1e3', 1000],
  ['1E+3', 1000],
  ['150e-2', 1.5],
  ['0.1', 0.1],
  ['9007199254740991', 9007199254740991],
  ['1e21', 1e21],
  ['5e-324', 5e-324],
])('%s is a number', (source, value) => expect(exactNumber(source)).toBe(value));

test.each([
  '9007199254740993',
  '12345678901234567890',
  '-12345678901234567890.5',
  '0.12345678901234567890',
  '0.1000000000000000055511151231',
  '1e400',
  '1e-400',
  '9'.repeat(1000),
])('%s stays text, to the last digit', (source) => expect(exactNumber(source)).toBe(source));

test('every double round-trips, in every notation', () => {
  const double = fc.double({ noNaN: true, noDefaultInfinity: true });
  fc.assert(
    fc.property(double, (value) => {
      expect(exactNumber(String(value))).toBe(value === 0 ? 0 : value);
      expect(exactNumber(value.toExponential())).toBe(value === 0 ? 0 : value);
    }),
  );
});

test('every integer beyond the safe ones keeps its digits', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 2n ** 53n, max: 2n ** 100n }), (value) => {
      expect(BigInt(exactNumber(String(value)))).toBe(value);
    }),
  );
});

test('finds a number that JavaScript would round, at any depth', () => {
  expect(holdsInexactNumber('{"a":[1,{"b":9007199254740993}]}')).toBe(true);
  expect(holdsInexactNumber('{"a":1,"b":0.12345678901234567890,"c":2}')).toBe(true);
  expect(holdsInexactNumber('[1,0.12345678901234567890,2]')).toBe(true);
  expect(holdsInexactNumber('{"a":[1,{"b":"9007199254740993"}],"c":1.5}')).toBe(false);
});

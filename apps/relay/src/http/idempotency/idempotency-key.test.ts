import { expect, test } from 'vitest';

import { readIdempotencyKey } from './idempotency-key.ts';

test.each([
  ['"8e03978e-40d5-43dd-bc93-6894a57f9324"', '8e03978e-40d5-43dd-bc93-6894a57f9324'],
  ['8e03978e-40d5-43dd-bc93-6894a57f9324', '8e03978e-40d5-43dd-bc93-6894a57f9324'],
  ['  abc ', 'abc'],
  ['"a b"', 'a b'],
  [String.raw`"a\"b\\c"`, String.raw`a"b\c`],
  ['a'.repeat(255), 'a'.repeat(255)],
])('reads %s', (header, key) => {
  expect(readIdempotencyKey(header)).toBe(key);
});

test.each(['', '""', '"abc', 'a b', 'ü', 'a'.repeat(256), String.raw`"a\b"`, '"a"; b=1'])(
  'refuses %s',
  (header) => {
    expect(() => readIdempotencyKey(header)).toThrow(/255/);
  },
);

test('refuses several', () => {
  expect(() => readIdempotencyKey(['a', 'b'])).toThrow(/255/);
});

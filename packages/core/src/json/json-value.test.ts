import fc from 'fast-check';
import { expect, test } from 'vitest';

import { jsonValue } from './json-value.ts';

test('reads what JSON.parse reads', () => {
  fc.assert(
    fc.property(fc.jsonValue({ stringUnit: 'grapheme' }), (value) => {
      const source = JSON.stringify(value);
      if (/__proto__|constructor|prototype/.test(source)) return;
      expect(jsonValue(source)).toEqual(JSON.parse(source));
    }),
  );
});

test('keeps a number that JavaScript cannot hold as text', () => {
  expect(jsonValue('{"a":[9007199254740993,1e400,1.5]}')).toEqual({
    a: ['9007199254740993', '1e400', 1.5],
  });
});

test('the last of duplicate names counts, and a control character represents itself', () => {
  expect(jsonValue('{"a":1,"b":"\u0001","a":{"c":2,"c":3}}')).toEqual({ a: { c: 3 }, b: '\u0001' });
});

test('leaves out names that reach a prototype, at every depth', () => {
  const value = jsonValue('{"__proto__":{"x":1},"a":[{"constructor":{"prototype":{}},"b":1}]}');
  expect(JSON.stringify(value)).toBe('{"a":[{"b":1}]}');
  expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
});

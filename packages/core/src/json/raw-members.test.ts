import { PayloadError } from '../errors/index.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';

import { depthLimit } from './json-tree.ts';
import { readRawMembers } from './raw-members.ts';

const codeOf = (text: string) => {
  try {
    readRawMembers(text);
  } catch (error) {
    if (error instanceof PayloadError) return error.code;
    throw error;
  }
  return 'accepted';
};

test('returns every member of the object with its exact text', () => {
  const text =
    ' { "a" : 1.50e1 , "b":{ "c" :[ 1 ,{}] } ,"d":[ ],"\\u0065":"\\u00e9", "f":null,"g":-0}\n';
  expect([...readRawMembers(text)]).toEqual([
    ['a', { kind: 'number', source: '1.50e1' }],
    ['b', { kind: 'object', source: '{ "c" :[ 1 ,{}] }' }],
    ['d', { kind: 'array', source: '[ ]' }],
    ['e', { kind: 'string', source: '"\\u00e9"' }],
    ['f', { kind: 'literal', source: 'null' }],
    ['g', { kind: 'number', source: '-0' }],
  ]);
  expect(readRawMembers('{}').size).toBe(0);
});

test('reads every object as JSON.parse does', () => {
  const member = fc.tuple(fc.string({ unit: 'grapheme' }), fc.jsonValue());
  fc.assert(
    fc.property(fc.array(member), fc.constantFrom(undefined, 1, '\t'), (entries, space) => {
      const object = Object.fromEntries(entries);
      const members = readRawMembers(JSON.stringify(object, null, space));
      expect([...members.keys()]).toEqual(Object.keys(object));
      const values = [...members].map(([, { source }]) => JSON.parse(source) as unknown);
      expect(values).toEqual(Object.values(JSON.parse(JSON.stringify(object)) as object));
    }),
  );
});

test.each(['', ' ', '{', '{"a":1', '{"a":1}}', "{'a':1}", '{"a":1,}', '{"a":01}', '{"a":NaN}'])(
  'refuses %j as not JSON',
  (text) => expect(codeOf(text)).toBe('payload_not_json'),
);

test.each(['// note\n{"a":1}', '{/* note */"a":1}', '\uFEFF{"a":1}', '{"a":"\t"}'])(
  'refuses %j, which laxer readers let through',
  (text) => expect(codeOf(text)).toBe('payload_not_json'),
);

test.each(['null', '[]', '"x"', '42', 'true', '[{"a":1}]'])(
  'rejects %j because it is not an object',
  (text) => expect(codeOf(text)).toBe('payload_invalid'),
);

test.each([
  '{"a":1,"a":1}',
  '{"a":1,"\\u0061":2}',
  '{"x":{"a":1,"b":2,"a":3}}',
  '{"x":[1,{"a":1,"a":1}]}',
  '{"":1,"":2}',
  '{"__proto__":1,"__proto__":2}',
])('refuses %j for a name that comes twice', (text) =>
  expect(codeOf(text)).toBe('payload_duplicate_member'),
);

test('the same name in different objects, or as a value, is fine', () => {
  expect(codeOf('{"a":{"a":{"a":"a"}},"b":["a","a",{"a":1},{"a":1}],"c":"a"}')).toBe('accepted');
});

test('counts nesting from the first brace', () => {
  const nested = (levels: number) => `{"a":${'['.repeat(levels - 1)}${']'.repeat(levels - 1)}}`;
  expect(codeOf(nested(depthLimit))).toBe('accepted');
  expect(codeOf(nested(depthLimit + 1))).toBe('payload_too_deep');
});

test('handles a mebibyte of any input quickly', () => {
  const mebibyte = 1024 * 1024;
  const started = performance.now();
  expect(codeOf('['.repeat(mebibyte))).toBe('payload_not_json');
  expect(codeOf(`{"a":${'['.repeat(mebibyte / 2)}${']'.repeat(mebibyte / 2)}}`)).toBe(
    'payload_too_deep',
  );
  expect(codeOf('{"a":'.repeat(mebibyte / 8) + '0' + '}'.repeat(mebibyte / 8))).toBe(
    'payload_too_deep',
  );
  expect(codeOf(`{"a":"${'\\n'.repeat(mebibyte / 2)}"}`)).toBe('accepted');
  expect(codeOf(`{"a":${' '.repeat(mebibyte)}1}`)).toBe('accepted');
  expect(codeOf(`{"a":${'9'.repeat(mebibyte)}}`)).toBe('accepted');
  expect(codeOf(`{"a":[${'0,'.repeat(mebibyte / 2)}0]}`)).toBe('accepted');
  // Some 200 ms; quadratic work would take minutes.
  expect(performance.now() - started).toBeLessThan(10_000);
});

test('messages contain no more of the body than the start of a name', () => {
  const name = 'n'.repeat(1000);
  expect(() => readRawMembers(`{"${name}":1,"${name}":2}`)).toThrow(/^The member "n{64}" appears/);
  expect(() => readRawMembers('{"Signature":"abc123"')).toThrow(/^(?!.*abc123)/s);
});

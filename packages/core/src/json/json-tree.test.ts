import fc from 'fast-check';
import { expect, test } from 'vitest';

import { decodeJsonString, readJsonTree } from './json-tree.ts';

const accepts = (read: () => unknown) => {
  try {
    read();
    return true;
  } catch {
    return false;
  }
};

/** Characters that matter to the grammar, to break JSON with. */
const disturbance = fc.constantFrom(
  ...'{}[]:,"\\/\u0000\t\n\r \u00a0\ufeff\u2028+-.eE0179truefalsenul',
);

test('accepts exactly what JSON.parse accepts', () => {
  const json = fc
    .tuple(fc.jsonValue({ maxDepth: 3 }), fc.constantFrom(undefined, 1, '\t'))
    .map(([value, space]) => JSON.stringify(value, null, space));
  const broken = fc
    .tuple(json, fc.nat(), fc.nat({ max: 3 }), fc.array(disturbance, { maxLength: 3 }))
    .map(([text, at, cut, put]) => {
      const index = at % (text.length + 1);
      return text.slice(0, index) + put.join('') + text.slice(index + cut);
    });
  fc.assert(
    fc.property(
      fc.oneof(
        json,
        broken,
        fc.array(disturbance).map((all) => all.join('')),
      ),
      (text) => {
        expect(accepts(() => readJsonTree(text, { duplicates: 'allowed' }))).toBe(
          accepts(() => JSON.parse(text) as unknown),
        );
      },
    ),
    { numRuns: 5000 },
  );
});

test.each([
  '01',
  '-',
  '1.',
  '.5',
  '1e',
  '+1',
  '0x1',
  'Infinity',
  'truee',
  'nul',
  '"\\x"',
  '"\\u12g4"',
  '"a',
  '[1,]',
  '{"a":1,}',
  '{a:1}',
  '[1 2]',
  '1 2',
])('rejects %s', (text) => {
  expect(() => readJsonTree(text)).toThrow(expect.objectContaining({ code: 'payload_not_json' }));
});

test('returns the position of every value and name', () => {
  const text = ' {"a" : [1.50, "x"], "\\u0062":null }';
  const { members } = readJsonTree(text);
  const at = ({ start, end }: { start: number; end: number }) => text.slice(start, end);
  expect(members.map((member) => [member.name, at(member), at(member.value)])).toEqual([
    ['a', '"a"', '[1.50, "x"]'],
    ['b', '"\\u0062"', 'null'],
  ]);
  expect(members[0]?.value.items.map(at)).toEqual(['1.50', '"x"']);
});

test('accepts control characters only where JSON allows them', () => {
  const text = '{"a":"\u0001\n\t"}';
  expect(() => readJsonTree(text)).toThrow();
  expect(readJsonTree(text, { controls: 'allowed' }).members).toHaveLength(1);
  expect(() => readJsonTree('{\u0001"a":1}', { controls: 'allowed' })).toThrow();
  expect(decodeJsonString('"\u0001\\u0002\\n"')).toBe('\u0001\u0002\n');
});

test('accepts each control character in a string only if told to', () => {
  for (let code = 0; code <= 0x7f; code += 1) {
    const character = String.fromCharCode(code);
    if (character === '"' || character === '\\') continue;
    const text = `["${character}"]`;
    const strict = accepts(() => readJsonTree(text));
    expect([code, strict]).toEqual([code, code >= 0x20]);
    expect(decodeJsonString(text.slice(1, -1))).toBe(character);
    expect(accepts(() => readJsonTree(text, { controls: 'allowed' }))).toBe(true);
  }
});

test('accepts duplicate names only if told to, and says first what is not JSON', () => {
  for (const text of ['{"a":1,"b":2,"a":1}', '[{"b":{"a":1,"\\u0061":2}}]']) {
    expect(() => readJsonTree(text)).toThrow(
      expect.objectContaining({ code: 'payload_duplicate_member' }),
    );
    expect(() => readJsonTree(`${text}]`)).toThrow(
      expect.objectContaining({ code: 'payload_not_json' }),
    );
    expect(accepts(() => readJsonTree(text, { duplicates: 'allowed' }))).toBe(true);
  }
  expect(accepts(() => readJsonTree('[{"a":1},{"a":{"a":2}}]'))).toBe(true);
});

test('decodes a string as JSON.parse does', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(decodeJsonString(JSON.stringify(text))).toBe(text);
    }),
  );
});

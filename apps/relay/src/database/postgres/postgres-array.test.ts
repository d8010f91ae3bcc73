import { expect, test } from 'vitest';

import { encodeArray } from './postgres-array.ts';

test('texts are quoted, and delimiters are escaped', () => {
  const values = ['a', '', 'NULL', null, '{"a":"b\\n"}', 'č,}', 'x\0y'];
  expect(encodeArray('text', values)).toBe(
    String.raw`{"a","","NULL",NULL,"{\"a\":\"b\\n\"}","č,}","x` + '\uFFFDy"}',
  );
});

test('numbers and booleans are written as they are', () => {
  expect(encodeArray('bigint', [1, null, 2n ** 60n])).toBe('{1,NULL,1152921504606846976}');
  expect(encodeArray('double', [0.1, 1e21])).toBe('{0.1,1e+21}');
  expect(encodeArray('boolean', [true, false])).toBe('{true,false}');
  expect(encodeArray('integer', [])).toBe('{}');
});

test('bytes are sent as they are, each prefixed with its length', () => {
  expect(encodeArray('bytes', [Uint8Array.of(0, 255), null])).toEqual(
    Buffer.from('00000001000000010000001100000002000000010000000200ffffffffff', 'hex'),
  );
  expect(encodeArray('bytes', [])).toEqual(Buffer.from('000000000000000000000011', 'hex'));
});

import { expect, test } from 'vitest';

import { decodeUtf8 } from './decode.ts';

const bytes = (...values: number[]) => new Uint8Array(values);

test('decodes UTF-8 and removes one byte order mark', () => {
  expect(decodeUtf8(bytes(0x7b, 0xc3, 0xa4, 0xf0, 0x9f, 0x98, 0x80))).toBe('{ä😀');
  expect(decodeUtf8(bytes(0xef, 0xbb, 0xbf, 0x7b))).toBe('{');
  expect(decodeUtf8(bytes(0xef, 0xbb, 0xbf, 0xef, 0xbb, 0xbf))).toBe('\uFEFF');
});

test.each([
  ['a byte that no text has', bytes(0x22, 0xff, 0x22)],
  ['a character cut short', bytes(0xe2, 0x82)],
  ['an overlong form', bytes(0xc0, 0xaf)],
  ['a lone surrogate', bytes(0xed, 0xa0, 0x80)],
  ['UTF-16', bytes(0xff, 0xfe, 0x7b, 0x00)],
  ['Latin-1', bytes(0x22, 0xe4, 0x22)],
])('refuses %s', (_, broken) =>
  expect(() => decodeUtf8(broken)).toThrow(expect.objectContaining({ code: 'payload_not_utf8' })),
);

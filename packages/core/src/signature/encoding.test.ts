import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { concatBytes, decodeSignature, fromBase64, toBase64, toBase64Url } from './encoding.ts';

const digests = fc.uint8Array({ minLength: 32, maxLength: 32 });

test('base64 matches Node’s and round-trips', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
      expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
      expect(toBase64Url(bytes)).toBe(Buffer.from(bytes).toString('base64url'));
      expect(fromBase64(toBase64(bytes))).toEqual(bytes);
    }),
  );
});

test.each([
  ['without padding', 'AAA'],
  ['padded too much', 'AA==='],
  ['padding alone', '===='],
  ['padding inside', 'AA==AAAA'],
  ['a blank', 'AAA ='],
  ['a line break', 'AAAA\n'],
  ['the other alphabet', '-_-_'],
  ['stray bits in the last character', 'AB=='],
  ['far too long', 'A'.repeat(1_000_000)],
])('base64 is not read leniently: %s', (_name, text) => {
  expect(fromBase64(text)).toBeUndefined();
});

describe('a signature is read', () => {
  test('from hex in any case', () => {
    fc.assert(
      fc.property(digests, (bytes) => {
        const hex = Buffer.from(bytes).toString('hex');
        for (const signature of [hex, hex.toUpperCase()]) {
          expect(decodeSignature({ signature, encoding: 'hex' })).toEqual(bytes);
        }
      }),
    );
  });

  test.each([
    'ab12cd',
    ' AB12CD\n',
    '0xab12cd',
    '0Xab-12-cd',
    'AB:12:CD',
    'sha256=ab12cd',
    'HMAC-SHA256: ab12cd',
    'v1,ab12cd',
  ])('from hex as others write it: %j', (signature) => {
    expect(decodeSignature({ signature, encoding: 'hex' })).toEqual(
      new Uint8Array([0xab, 0x12, 0xcd]),
    );
  });

  test('from base64 in either alphabet, with and without padding', () => {
    fc.assert(
      fc.property(digests, fc.constantFrom('base64', 'base64url'), (bytes, encoding) => {
        const url = Buffer.from(bytes).toString('base64url');
        const padded = Buffer.from(bytes).toString('base64');
        for (const signature of [url, `${url}=`, padded, padded.replace('=', '')]) {
          expect(decodeSignature({ signature, encoding })).toEqual(bytes);
        }
      }),
    );
  });

  test.each([
    ['hex', 'abc'],
    ['hex', 'zz'],
    ['hex', 'ab cd'],
    ['hex', 'ab'.repeat(1_000_000)],
    ['base64', 'A'],
    ['base64', '+-+-'],
    ['base64url', '_/_/'],
    ['base64url', 'A=A='],
  ] as const)('and is refused as %s when it is not: %s', (encoding, signature) => {
    expect(decodeSignature({ signature, encoding })).toBeUndefined();
  });
});

test('bytes are joined in order', () => {
  const pieces = [new Uint8Array([1, 2]), new Uint8Array(), new Uint8Array([3])];
  expect(concatBytes(pieces)).toEqual(new Uint8Array([1, 2, 3]));
});

import { createHash, createHmac } from 'node:crypto';

import fc from 'fast-check';
import { expect, test } from 'vitest';

import { CandidateHasher } from './candidate-hasher.ts';

const bytes = (maxLength: number) => fc.uint8Array({ maxLength });

test('matches createHash and createHmac for any length', () => {
  fc.assert(
    fc.property(
      bytes(200),
      fc.array(bytes(1500), { minLength: 1, maxLength: 4 }),
      bytes(3),
      (key, pieces, separator) => {
        const message = Buffer.concat(
          pieces.flatMap((piece, index) => (index === 0 ? [piece] : [separator, piece])),
        );
        const plain = createHash('sha256').update(message).digest();
        const keyed = createHmac('sha256', key).update(message).digest();
        for (const [received, fits] of [
          [plain, [true, false]],
          [keyed, [false, true]],
        ] as const) {
          const hasher = new CandidateHasher({ keys: new Map([['key', key]]), received });
          hasher.setMessage(pieces, separator);
          expect([hasher.isReceived(undefined), hasher.isReceived('key')]).toEqual(fits);
          expect(hasher.isReceived('another key')).toBe(false);
        }
      },
    ),
  );
});

test.each([63, 64, 65, 200])('a key of %i bytes', (length) => {
  const key = new Uint8Array(length).fill(7);
  const message = new Uint8Array([1, 2, 3]);
  const received = createHmac('sha256', key).update(message).digest();
  const hasher = new CandidateHasher({ keys: new Map([['key', key]]), received });
  hasher.setMessage([message], new Uint8Array());
  expect(hasher.isReceived('key')).toBe(true);
});

test('a message does not leak into the next', () => {
  const short = new Uint8Array([1]);
  const received = createHash('sha256').update(short).digest();
  const hasher = new CandidateHasher({ keys: new Map(), received });
  hasher.setMessage([new Uint8Array(5000)], new Uint8Array());
  expect(hasher.isReceived(undefined)).toBe(false);
  hasher.setMessage([short], new Uint8Array());
  expect(hasher.isReceived(undefined)).toBe(true);
});

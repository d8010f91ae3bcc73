import { describe, expect, test } from 'vitest';

import { SignatureError } from '../errors/index.ts';
import type { SignatureMaterial } from './material.ts';
import type { SignatureScheme } from './scheme.ts';
import { signWithScheme } from './sign-with-scheme.ts';
import { verifyWithScheme } from './verify-with-scheme.ts';

const material: SignatureMaterial = {
  timestamp: '2026-11-20T10:00:00Z',
  activity: new TextEncoder().encode('{"Id": 1, "Message": "Grüße"}'),
  activityId: '1',
  authKey: 'the-key',
  authSecret: 'the-secret',
};
const everyPart: SignatureScheme = {
  digest: 'hmac-sha256',
  key: 'authSecret',
  parts: ['timestamp', 'activity', 'activityId', 'authKey'],
  separator: '.',
  encoding: 'hex',
};
const signature = signWithScheme({ scheme: everyPart, material });

describe('matches the same signature in another notation', () => {
  test('hex in any case', () => {
    for (const written of [
      signature.toUpperCase(),
      signature.replace(/[a-f]/, (c) => c.toUpperCase()),
    ]) {
      expect(written).not.toBe(signature);
      expect(verifyWithScheme({ scheme: everyPart, material, signature: written })).toBe(true);
    }
  });

  test.each(['base64', 'base64url'] as const)('%s in either alphabet and padding', (encoding) => {
    const scheme = { ...everyPart, encoding };
    const bytes = Buffer.from(signature, 'hex');
    for (const written of [
      bytes.toString('base64'),
      bytes.toString('base64').replace('=', ''),
      bytes.toString('base64url'),
      `${bytes.toString('base64url')}=`,
    ]) {
      expect(verifyWithScheme({ scheme, material, signature: written })).toBe(true);
    }
  });
});

test.each([
  ['the timestamp', { timestamp: '2026-11-20T10:00:01Z' }],
  [
    'one byte of the activity',
    { activity: new TextEncoder().encode('{"Id": 1, "Message": "Grüsse"}') },
  ],
  ['the activity id', { activityId: '2' }],
  ['the auth key', { authKey: 'the-Key' }],
  ['the auth secret', { authSecret: 'the-secret ' }],
])('does not fit after a change of %s', (_name, change) => {
  expect(
    verifyWithScheme({ scheme: everyPart, material: { ...material, ...change }, signature }),
  ).toBe(false);
});

test.each([
  ['is empty', ''],
  ['is cut off', signature.slice(0, -2)],
  ['is too long', `${signature}00`],
  ['has a tampered digit', signature.replace(/^./, (digit) => (digit === '0' ? '1' : '0'))],
  ['is no hex', 'signature'],
  ['is in another encoding', Buffer.from(signature, 'hex').toString('base64')],
  ['has a prefix of another kind', `sha1=${signature}`],
])('does not fit when it %s', (_name, received) => {
  expect(verifyWithScheme({ scheme: everyPart, material, signature: received })).toBe(false);
});

test('never verifies with a scheme without a secret, even if the signature matches', () => {
  const scheme: SignatureScheme = {
    digest: 'sha256',
    parts: ['timestamp', 'activity'],
    separator: '',
    encoding: 'hex',
  };
  const verify = () =>
    verifyWithScheme({ scheme, material, signature: signWithScheme({ scheme, material }) });
  expect(verify).toThrow(SignatureError);
  expect(verify).toThrow(/prove nothing.*callback/);
});

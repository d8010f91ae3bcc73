import { expect, test } from 'vitest';

import { PayloadError, SignatureError } from '../errors/index.ts';
import type { SignatureMaterial } from './material.ts';
import type { SignatureScheme } from './scheme.ts';
import { signWithScheme } from './sign-with-scheme.ts';
import { verifyWithScheme } from './verify-with-scheme.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const material: SignatureMaterial = {
  timestamp: '2026-11-20T10:00:00.1234567Z',
  activity: utf8('{"Id": 99120, "Type": 11, "Message": "Zażółć 発票 ✓", "InvoiceId": 3971}'),
  activityId: '99120',
  authKey: 'key-äö',
  authSecret: 's3cr3t-œ',
};

// Computed with openssl 3, in a shell with $T, $A, $K and $S set to the timestamp, activity, auth
// key and auth secret above, and $C to the activity after
// python3 -c 'json.dumps(json.load(f), separators=(",", ":"), ensure_ascii=False)'.
const vectors: readonly [command: string, scheme: SignatureScheme, signature: string][] = [
  [
    'printf %s "$T.$A" | openssl dgst -sha256 -hmac "$S" -hex',
    {
      digest: 'hmac-sha256',
      key: 'authSecret',
      parts: ['timestamp', 'activity'],
      separator: '.',
      encoding: 'hex',
    },
    '9d0b5232ea6c4e3a3153aeef65f9300b49702e86fa7ef0d5d7bf34cc056b8192',
  ],
  [
    'printf %s "$T.$A" | openssl dgst -sha256 -hmac "$S" -binary | base64',
    {
      digest: 'hmac-sha256',
      key: 'authSecret',
      parts: ['timestamp', 'activity'],
      separator: '.',
      encoding: 'base64',
    },
    'nQtSMupsTjoxU67vZfkwC0lwLob6fvDV1780zAVrgZI=',
  ],
  [
    'printf %s "$S$T$A" | openssl dgst -sha256 -hex',
    {
      digest: 'sha256',
      parts: ['authSecret', 'timestamp', 'activity'],
      separator: '',
      encoding: 'hex',
    },
    'a3c7f51b1c4b772e845579b1074e89344ee9ec4b296025764416473a1ea30eda',
  ],
  [
    'printf "%s|%s" "$C" "$S" | openssl dgst -sha256 -binary | base64',
    {
      digest: 'sha256',
      parts: ['activityCompact', 'authSecret'],
      separator: '|',
      encoding: 'base64',
    },
    'ufr6g3uhmmvMfdl5hkx3WZmn10tcnERRgQRlDQ9y9WA=',
  ],
  [
    'printf %s "99120:$T" | openssl dgst -sha256 -hmac "$K" -binary | base64 | tr "+/" "-_" | tr -d =',
    {
      digest: 'hmac-sha256',
      key: 'authKey',
      parts: ['activityId', 'timestamp'],
      separator: ':',
      encoding: 'base64url',
    },
    'vkDxKmm8pCYK7fPf-xSRiuM9jRIMx8WNU-Q6OdO2mUQ',
  ],
  [
    'printf "%s\\n%s\\n%s" "$K" "$C" "$S" | openssl dgst -sha256 -hmac "$T" -hex',
    {
      digest: 'hmac-sha256',
      key: 'timestamp',
      parts: ['authKey', 'activityCompact', 'authSecret'],
      separator: '\n',
      encoding: 'hex',
    },
    'e7e53f514702c9b01d50bc8b7ee12e1c07c84977888ee961dade1da62e451d65',
  ],
];

test.each(vectors)('signs and verifies as openssl does: %s', (_command, scheme, signature) => {
  expect(signWithScheme({ scheme, material })).toBe(signature);
  expect(verifyWithScheme({ scheme, material, signature })).toBe(true);
});

const compact: SignatureScheme = {
  digest: 'hmac-sha256',
  key: 'authSecret',
  parts: ['activityCompact'],
  separator: '',
  encoding: 'hex',
};

test.each([
  ['payload_not_utf8', new Uint8Array([0x22, 0xff, 0x22])],
  ['payload_not_json', utf8('{"Id": 1')],
  ['payload_too_deep', utf8('['.repeat(200_000) + ']'.repeat(200_000))],
])('an activity without a compact form is refused: %s', (code, activity) => {
  const sign = () => signWithScheme({ scheme: compact, material: { ...material, activity } });
  expect(sign).toThrow(PayloadError);
  expect(sign).toThrow(expect.objectContaining({ code }));
});

test('signs any raw bytes', () => {
  const scheme: SignatureScheme = { ...compact, parts: ['activity'] };
  const activity = new Uint8Array([0, 0xff, 0x22]);
  // printf '\x00\xff\x22' | openssl dgst -sha256 -hmac 's3cr3t-œ' -hex
  expect(signWithScheme({ scheme, material: { ...material, activity } })).toBe(
    'd968ad63622b2f9367212460ea963f555d07288ec74929665bc4be4a5dda3f23',
  );
});

test.each(['authKey', 'authSecret'] as const)('an empty %s does not sign', (part) => {
  const empty = { ...material, [part]: '' };
  const keyed: SignatureScheme = { ...compact, key: part };
  const hashed: SignatureScheme = {
    digest: 'sha256',
    parts: ['activity', part],
    separator: '',
    encoding: 'hex',
  };
  for (const scheme of [keyed, hashed]) {
    const sign = () => signWithScheme({ scheme, material: empty });
    expect(sign).toThrow(SignatureError);
    expect(sign).toThrow(expect.objectContaining({ code: 'secret_malformed' }));
  }
});

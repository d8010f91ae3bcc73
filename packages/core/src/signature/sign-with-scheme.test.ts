import { expect, test } from 'vitest';

import { PayloadError, SignatureError } from '../errors/index.ts';
import { readJsonTree } from '../json/index.ts';
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

const hmac = { digest: 'hmac-sha256', separator: '', encoding: 'hex' } as const;
// As $P.
const payload =
  '{"Timestamp": "2026-11-20T10:00:00.1234567Z", "Signature": "abc", "Activity": {"Id": 99120, "Type": 11, "Message": "Zażółć 発票 ✓", "InvoiceId": 3971}}';
const rewritten: readonly [
  command: string,
  scheme: SignatureScheme,
  signature: string,
  more?: Partial<SignatureMaterial>,
][] = [
  [
    'printf %s "$A" | iconv -t UTF-16LE | openssl dgst -sha256 -hmac "$S" -hex',
    { ...hmac, key: 'authSecret', parts: ['activity'], form: { text: 'utf16le' } },
    '33e3c891979132c73e2dbf4dc3bfa093ad391f939aea477408b947ce38ada527',
  ],
  [
    `printf %s "$A" | sed 's/[^ -~]/?/g' | openssl dgst -sha256 -hmac "$S" -hex`,
    { ...hmac, key: 'authSecret', parts: ['activity'], form: { text: 'ascii' } },
    'cafe3ca9a37992fa92dfb5ab6c22d75fe5544a5b7cb5fadebb0affb2483b345c',
  ],
  [
    'printf %s "$T$S" | openssl dgst -sha256 -hmac "$A" -hex',
    { ...hmac, key: 'activity', parts: ['timestamp', 'authSecret'] },
    'bb0e32dc51d6e896b4b79a00f82b5554ffa047513bedab35ee06133a1971e134',
  ],
  [
    'printf %s "$T$S" | openssl dgst -sha256 -hmac "$C" -hex',
    { ...hmac, key: 'activityCompact', parts: ['timestamp', 'authSecret'] },
    '15b0c7bfc6a04cbbe98a32d447bebf5aeeac2b93f7d14374212c67c41b68aecc',
  ],
  [
    'printf %s "$T$A" | openssl dgst -sha256 -mac HMAC -macopt hexkey:$S -hex',
    { ...hmac, key: 'authSecret', keyEncoding: 'hex', parts: ['timestamp', 'activity'] },
    'a9af315735ed29e989974a9b211b11bfe453787f2a7ea6e8149c3fcbb1fa8c99',
    { authSecret: '00FF10a0b1c2d3e4f5060708090a0b0c' },
  ],
  ...['AP8QoLHC0+T1BgcICQoLDA==', 'AP8QoLHC0+T1BgcICQoLDA'].map(
    (authSecret): (typeof rewritten)[number] => [
      `the same with ${authSecret} in base64`,
      { ...hmac, key: 'authSecret', keyEncoding: 'base64', parts: ['timestamp', 'activity'] },
      'a9af315735ed29e989974a9b211b11bfe453787f2a7ea6e8149c3fcbb1fa8c99',
      { authSecret },
    ],
  ),
  [
    `printf %s "$P" | sed 's/"abc"/null/' | openssl dgst -sha256 -hmac "$S" -hex`,
    { ...hmac, key: 'authSecret', parts: ['payload'] },
    '72f8759b45469e8180c1f417dc48152f3750a9643099064bab066eb4e5d75464',
    {
      payload: { text: payload, node: readJsonTree(payload), signatureMember: 'Signature' },
    },
  ],
];

test.each(rewritten)(
  'also what is rewritten or decoded, as openssl does: %s',
  (_, scheme, signature, more) => {
    const changed = { ...material, ...more };
    expect(signWithScheme({ scheme, material: changed })).toBe(signature);
    expect(verifyWithScheme({ scheme, material: changed, signature })).toBe(true);
  },
);

test.each([
  ['hex', 's3cr3t-œ'],
  ['hex', 'abc'],
  ['base64', 's3cr3t-œ'],
  ['base64', 'A'],
] as const)('a key that is not %s does not sign: %s', (keyEncoding, authSecret) => {
  const scheme: SignatureScheme = { ...hmac, key: 'authSecret', keyEncoding, parts: ['activity'] };
  const sign = () => signWithScheme({ scheme, material: { ...material, authSecret } });
  expect(sign).toThrow(expect.objectContaining({ code: 'secret_malformed' }));
  expect(sign).toThrow(`The authSecret is not valid ${keyEncoding}`);
});

test('the whole payload does not sign without one', () => {
  const scheme: SignatureScheme = { ...hmac, key: 'authSecret', parts: ['payload'] };
  const sign = () => signWithScheme({ scheme, material });
  expect(sign).toThrow(expect.objectContaining({ code: 'payload_invalid' }));
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

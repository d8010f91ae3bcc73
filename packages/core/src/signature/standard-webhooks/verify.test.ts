import { describe, expect, test } from 'vitest';

import { SignatureError } from '../../errors/index.ts';
import { generateStandardWebhookKeyPair, generateStandardWebhookSecret } from './generate.ts';
import type { ReceivedHeaders } from './headers.ts';
import { signStandardWebhook } from './sign.ts';
import { verifyStandardWebhook } from './verify.ts';

const id = 'msg_p5jXN8AQM9LWM0D4loKWxJek';
const timestamp = 1614265330;
const body = '{"test": 2432232314}';
const now = timestamp * 1000;
const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
// The public half of the key in the specification's v1a vector.
const publicKey = 'whpk_1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4=';
const v1 = 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=';
const v1a =
  'v1a,hnO3f9T8Ytu9HwrXslvumlUpqtNVqkhqw/enGzPCXe5BdqzCInXqYXFymVJaA7AZdpXwVLPo3mNl8EM+m7TBAg==';
const headers = {
  'webhook-id': id,
  'webhook-timestamp': `${timestamp}`,
  'webhook-signature': v1,
};
const request = { headers, body, secrets: [secret], now };
type Request = Parameters<typeof verifyStandardWebhook>[0];

function expectRefusal(options: { of: Request; code: string; message: RegExp }) {
  const verify = () => verifyStandardWebhook(options.of);
  expect(verify).toThrow(SignatureError);
  expect(verify).toThrow(expect.objectContaining({ code: options.code }));
  expect(verify).toThrow(options.message);
}

describe('accepts', () => {
  test('the v1 vector', () => {
    expect(verifyStandardWebhook(request)).toEqual({ id, timestamp });
  });

  test('the v1a vector', () => {
    const signed = { ...headers, 'webhook-signature': v1a };
    expect(verifyStandardWebhook({ ...request, headers: signed, secrets: [publicKey] })).toEqual({
      id,
      timestamp,
    });
  });

  test('raw bytes, even if they are not UTF-8', () => {
    const bytes = new Uint8Array([0x7b, 0xff, 0x00, 0x7d]);
    const signed = signStandardWebhook({ id, timestamp, body: bytes, secrets: [secret] });
    expect(verifyStandardWebhook({ ...request, headers: signed, body: bytes })).toEqual({
      id,
      timestamp,
    });
  });

  test.each<[string, ReceivedHeaders]>([
    [
      'in any case',
      { 'Webhook-Id': id, 'WEBHOOK-TIMESTAMP': `${timestamp}`, 'webhook-Signature': v1 },
    ],
    ['as lists', { ...headers, 'webhook-id': [id], 'webhook-signature': ['v1,AAAA', v1] }],
    ['joined by a comma', { ...headers, 'webhook-signature': `${v1}, v1,AAAA` }],
    ['among others', { ...headers, host: 'example.com', 'x-nothing': undefined }],
  ])('headers %s', (_name, received) => {
    expect(verifyStandardWebhook({ ...request, headers: received })).toEqual({ id, timestamp });
  });

  test.each([
    ['the last of many', `v1,AAAA v1,${'A'.repeat(43)}= ${v1}`],
    ['beside unknown versions', `v2,${v1.slice(3)} v1b,x ${v1} v3,y`],
    ['beside what cannot be read', `v1 v1, ,x nonsense  ${v1}`],
    ['beside v1a, which it has no key for', `${v1a} ${v1}`],
  ])('a signature that is %s', (_name, list) => {
    const signed = { ...headers, 'webhook-signature': list };
    expect(verifyStandardWebhook({ ...request, headers: signed })).toEqual({ id, timestamp });
  });
});

describe('rotation', () => {
  const [older, newer, stranger] = [1, 2, 3].map(() => generateStandardWebhookSecret()) as [
    string,
    string,
    string,
  ];
  const pair = generateStandardWebhookKeyPair();
  const signed = signStandardWebhook({ id, timestamp, body, secrets: [newer, older] });

  test.each([
    ['the new secret', [newer]],
    ['the old secret', [older]],
    ['both', [older, newer]],
    ['one of them and another', [stranger, older]],
    ['one of them and a public key', [pair.publicKey, newer]],
  ])('a receiver with %s accepts what both have signed', (_name, secrets) => {
    expect(verifyStandardWebhook({ ...request, headers: signed, secrets })).toEqual({
      id,
      timestamp,
    });
  });

  test('a receiver with both secrets accepts signatures of either', () => {
    for (const one of [older, newer]) {
      const alone = signStandardWebhook({ id, timestamp, body, secrets: [one] });
      const secrets = [newer, older];
      expect(verifyStandardWebhook({ ...request, headers: alone, secrets })).toBeTruthy();
    }
  });

  test('a receiver with neither rejects them', () => {
    expectRefusal({
      of: { ...request, headers: signed, secrets: [stranger] },
      code: 'signature_mismatch',
      message: /signatures: 2, secrets: 1/,
    });
  });

  test('from a shared secret to a key pair', () => {
    const secrets = [older, pair.privateKey];
    const both = signStandardWebhook({ id, timestamp, body, secrets });
    for (const one of [older, pair.publicKey]) {
      expect(verifyStandardWebhook({ ...request, headers: both, secrets: [one] })).toBeTruthy();
    }
  });
});

describe('tolerance', () => {
  test.each([
    ['as old as tolerated', 300, undefined],
    ['as new as tolerated', -300, undefined],
    ['older, where more is tolerated', 3600, 3600],
    ['of this very second, where none is tolerated', 0, 0],
  ])('%s is accepted', (_name, age, toleranceSeconds) => {
    const at = { now: now + age * 1000 + 999 };
    const tolerance = toleranceSeconds === undefined ? {} : { toleranceSeconds };
    expect(verifyStandardWebhook({ ...request, ...at, ...tolerance })).toEqual({ id, timestamp });
  });

  test('rejects a request one second too old', () => {
    expectRefusal({
      of: { ...request, now: now + 301_000 },
      code: 'timestamp_too_old',
      message: /301 seconds old, but only 300 are tolerated: check the clocks/,
    });
  });

  test('rejects a request one second too new', () => {
    expectRefusal({
      of: { ...request, now: now - 301_000 },
      code: 'timestamp_too_new',
      message: /is 301 seconds in the future, but only 300 are tolerated: check the clocks/,
    });
  });

  test.each([{ now: Number.NaN }, { toleranceSeconds: Number.NaN }])(
    'a check that cannot be made refuses: %o',
    (broken) => {
      expect(() => verifyStandardWebhook({ ...request, ...broken })).toThrow(SignatureError);
    },
  );
});

describe('refuses', () => {
  test.each([
    ['webhook-id', 'signature_missing'],
    ['webhook-timestamp', 'timestamp_missing'],
    ['webhook-signature', 'signature_missing'],
  ])('a request without %s', (name, code) => {
    for (const value of [undefined, '', []]) {
      expectRefusal({
        of: { ...request, headers: { ...headers, [name]: value } },
        code,
        message: new RegExp(`header ${name} is missing.*no proxy removes`),
      });
    }
  });

  test.each(['1614265330.0', '+1614265330', '01614265330', '0x60', ' 1614265330', '1e9', 'now'])(
    'a timestamp written %j',
    (written) => {
      expectRefusal({
        of: { ...request, headers: { ...headers, 'webhook-timestamp': written } },
        code: 'timestamp_malformed',
        message: /whole number of seconds/,
      });
    },
  );

  test.each([
    ['webhook-id', 'signature_malformed'],
    ['webhook-timestamp', 'timestamp_malformed'],
  ])('a second %s', (name, code) => {
    expectRefusal({
      of: { ...request, headers: { ...headers, [name.toUpperCase()]: '1' } },
      code,
      message: /appears 2 times/,
    });
  });

  test('an id with a dot, which could be read as another id and timestamp', () => {
    // The same bytes as those of the id "msg", the timestamp 1 and a body that begins with "2.".
    const signed = signStandardWebhook({
      id: 'msg',
      timestamp: 1,
      body: '2.{}',
      secrets: [secret],
    });
    expectRefusal({
      of: {
        ...request,
        headers: { ...signed, 'webhook-id': 'msg.1', 'webhook-timestamp': '2' },
        body: '{}',
        now: 2000,
      },
      code: 'signature_malformed',
      message: /no dot/,
    });
  });

  test.each(['v1', 'v1,', ',x', '   ', 'nonsense'])('a signature header of %j', (list) => {
    expectRefusal({
      of: { ...request, headers: { ...headers, 'webhook-signature': list } },
      code: 'signature_malformed',
      message: /as in "v1,g0hM9SsE..."/,
    });
  });

  test('only unknown versions', () => {
    expectRefusal({
      of: { ...request, headers: { ...headers, 'webhook-signature': `v2,${v1.slice(3)} v0,x` } },
      code: 'signature_scheme_unknown',
      message: /has only unknown versions/,
    });
  });

  test.each([
    ['v1', v1, publicKey],
    ['v1a', v1a, secret],
  ])('%s with the other kind of secret', (version, signature, wrongKind) => {
    expectRefusal({
      of: {
        ...request,
        headers: { ...headers, 'webhook-signature': signature },
        secrets: [wrongKind],
      },
      code: 'signature_mismatch',
      message: new RegExp(`signed with ${version} only`),
    });
  });

  const mismatches: [string, Partial<Request>][] = [
    ['a body parsed and serialised again', { body: JSON.stringify(JSON.parse(body)) }],
    ['a tampered byte', { body: body.replace('4', '5') }],
    ['an empty body', { body: '' }],
    ['another id', { headers: { ...headers, 'webhook-id': 'msg_2' } }],
    ['another time', { headers: { ...headers, 'webhook-timestamp': `${timestamp + 1}` } }],
    ['another secret', { secrets: [generateStandardWebhookSecret()] }],
    ['a signature cut off', { headers: { ...headers, 'webhook-signature': v1.slice(0, -4) } }],
    [
      'a signature without padding',
      { headers: { ...headers, 'webhook-signature': v1.slice(0, -1) } },
    ],
  ];
  test.each(mismatches)('%s', (_name, change) => {
    expectRefusal({
      of: { ...request, ...change },
      code: 'signature_mismatch',
      message: /secret is not the one.*or the body was changed.*verify the raw bytes/,
    });
  });

  test.each(mismatches.filter(([name]) => !/secret|signature/.test(name)))(
    '%s with v1a',
    (_name, change) => {
      const changed = change.headers ?? headers;
      expectRefusal({
        of: {
          ...request,
          ...change,
          headers: { ...changed, 'webhook-signature': v1a },
          secrets: [publicKey],
        },
        code: 'signature_mismatch',
        message: /verify the raw bytes/,
      });
    },
  );

  test.each([
    ['no secrets', [], /no secret to verify with/],
    ['a secret that is none', ['secret'], /24 to 64 bytes/],
    ['a public key cut off', [publicKey.slice(0, -4)], /"whpk_" followed by 32 bytes/],
    ['a private key', [generateStandardWebhookKeyPair().privateKey], /never leave the sender/],
  ])('to work with %s', (_name, secrets, message) => {
    expectRefusal({ of: { ...request, secrets }, code: 'secret_malformed', message });
  });
});

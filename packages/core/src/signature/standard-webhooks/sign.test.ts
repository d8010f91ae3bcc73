import { describe, expect, test } from 'vitest';

import { SignatureError } from '../../errors/index.ts';
import { generateStandardWebhookKeyPair } from './generate.ts';
import { signStandardWebhook } from './sign.ts';

// The vectors of the Standard Webhooks specification.
const content = {
  id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
  timestamp: 1614265330,
  body: '{"test": 2432232314}',
};
const v1Secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const v1 = 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=';
const v1aKey =
  'whsk_6Xb/dCcHpPea21PS1N9VY/NZW723CEc77N4rJCubMbfVKIDij2HKpMKkioLlX0dRqSKJp4AJ6p9lMicMFs6Kvg==';
const v1a =
  'v1a,hnO3f9T8Ytu9HwrXslvumlUpqtNVqkhqw/enGzPCXe5BdqzCInXqYXFymVJaA7AZdpXwVLPo3mNl8EM+m7TBAg==';

test('the v1 vector', () => {
  expect(signStandardWebhook({ ...content, secrets: [v1Secret] })).toEqual({
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': v1,
  });
});

test('the v1a vector', () => {
  expect(signStandardWebhook({ ...content, secrets: [v1aKey] })['webhook-signature']).toBe(v1a);
});

test('returns one signature for each secret, in order, separated by spaces', () => {
  const headers = signStandardWebhook({ ...content, secrets: [v1aKey, v1Secret] });
  expect(headers['webhook-signature']).toBe(`${v1a} ${v1}`);
});

test('bytes have the same signature as their UTF-8 text', () => {
  const body = '{"buyer":"Zażółć 発票 🧾"}';
  expect(
    signStandardWebhook({ ...content, body: new TextEncoder().encode(body), secrets: [v1Secret] }),
  ).toEqual(signStandardWebhook({ ...content, body, secrets: [v1Secret] }));
});

const base64 = (length: number) => Buffer.alloc(length, 7).toString('base64');

describe('secrets', () => {
  test.each([24, 64])('of %i bytes sign', (length) => {
    const secrets = [`whsec_${base64(length)}`];
    expect(signStandardWebhook({ ...content, secrets })['webhook-signature']).toMatch(/^v1,/);
  });

  const other = generateStandardWebhookKeyPair();
  const half = (key: string, from: number, to: number) =>
    Buffer.from(key.slice(5), 'base64').subarray(from, to);
  const mixed = Buffer.concat([half(v1aKey, 0, 32), half(other.privateKey, 32, 64)]);

  test.each([
    ['none at all', [], /no secret to sign with/],
    ['one that is empty', [''], /24 to 64 bytes/],
    ['too few bytes', [`whsec_${base64(23)}`], /24 to 64 bytes/],
    ['too many bytes', [`whsec_${base64(65)}`], /24 to 64 bytes/],
    ['no prefix', [base64(32)], /"whsec_" followed by/],
    ['another prefix', [v1Secret.replace('whsec_', 'WHSEC_')], /"whsec_" followed by/],
    ['a blank at the end', [`${v1Secret} `], /without spaces/],
    ['no padding', [`whsec_${base64(32).replace('=', '')}`], /with padding/],
    ['a public key', [other.publicKey], /cannot sign: use the private key/],
    ['a private key that is cut off', [v1aKey.slice(0, -4)], /"whsk_" followed by 64 bytes/],
    ['two halves of different keys', [`whsk_${mixed.toString('base64')}`], /do not match/],
    ['a second that is bad', [v1Secret, 'whsec_'], /24 to 64 bytes/],
  ])('are refused: %s', (_name, secrets, message) => {
    const sign = () => signStandardWebhook({ ...content, secrets });
    expect(sign).toThrow(SignatureError);
    expect(sign).toThrow(expect.objectContaining({ code: 'secret_malformed' }));
    expect(sign).toThrow(message);
    for (const secret of secrets.filter((given) => given.length > 6)) {
      expect(sign).not.toThrow(secret.slice(6).trim());
    }
  });
});

test.each(['', 'evt.1', 'evt 1', 'evt_é', 'evt_1\n'])('rejects the id %j', (id) => {
  const sign = () => signStandardWebhook({ ...content, id, secrets: [v1Secret] });
  expect(sign).toThrow(expect.objectContaining({ code: 'signature_malformed' }));
  expect(sign).toThrow(/no dot/);
});

test.each([1614265330.5, 1614265330000, -1, Number.NaN, Number.POSITIVE_INFINITY])(
  'no timestamp in seconds is %d',
  (timestamp) => {
    const sign = () => signStandardWebhook({ ...content, timestamp, secrets: [v1Secret] });
    expect(sign).toThrow(expect.objectContaining({ code: 'timestamp_malformed' }));
    expect(sign).toThrow(/from milliseconds, use Math.floor/);
  },
);

import * as v from 'valibot';
import { expect, test } from 'vitest';

import { generateStandardWebhookKeyPair, generateStandardWebhookSecret } from './generate.ts';
import { signStandardWebhook } from './sign.ts';
import { standardWebhookSecretSchema } from './v1.ts';
import { verifyStandardWebhook } from './verify.ts';

const webhook = { id: 'evt_1', timestamp: 1_700_000_000, body: '{}' };
const now = 1_700_000_000_000;

test('a new secret signs and verifies, and differs each time', () => {
  const secret = generateStandardWebhookSecret();
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  expect(secret).not.toBe(generateStandardWebhookSecret());
  const headers = signStandardWebhook({ ...webhook, secrets: [secret] });
  expect(verifyStandardWebhook({ headers, body: '{}', secrets: [secret], now })).toBeTruthy();
});

test('a new key pair signs with one key and verifies with the other', () => {
  const { privateKey, publicKey } = generateStandardWebhookKeyPair();
  expect(privateKey).not.toBe(generateStandardWebhookKeyPair().privateKey);
  const headers = signStandardWebhook({ ...webhook, secrets: [privateKey] });
  expect(verifyStandardWebhook({ headers, body: '{}', secrets: [publicKey], now })).toBeTruthy();
});

test('validates a chosen secret, with a message about the format', () => {
  expect(v.is(standardWebhookSecretSchema, generateStandardWebhookSecret())).toBe(true);
  for (const bad of [
    '',
    'hunter2',
    'whsec_',
    'whsec_aGVsbG8=',
    generateStandardWebhookKeyPair().publicKey,
  ]) {
    const result = v.safeParse(standardWebhookSecretSchema, bad);
    expect(result.issues?.[0].message).toMatch(/"whsec_" followed by 24 to 64 bytes/);
  }
});

import { createPublicKey, verify } from 'node:crypto';

import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { generateStandardWebhookKeyPair } from './generate.ts';
import { signStandardWebhook } from './sign.ts';
import { verifyStandardWebhook } from './verify.ts';

/** What the reference implementation and ours must agree on, whatever it holds. */
const webhooks = fc.record({
  id: fc.stringMatching(/^[A-Za-z0-9_-]{1,40}$/),
  timestamp: fc.integer({ min: 0, max: 4_000_000_000 }),
  body: fc.oneof(fc.string({ unit: 'binary' }), fc.json()),
});
const secrets = fc
  .uint8Array({ minLength: 24, maxLength: 64 })
  .map((bytes) => `whsec_${Buffer.from(bytes).toString('base64')}`);

// The reference reads the clock of the process.
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }));
afterEach(() => void vi.useRealTimers());

test('the reference verifies what we sign, with each of the secrets', () => {
  fc.assert(
    fc.property(
      webhooks,
      fc.array(secrets, { minLength: 1, maxLength: 3 }),
      fc.integer({ min: -300, max: 300 }),
      (webhook, all, age) => {
        const headers = signStandardWebhook({ ...webhook, secrets: all });
        vi.setSystemTime((webhook.timestamp + age) * 1000);
        for (const secret of all) {
          new Webhook(secret).verify(webhook.body, headers, { jsonParse: false });
        }
      },
    ),
  );
});

test('we verify what the reference signs', () => {
  fc.assert(
    fc.property(webhooks, secrets, ({ id, timestamp, body }, secret) => {
      const signature = new Webhook(secret).sign(id, new Date(timestamp * 1000), body);
      const headers = {
        'webhook-id': id,
        'webhook-timestamp': `${timestamp}`,
        'webhook-signature': signature,
      };
      const request = { headers, secrets: [secret], now: timestamp * 1000 };
      for (const raw of [body, new TextEncoder().encode(body)]) {
        expect(verifyStandardWebhook({ ...request, body: raw })).toEqual({ id, timestamp });
      }
    }),
  );
});

test('both accept and reject the same ages', () => {
  const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
  const timestamp = 1_614_265_330;
  const headers = signStandardWebhook({ id: 'msg_1', timestamp, body: '{}', secrets: [secret] });
  const accepts = (check: () => unknown) => {
    try {
      check();
      return true;
    } catch {
      return false;
    }
  };
  fc.assert(
    fc.property(fc.integer({ min: -302_000, max: 302_000 }), (offset) => {
      const now = timestamp * 1000 + offset;
      vi.setSystemTime(now);
      expect(
        accepts(() => verifyStandardWebhook({ headers, body: '{}', secrets: [secret], now })),
      ).toBe(accepts(() => new Webhook(secret).verify('{}', headers)));
    }),
    // The edges, where it matters.
    { examples: [300_000, 300_999, 301_000, -300_000, -300_001, -301_000].map((edge) => [edge]) },
  );
});

test('node:crypto verifies what we sign with v1a, from the standard form of the public key', () => {
  const { privateKey, publicKey } = generateStandardWebhookKeyPair();
  const spki = Buffer.concat([
    Buffer.from('302a300506032b6570032100', 'hex'),
    Buffer.from(publicKey.slice('whpk_'.length), 'base64'),
  ]);
  const key = createPublicKey({ key: spki, format: 'der', type: 'spki' });
  fc.assert(
    fc.property(webhooks, (webhook) => {
      const headers = signStandardWebhook({ ...webhook, secrets: [privateKey] });
      const [version, signature = ''] = headers['webhook-signature'].split(',');
      expect(version).toBe('v1a');
      const content = Buffer.from(`${webhook.id}.${webhook.timestamp}.${webhook.body}`);
      expect(verify(null, content, key, Buffer.from(signature, 'base64'))).toBe(true);
    }),
  );
});

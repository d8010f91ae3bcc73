import { describeScheme, signWithScheme } from '@invoice-relay/core/signature';
import type { SignatureScheme } from '@invoice-relay/core/signature';
import type { WebhookRequest } from '@invoice-relay/core/source';
import { buildRequest } from '@invoice-relay/core/testing';
import { expect, test } from 'vitest';

import { orderedActivity, paidActivity } from '../../test/support/activities.ts';
import {
  credentials,
  hmacScheme,
  otherCredentials,
  signWebhook,
} from '../../test/support/sign-webhook.ts';
import { verify } from './verify.ts';

type Scheme = SignatureScheme | 'auto';
const compactScheme: SignatureScheme = { ...hmacScheme, parts: ['timestamp', 'activityCompact'] };

const check = (request: WebhookRequest, scheme: Scheme, accounts = [credentials]) =>
  verify(request, {
    credentials: [accounts[0] ?? credentials, ...accounts.slice(1)],
    scheme,
    now: 0,
  });

const codeOf = (request: WebhookRequest, scheme: Scheme, accounts = [credentials]) => {
  try {
    check(request, scheme, accounts);
  } catch (error) {
    return (error as { code?: string }).code;
  }
  return 'accepted';
};

const schemes: readonly SignatureScheme[] = [
  hmacScheme,
  {
    digest: 'hmac-sha256',
    key: 'authSecret',
    parts: ['activity'],
    separator: '',
    encoding: 'base64',
  },
  {
    digest: 'sha256',
    parts: ['authKey', 'timestamp', 'activityId', 'authSecret'],
    separator: '|',
    encoding: 'hex',
  },
  { digest: 'sha256', parts: ['activity', 'authSecret'], separator: '', encoding: 'base64' },
  {
    digest: 'hmac-sha256',
    key: 'authKey',
    parts: ['timestamp', 'activityId'],
    separator: ':',
    encoding: 'hex',
  },
];

test.each(schemes.map((scheme) => ({ name: describeScheme(scheme), scheme })))(
  'finds and verifies $name',
  ({ scheme }) => {
    for (const activity of [paidActivity, orderedActivity]) {
      const request = signWebhook({ activity, scheme });
      expect(check(request, 'auto')).toEqual({ scheme });
      expect(check(request, scheme)).toEqual({ scheme });
      expect(codeOf(request, 'auto', [otherCredentials])).toBe('signature_scheme_not_found');
      expect(codeOf(request, scheme, [otherCredentials])).toBe('signature_mismatch');
    }
  },
);

test('tries all valid credentials, and finds the scheme with any of them', () => {
  const request = signWebhook({ activity: paidActivity, credentials: otherCredentials });
  const both = [credentials, otherCredentials];
  expect(check(request, hmacScheme, both)).toEqual({ scheme: hmacScheme });
  expect(check(request, 'auto', both)).toEqual({ scheme: hmacScheme });
});

test('is authentic if several schemes match, but returns none to pin', () => {
  const twins = { ...credentials, authKey: credentials.authSecret };
  const request = signWebhook({ activity: paidActivity, credentials: twins });
  expect(check(request, 'auto', [twins])).toEqual({});
});

test.each<SignatureScheme>([
  { digest: 'sha256', parts: ['authSecret'], separator: '', encoding: 'hex' },
  {
    digest: 'hmac-sha256',
    key: 'authSecret',
    parts: ['timestamp'],
    separator: '',
    encoding: 'hex',
  },
])('a scheme that does not cover the activity is weak, found or chosen: %o', (scheme) => {
  const request = signWebhook({ activity: paidActivity, scheme });
  expect(check(request, 'auto')).toEqual({ scheme, strength: 'weak' });
  expect(check(request, scheme)).toEqual({ scheme, strength: 'weak' });
});

test('bytes of a signature that were moved into the timestamp bind nothing', () => {
  const hmac = (parts: SignatureScheme['parts']): SignatureScheme => ({
    ...hmacScheme,
    parts,
    separator: '',
  });
  // Observed once: a signature over the timestamp and the id, or over the activity.
  const overId = signWebhook({
    activity: '{"Id":99120}',
    scheme: hmac(['timestamp', 'activityId']),
  });
  const seen = JSON.parse(new TextDecoder().decode(overId.body)) as Record<string, string>;
  const Timestamp = `${seen['Timestamp']}991`;
  const forged = { ...seen, Timestamp, Activity: { Id: 20, Type: 11, Message: 'forged' } };
  const request = buildRequest({ body: JSON.stringify(forged) });
  expect(check(request, 'auto').strength).toBe('weak');
  expect(check(request, hmac(['timestamp', 'activityId'])).strength).toBe('weak');

  const overActivity = signWebhook({ activity: '{"Id":1}', scheme: hmac(['activity']) });
  const { Signature } = JSON.parse(new TextDecoder().decode(overActivity.body)) as typeof seen;
  const moved = { Signature, Timestamp: '{"Id":1', Activity: { Id: '}', Message: 'forged' } };
  expect(check(buildRequest({ body: JSON.stringify(moved) }), 'auto').strength).toBe('weak');
});

test('the id of the activity is enough: the relay accepts only the first activity with an id', () => {
  const scheme: SignatureScheme = {
    digest: 'hmac-sha256',
    key: 'authSecret',
    parts: ['activityId'],
    separator: '',
    encoding: 'base64',
  };
  expect(check(signWebhook({ activity: paidActivity, scheme }), 'auto')).toEqual({ scheme });
});

test('a pinned scheme is the only one accepted', () => {
  const request = signWebhook({ activity: paidActivity });
  for (const scheme of schemes.slice(1)) {
    expect(codeOf(request, scheme)).toBe('signature_mismatch');
  }
});

test('except for its twin: with a compact activity the two cannot be told apart', () => {
  const compact = signWebhook({ activity: paidActivity, scheme: compactScheme });
  expect(check(compact, 'auto')).toEqual({ scheme: hmacScheme });
  const indented = signWebhook({ activity: orderedActivity, scheme: compactScheme });
  expect(check(indented, hmacScheme)).toEqual({ scheme: compactScheme });
  const raw = signWebhook({ activity: orderedActivity });
  expect(check(raw, compactScheme)).toEqual({ scheme: hmacScheme });
});

test('a scheme that serializes again does not cover digits that it rounds', () => {
  const activity = '{"Id":9007199254740992,"Type":11}';
  const request = signWebhook({ activity, scheme: compactScheme });
  const text = new TextDecoder().decode(request.body).replace('0992', '0993');
  expect(check(request, compactScheme)).toEqual({ scheme: compactScheme });
  expect(codeOf(buildRequest({ body: text }), compactScheme)).toBe('signature_mismatch');
});

test('a signature that needs no secret proves nothing', () => {
  const scheme: SignatureScheme = {
    digest: 'sha256',
    parts: ['timestamp', 'activity'],
    separator: '',
    encoding: 'hex',
  };
  const request = signWebhook({ activity: paidActivity, scheme });
  expect(codeOf(request, 'auto')).toBe('signature_scheme_not_found');
  expect(codeOf(request, scheme)).toBe('signature_scheme_unknown');
});

test.each([
  '{"Activity":{}}',
  '{"Signature":null,"Activity":{}}',
  '{"Signature":" ","Activity":{}}',
])('%s has no signature', (body) => {
  expect(codeOf(buildRequest({ body }), 'auto')).toBe('signature_missing');
  expect(codeOf(buildRequest({ body }), hmacScheme)).toBe('signature_missing');
});

test('a pinned scheme that signs the timestamp needs one', () => {
  const material = { timestamp: '', activityId: '', ...credentials };
  const activity = new TextEncoder().encode('{}');
  const Signature = signWithScheme({ scheme: hmacScheme, material: { ...material, activity } });
  const request = buildRequest({ body: JSON.stringify({ Signature, Activity: {} }) });
  expect(codeOf(request, hmacScheme)).toBe('timestamp_missing');
});

test('messages say what to check', () => {
  const request = signWebhook({ activity: paidActivity, credentials: otherCredentials });
  expect(() => check(request, hmacScheme)).toThrow(/chosen scheme, HMAC-SHA256 .* auth key/);
  expect(() => check(request, 'auto')).toThrow(/copy the auth key and the auth secret/);
  const short = buildRequest({ body: '{"Signature":"abc","Activity":{"Id":1}}' });
  expect(() => check(short, 'auto')).toThrow(/not a SHA-256 digest/);
  expect(codeOf(short, 'auto')).toBe('signature_malformed');
});

test('an unreadable request is a payload error, not a signature error', () => {
  expect(codeOf(buildRequest({ body: '{"Activity":{"Id":1}' }), 'auto')).toBe('payload_not_json');
  expect(codeOf(buildRequest({ body: '{"Signature":"x"}' }), 'auto')).toBe('payload_invalid');
});

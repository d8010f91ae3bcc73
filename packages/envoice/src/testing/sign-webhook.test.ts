import { expect, test } from 'vitest';

import { credentials, hmacScheme } from '../../test/support/sign-webhook.ts';
import { signEnvoiceWebhook } from './sign-webhook.ts';

const sign = (activity: string | Uint8Array, timestamp = '2026-11-20T10:00:00Z') =>
  signEnvoiceWebhook({ activity, timestamp, credentials, scheme: hmacScheme });

test('puts the activity into the body byte for byte', () => {
  const activity = '{ "Id" : 1,\n"Message":"\\u00e9 é" }';
  const text = new TextDecoder().decode(sign(activity).body);
  expect(text).toMatch(/^\{"Signature":"[0-9a-f]{64}","Timestamp":"2026-11-20T10:00:00Z",/);
  expect(text.endsWith(`,"Activity":${activity}}`)).toBe(true);
  expect(sign(new TextEncoder().encode(activity))).toEqual(sign(activity));
});

test('signs the timestamp as it will be read', () => {
  const { body } = sign('{"Id":1}', 'a "quoted" one');
  expect(JSON.parse(new TextDecoder().decode(body))).toMatchObject({ Timestamp: 'a "quoted" one' });
});

test('refuses what can never be an activity', () => {
  expect(() => sign('[1]')).toThrow(/"Activity" is an object/);
});

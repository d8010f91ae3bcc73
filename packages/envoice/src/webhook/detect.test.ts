import { PayloadError } from '@invoice-relay/core/errors';
import { expect, test } from 'vitest';

import {
  credentials,
  hmacScheme,
  otherCredentials,
  signWebhook,
} from '../../test/support/sign-webhook.ts';
import { detect } from './detect.ts';

const activity = '{"Id":99120, "Type":11,"InvoiceId":3971}';
const post = (body: string | Uint8Array) => ({
  method: 'POST',
  headers: {},
  body: typeof body === 'string' ? new TextEncoder().encode(body) : body,
});
const textOf = ({ body }: { readonly body: Uint8Array }) => new TextDecoder().decode(body);

test('finds the scheme of a captured webhook', () => {
  expect(detect(signWebhook({ activity }), { credentials })).toMatchObject({
    result: 'one',
    matches: [hmacScheme],
    explanation: expect.stringContaining('HMAC-SHA256 keyed with the auth secret'),
  });
});

test('a trailing line break from an editor does no harm', () => {
  const captured = post(`${textOf(signWebhook({ activity }))}\r\n`);
  expect(detect(captured, { credentials }).result).toBe('one');
});

test('reports that no scheme matches, without any secret', () => {
  const detection = detect(signWebhook({ activity }), { credentials: otherCredentials });
  expect(detection).toMatchObject({ result: 'none', matches: [] });
  expect(detection.explanation).toMatch(
    /were tried: SHA-256 and HMAC.*whole payload.*first, copy the auth key and the auth secret/,
  );
  expect(detection.explanation).not.toMatch(/several lines|Timestamp/);
  for (const secret of Object.values(otherCredentials)) {
    expect(JSON.stringify(detection)).not.toContain(secret);
  }
});

test('cannot tell if key and secret are the same', () => {
  const same = { authKey: 'the-same', authSecret: 'the-same' };
  const request = signWebhook({ activity, credentials: same });
  expect(detect(request, { credentials: same }).result).toBe('several');
});

test('notices if a tool has reformatted the payload', () => {
  const laidOut = JSON.stringify(JSON.parse(textOf(signWebhook({ activity }))), null, 2);
  const detection = detect(post(laidOut), { credentials });
  expect(detection.result).toBe('none');
  expect(detection.explanation).toMatch(/look at the payload first.*several lines.*raw body/);
  // The key is only blamed if nothing else is left.
  expect(detection.explanation).not.toMatch(/copy the auth key/);
});

test('reports what is missing', () => {
  const noSignature = detect(post(`{"Activity":${activity}}`), { credentials });
  expect(noSignature.explanation).toMatch(/carries no signature.*no "Timestamp" text/);
});

test.each([
  ['nothing', '', 'payload_not_json'],
  ['no JSON', 'POST /hooks HTTP/1.1', 'payload_not_json'],
  ['what a tool made of it', `{"headers": {}, "body": "{}"}`, 'payload_invalid'],
  ['other spelling', `{"signature": "", "activity": ${activity}}`, 'payload_unreadable'],
  ['no UTF-8', new Uint8Array([0xff, 0xfe]), 'payload_not_utf8'],
])('%s is not a webhook, and the message says how to capture one', (_, body, code) => {
  const run = () => detect(post(body), { credentials });
  expect(run).toThrow(PayloadError);
  expect(run).toThrow(expect.objectContaining({ code }));
  expect(run).toThrow(/Capture the webhook again and provide its raw body/);
});

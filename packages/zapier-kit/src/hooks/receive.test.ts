import { generateStandardWebhookSecret, signStandardWebhook } from '@invoice-relay/core/signature';
import { describe, expect, test } from 'vitest';

import { errorOf, withRun } from '../../test/support/in-zapier.ts';
import { receiveEvent } from './receive.ts';

const hour = 60 * 60;
const secret = generateStandardWebhookSecret();
const event = {
  type: 'invoice.paid',
  timestamp: '2026-01-31T09:00:00Z',
  data: { id: 'evt_1', source: 'envoice', invoice: { number: 'INV-ƒ-1' } },
};
const content = JSON.stringify(event);

function signed(options: { readonly body?: string; readonly secondsAgo?: number } = {}) {
  const { body = content, secondsAgo = 0 } = options;
  const timestamp = Math.floor(Date.now() / 1000) - secondsAgo;
  return signStandardWebhook({ id: 'dlv_1', timestamp, body, secrets: [secret] });
}

const receive = (bundle: object) => withRun(receiveEvent, { subscribeData: { secret }, ...bundle });
const refusalOf = (bundle: object) => errorOf(receive(bundle));

test.each([
  ['as they were sent', (name: string) => name],
  ['as CGI has them', (name: string) => `HTTP_${name.toUpperCase().replaceAll('-', '_')}`],
  ['with the prefix that Zapier adds', (name: string) => `Http-${name}`],
  [
    'as Zapier writes them',
    (name: string) => `Http-${name.replaceAll(/(^|-)[a-z]/g, (start) => start.toUpperCase())}`,
  ],
  ['as CGI does', (name: string) => `HTTP_${name}`],
])('a signed request is an event; headers %s', async (_, nameOf) => {
  const headers = Object.fromEntries(
    Object.entries(signed()).map(([name, value]) => [nameOf(name), value]),
  );
  expect(await receive({ rawRequest: { headers, content } })).toEqual(event);
});

test('one that Zapier has held for hours still is', async () => {
  const headers = signed({ secondsAgo: 23 * hour });
  expect(await receive({ rawRequest: { headers, content } })).toEqual(event);
});

describe('the Zap does not run for', () => {
  const refused = (code: string) => ({
    name: 'HaltedError',
    message: expect.stringContaining(`(${code})`),
  });

  test('a byte that was changed on the way', async () => {
    const changed = content.replace('INV-ƒ-1', 'INV-ƒ-2');
    expect(await refusalOf({ rawRequest: { headers: signed(), content: changed } })).toEqual(
      refused('signature_mismatch'),
    );
  });

  test('another secret', async () => {
    const other = { secret: generateStandardWebhookSecret() };
    const rawRequest = { headers: signed(), content };
    const refusal = await refusalOf({ rawRequest, subscribeData: other });
    expect(refusal).toEqual(refused('signature_mismatch'));
    expect(refusal['message']).toContain('turn the Zap off and on again');
  });

  test('a request of two days ago', async () => {
    const headers = signed({ secondsAgo: 48 * hour });
    expect(await refusalOf({ rawRequest: { headers, content } })).toEqual(
      refused('timestamp_too_old'),
    );
  });

  test('a request without a signature', async () => {
    expect(await refusalOf({ rawRequest: { headers: {}, content } })).toEqual({
      name: 'HaltedError',
      message: expect.stringContaining('was not signed by your relay'),
    });
  });

  test.each([
    ['no secret', { subscribeData: { id: 'sub_1' } }],
    ['no subscription', { subscribeData: undefined }],
  ])('%s to check it with, also when it is signed', async (_, more) => {
    const rawRequest = { headers: signed(), content };
    expect(await refusalOf({ rawRequest, ...more })).toEqual({
      name: 'HaltedError',
      message: expect.stringContaining('Turn the Zap off and on again'),
    });
  });

  test.each([
    ['no request', undefined],
    ['no headers', { content }],
    ['no body', { headers: signed() }],
  ])('%s', async (_, rawRequest) => {
    expect(await refusalOf({ rawRequest })).toMatchObject({ name: 'HaltedError' });
  });

  test.each(['[]', '{"type":"invoice.paid"}', 'not JSON'])('what is no event: %s', async (body) => {
    const rawRequest = { headers: signed({ body }), content: body };
    expect(await refusalOf({ rawRequest })).toEqual({
      name: 'HaltedError',
      message: expect.stringContaining('is no event'),
    });
  });
});

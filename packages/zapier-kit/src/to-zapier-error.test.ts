import { ConfigError, InputError, PayloadError, VendorError } from '@invoice-relay/core/errors';
import { RelayAnswerError, RelayApiError, RelayConnectionError } from '@invoice-relay/relay-client';
import { expect, test } from 'vitest';

import { errorOf, inZapier } from '../test/support/in-zapier.ts';
import { toZapierError } from './to-zapier-error.ts';

const shown = (error: unknown) =>
  errorOf(
    inZapier((z) => {
      throw toZapierError(z, error);
    }),
  );

test('throttles for as long as the vendor asks, in whole seconds', async () => {
  const error = new VendorError('vendor_rate_limited', 'invoices.get: too many requests.', {
    status: 429,
    retryAfterMs: 1200,
  });
  expect(await shown(error)).toEqual({
    name: 'ThrottledError',
    message: 'Too many requests.',
    delay: 2,
  });
});

test('leaves the wait to Zapier if the vendor does not say how long', async () => {
  const error = new VendorError('vendor_rate_limited', 'Too many requests.', { status: 429 });
  const { name, delay } = await shown(error);
  expect({ name, delay }).toEqual({ name: 'ThrottledError', delay: undefined });
});

test('rejected credentials ask to reconnect; missing permissions do not', async () => {
  const refused = (status: number) =>
    shown(new VendorError('vendor_unauthorized', 'The key is refused.', { status }));
  expect(await refused(401)).toMatchObject({ name: 'ExpiredAuthError' });
  expect(await refused(403)).toEqual({
    name: 'AppError',
    message: 'The key is refused.',
    code: 'vendor_unauthorized',
    status: 403,
  });
});

test('includes the vendor’s reasons, once each', async () => {
  const error = new VendorError('vendor_refused', 'Envoice says no: The client is missing.', {
    status: 400,
    details: ['The client is missing.', 'The tax is unknown.'],
  });
  expect(await shown(error)).toMatchObject({
    message: 'Envoice says no: The client is missing. The tax is unknown.',
    code: 'vendor_refused',
    status: 400,
  });
});

test.each([
  [
    429,
    {
      name: 'ThrottledError',
      message: 'The Invoice Relay says: Slow down. url: is private.',
      delay: 3,
    },
  ],
  [
    401,
    { name: 'ExpiredAuthError', message: 'The Invoice Relay says: Slow down. url: is private.' },
  ],
  [
    400,
    {
      name: 'AppError',
      message: 'The Invoice Relay says: Slow down. url: is private.',
      code: 'some_code',
      status: 400,
    },
  ],
])('a %i of the relay', async (status, expected) => {
  const error = new RelayApiError({
    call: 'POST /v1/subscriptions',
    code: 'some_code',
    status,
    title: 'Some title',
    detail: 'Slow down.',
    errors: [{ path: 'url', message: 'is private' }],
    retryAfterSeconds: 3,
  });
  expect(await shown(error)).toEqual(expected);
});

test.each([
  ['baseUrl', 'Relay URL'],
  ['connectionIds.0', 'Relay Connection'],
  ['eventTypes.1', 'Event Types'],
  ['type.0', 'Event Types'],
])('what the relay calls %s is %s in Zapier', async (path, label) => {
  const error = new RelayApiError({
    call: 'GET /v1/events',
    code: 'validation_failed',
    status: 400,
    title: 'Bad Request',
    detail: `${path}: is odd.`,
    errors: [],
    retryAfterSeconds: undefined,
  });
  expect(await shown(error)).toMatchObject({
    message: `The Invoice Relay says: ${label}: is odd.`,
  });
});

test('what the relay says twice is said once, and a problem without a field is one of the whole', async () => {
  const error = new RelayApiError({
    call: 'POST /v1/subscriptions',
    code: 'validation_failed',
    status: 400,
    title: 'Bad Request',
    detail: 'url: is private.',
    errors: [
      { path: 'url', message: 'is private' },
      { path: '', message: 'is too large' },
    ],
  });
  expect(await shown(error)).toMatchObject({
    message: 'The Invoice Relay says: url: is private. is too large.',
  });
});

test('a server that is not a relay is named as such', async () => {
  const error = new RelayAnswerError(
    'answer_not_json',
    'GET /v1/events returned 200. Check that baseUrl points to a relay, and "apiKey".',
    { status: 200 },
  );
  expect(await shown(error)).toMatchObject({
    name: 'AppError',
    message: expect.stringMatching(
      /^The server at the Relay URL is not an Invoice Relay\. .* Check that Relay URL points to a relay, and Relay Key\.$/,
    ),
    code: 'answer_not_json',
  });
});

test.each([
  ['http_error', 502, 'AppError'],
  ['http_error', 401, 'AppError'],
  ['http_error', 429, 'ThrottledError'],
  ['redirected', 302, 'AppError'],
])('the relay did not say what others say: %s with %i', async (code, status, name) => {
  const detail = 'The response is not from a relay. Check baseUrl.';
  const shared = { call: 'GET /v1/events', title: '', detail, errors: [] };
  const shownError = await shown(
    new RelayApiError({ ...shared, code, status, retryAfterSeconds: undefined }),
  );
  expect(shownError).toMatchObject({
    name,
    message: expect.stringMatching(/^The response is not from a relay\. Check Relay URL\./),
  });
});

test('an unreachable relay may only be reachable by its owner', async () => {
  const error = new RelayConnectionError('connection_refused', 'GET /v1/events: refused.');
  const { message, code } = await shown(error);
  expect(message).toContain('Refused.');
  expect(message).toContain('Zapier can only reach public addresses on the internet.');
  expect(code).toBe('connection_refused');
});

test('an invalid connection lists every reason', async () => {
  expect(await shown(new ConfigError(['one is empty.', 'the other is too long']))).toEqual({
    name: 'AppError',
    message:
      'The connected account cannot work: one is empty; the other is too long. Reconnect the account in Zapier.',
    code: 'config_invalid',
  });
});

test('other InvoiceRelayErrors keep their message and code', async () => {
  expect(await shown(new PayloadError('payload_not_json', 'This is no JSON.'))).toEqual({
    name: 'AppError',
    message: 'This is no JSON.',
    code: 'payload_not_json',
  });
});

test('a 401 from a linked server does not expire the account', async () => {
  const error = new VendorError('vendor_refused', 'invoices.downloadPdf: refused.', {
    status: 401,
  });
  expect(await shown(error)).toMatchObject({ name: 'AppError', status: 401 });
});

test('omits texts for programmers and ends every sentence', async () => {
  const error = new VendorError(
    'vendor_refused',
    'invoices.create: Envoice refuses this (HTTP 400). Fix the request. Envoice says: Two things',
    { status: 400, details: ['Tax is unknown', 'Number is taken.'] },
  );
  expect(await shown(error)).toMatchObject({
    message:
      'Envoice refuses this (HTTP 400). Envoice says: Two things. Tax is unknown. Number is taken.',
  });
});

test('an address at the start stays as it is', async () => {
  const text = 'https://www.example.com does not know this call.';
  const error = new VendorError('vendor_refused', `invoices.list: ${text}`);
  expect(await shown(error)).toMatchObject({ message: text });
});

test('invalid input says what to fix', async () => {
  const error = new InputError({
    field: 'Due Date',
    problem: 'this is no date',
    fix: 'Write 2026-01-31.',
  });
  expect(await shown(error)).toEqual({
    name: 'AppError',
    message: 'Due Date: this is no date. Write 2026-01-31.',
    code: 'input_invalid',
  });
});

test('Zapier’s errors and unexpected errors pass through unchanged', async () => {
  const halted = await inZapier((z) => {
    const error = new z.errors.HaltedError('Nothing to do.');
    return { same: toZapierError(z, error) === error };
  });
  expect(halted).toEqual({ same: true });
  expect(await shown(new TypeError('x is undefined'))).toEqual({
    name: 'TypeError',
    message: 'x is undefined',
  });
  expect(await shown('only text')).toMatchObject({ name: 'Error', message: 'only text' });
});

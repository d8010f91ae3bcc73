import { ConfigError, PayloadError, VendorError } from '@invoice-relay/core/errors';
import { RelayAnswerError, RelayApiError, RelayConnectionError } from '@invoice-relay/relay-client';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { INode } from 'n8n-workflow';
import { expect, test } from 'vitest';

import { toNodeError } from '../../nodes/shared/errors.ts';

const node: INode = {
  id: '1',
  name: 'Envoice',
  type: 'envoice',
  typeVersion: 1,
  position: [0, 0],
  parameters: {},
};
const options = { node, service: 'Envoice', itemIndex: 2 };

test('a vendor that refuses is named, with its reasons, the status and the item', () => {
  const error = toNodeError(
    new VendorError('vendor_refused', 'POST /x: Envoice refuses this (HTTP 400). Fix it.', {
      status: 400,
      details: ['ClientId is missing', 'Fix it.'],
    }),
    options,
  );
  expect(error).toBeInstanceOf(NodeApiError);
  expect(error).toMatchObject({
    message: 'Envoice rejected the request',
    description: 'Envoice refuses this (HTTP 400). Fix it.\nClientId is missing',
    httpCode: '400',
    context: { itemIndex: 2, code: 'vendor_refused' },
  });
});

test('a vendor out of reach has no status, and the text that says what to check stays', () => {
  const error = toNodeError(
    new VendorError('vendor_unreachable', 'No answer came (ECONNREFUSED). Check baseUrl.'),
    options,
  );
  expect(error).toMatchObject({
    message: 'Envoice cannot be reached',
    description: 'No answer came (ECONNREFUSED). Check Base URL.',
    httpCode: null,
  });
});

test('fields have the names of their form, calls have none, and the words of Envoice stay', () => {
  const message =
    'invoices.list: no answer came. Check baseUrl and "authKey". Envoice says: invoices.list: no authKey';
  expect(toNodeError(new VendorError('vendor_refused', message), options)).toMatchObject({
    description:
      'No answer came. Check Base URL and Auth Key. Envoice says: invoices.list: no authKey',
  });
});

test('a relay that refuses lists every field', () => {
  const error = toNodeError(
    new RelayApiError({
      call: 'POST /v1/subscriptions',
      code: 'validation_failed',
      status: 400,
      title: 'Bad Request',
      detail: 'Fix the fields.',
      errors: [
        { path: 'url', message: 'must be https' },
        { path: '', message: 'is odd' },
      ],
    }),
    options,
  );
  expect(error).toMatchObject({
    message: 'Invoice Relay: Validation failed',
    description: 'Fix the fields.\nurl: must be https\nis odd',
    httpCode: '400',
    context: { code: 'validation_failed' },
  });
});

test.each([
  [401, 'Invoice Relay does not accept the API key'],
  [403, 'The API key may not do this'],
])('a relay that answers %d is about the key', (status, message) => {
  const refusal = { call: 'GET /', code: 'x', status, title: 't', detail: 'Use another key.' };
  expect(toNodeError(new RelayApiError(refusal), options)).toMatchObject({
    message,
    description: 'Use another key.',
    httpCode: String(status),
  });
});

test.each([401, 403, 502])(
  'a %d from something in front of the relay is not about the key',
  (status) => {
    const detail = 'The response is not from a relay. Check that baseUrl is its address.';
    const refusal = { call: 'GET /', code: 'http_error', status, title: `HTTP ${status}`, detail };
    expect(toNodeError(new RelayApiError(refusal), options)).toMatchObject({
      message: `Invoice Relay: HTTP ${status}`,
      description: 'The response is not from a relay. Check that Base URL is its address.',
    });
  },
);

test('a relay out of reach, and something that is no relay', () => {
  const lost = new RelayConnectionError('connection_refused', 'nothing answers (ECONNREFUSED)');
  expect(toNodeError(lost, options)).toMatchObject({
    message: 'Invoice Relay cannot be reached',
    description: 'nothing answers (ECONNREFUSED)',
  });
  const odd = new RelayAnswerError('answer_not_json', 'is not JSON', { status: 200 });
  expect(toNodeError(odd, options)).toMatchObject({
    message: 'The response is not from an Invoice Relay, or was cut off',
    description: 'is not JSON',
  });
});

test('other errors become operation errors; those of n8n stay, and learn their item', () => {
  const config = toNodeError(new ConfigError(['baseUrl is empty', 'apiKey is empty']), options);
  expect(config).toBeInstanceOf(NodeOperationError);
  expect(config).toMatchObject({
    message: 'The credentials of this node are invalid',
    description: 'Base URL is empty\nAPI Key is empty',
  });
  const payload = toNodeError(new PayloadError('payload_not_json', 'Send JSON.'), options);
  expect(payload).toMatchObject({
    message: 'Send JSON.',
    context: { itemIndex: 2, code: 'payload_not_json' },
  });
  expect(toNodeError(new TypeError('oops'), options)).toMatchObject({ message: 'oops' });
  expect(toNodeError('text', options)).toMatchObject({ message: 'text' });
  const own = new NodeOperationError(node, 'mine');
  expect(toNodeError(own, options)).toBe(own);
  expect(own.context['itemIndex']).toBe(2);
});

import { VendorError } from '@invoice-relay/core/errors';
import type { Subject } from '@invoice-relay/core/events';
import { describe, expect, test } from 'vitest';

import {
  acceptedEstimation,
  accessToken,
  paidInvoice,
  shippedOrder,
} from '../../test/support/documents.ts';
import { playAccount } from '../../test/support/played-account.ts';
import { connect } from '../../test/support/source-calls.ts';
import { toEstimate } from '../mapping/to-estimate.ts';
import { toInvoice } from '../mapping/to-invoice.ts';
import { toOrder } from '../mapping/to-order.ts';
import { withNames } from '../mapping/with-names.ts';

const account = {
  invoices: [paidInvoice],
  estimations: [acceptedEstimation],
  orders: [shippedOrder],
};
const subject = (kind: Subject['kind'], id: string): Subject => ({ kind, id, number: null });

const names = {
  countries: [{ Id: 235, Name: 'United Kingdom', Value: 'GB' }],
  workTypes: [
    { Id: 12, Title: 'Design' },
    { Id: 13, Title: 'Print' },
  ],
};

test.each([
  [
    'invoice',
    '3972',
    { kind: 'invoice', invoice: withNames(toInvoice(paidInvoice), names) },
    '/api/invoice/details?id=3972',
  ],
  [
    'estimate',
    '207',
    { kind: 'estimate', estimate: withNames(toEstimate(acceptedEstimation), names) },
    '/api/estimation/details?id=207',
  ],
  [
    'order',
    '1058',
    { kind: 'order', order: withNames(toOrder(shippedOrder), names) },
    '/api/order/details?id=1058',
  ],
] as const)('the %s, with one request and its names', async (kind, id, enrichment, request) => {
  const { transport, requests } = playAccount({ ...account, ...names });
  expect(await connect(transport).enrich(subject(kind, id))).toEqual(enrichment);
  const documents = requests.filter((path) => path.includes('details'));
  expect(documents).toEqual([request]);
});

const nameRequests = ['/api/general/countries', '/api/worktype/all'];

test('an event has the names that a person would look up', async () => {
  const { transport } = playAccount({ ...account, ...names });
  expect(await connect(transport).enrich(subject('invoice', '3972'))).toMatchObject({
    invoice: {
      buyer: { postalAddress: { countryCode: 'GB', countryName: 'United Kingdom' } },
      invoiceLines: [{ name: 'Design' }, { name: 'Print' }],
    },
  });
});

test('lists of names are read once for many documents', async () => {
  const { transport, requests } = playAccount({ ...account, ...names });
  const { enrich } = connect(transport);
  await Promise.all(Array.from({ length: 8 }, () => enrich(subject('invoice', '3972'))));
  await enrich(subject('estimate', '207'));
  const lists = requests.filter((path) => !path.includes('details'));
  expect(lists.toSorted()).toEqual(nameRequests);
});

test('a document comes without names if these cannot be read', async () => {
  const { transport } = playAccount(account);
  const { enrich } = connect(async (request) =>
    request.url.includes('details')
      ? transport(request)
      : { status: 403, headers: {}, body: new Uint8Array() },
  );
  expect(await enrich(subject('invoice', '3972'))).toEqual({
    kind: 'invoice',
    invoice: toInvoice(paidInvoice),
  });
});

test.each([
  [[null, { Id: 235, Name: 'United Kingdom', Title: 'Design' }], 'United Kingdom'],
  [[{ Id: '235', Name: 'United Kingdom', Value: {} }], 'United Kingdom'],
  [[{ Id: 235, Name: 5, Value: 5, Title: 5 }], null],
  [[{}, 'text', [1]], null],
  ['text', null],
  [null, null],
])('a document comes whatever Envoice writes into its lists: %j', async (list, countryName) => {
  const { transport } = playAccount({
    ...account,
    countries: list as object[],
    workTypes: list as object[],
  });
  const { enrich } = connect(transport);
  // The second time from memory.
  for (const found of [
    await enrich(subject('invoice', '3972')),
    await enrich(subject('invoice', '3972')),
  ]) {
    expect(found).toMatchObject({
      invoice: {
        buyer: { postalAddress: { countryCode: null, countryName } },
        invoiceLines: [{ name: null }, { name: null }],
      },
    });
  }
});

test('nothing that opens the invoice without a login', async () => {
  const { transport } = playAccount(account);
  const enrichment = await connect(transport).enrich(subject('invoice', '3972'));
  expect(JSON.stringify(enrichment)).not.toContain(accessToken);
});

test('null for a document that does not exist', async () => {
  const { transport } = playAccount(account);
  expect(await connect(transport).enrich(subject('invoice', '1'))).toBeNull();
});

test.each([
  ['payment_link', '5'],
  ['invoice', 'abc'],
  ['invoice', '0'],
  ['invoice', '2147483648'],
] as const)('null for %s %s, without a request', async (kind, id) => {
  const { transport, requests } = playAccount(account);
  expect(await connect(transport).enrich(subject(kind, id))).toBeNull();
  expect(requests).toEqual([]);
});

describe('amounts keep every digit that Envoice wrote', () => {
  test('even those that no double can represent', async () => {
    const body = '{"Id":7,"TotalAmount":12345678901234567.89,"TaxAmount":0,"InvoiceCategoryId":12}';
    const source = connect(async () => ({
      status: 200,
      headers: {},
      body: new TextEncoder().encode(body),
    }));
    expect(await source.enrich(subject('invoice', '7'))).toMatchObject({
      invoice: {
        totals: { taxInclusiveAmount: '12345678901234567.89' },
        extensions: { envoice: { InvoiceCategoryId: 12 } },
      },
    });
  });
});

test('amounts with more digits than any document can hold are an invalid response', async () => {
  const item = { Cost: 1e30, Quantity: 1e30 };
  const { transport } = playAccount({ ...account, invoices: [{ Id: 8, Items: [item] }] });
  await expect(connect(transport).enrich(subject('invoice', '8'))).rejects.toMatchObject({
    code: 'vendor_answer_invalid',
  });
});

test.each([
  [401, 'vendor_unauthorized'],
  [429, 'vendor_rate_limited'],
  [500, 'vendor_failed'],
] as const)('an error response with %i is passed on to the caller', async (status, code) => {
  const source = connect(async () => ({ status, headers: {}, body: new Uint8Array() }));
  const asked = source.enrich(subject('invoice', '3972'));
  await expect(asked).rejects.toBeInstanceOf(VendorError);
  await expect(asked).rejects.toMatchObject({ code });
});

test('an aborted caller is respected', async () => {
  const { transport } = playAccount(account);
  const signal = AbortSignal.abort(new Error('no more time'));
  const source = connect(
    async (request) => {
      request.signal?.throwIfAborted();
      return transport(request);
    },
    { signal },
  );
  await expect(source.enrich(subject('invoice', '3972'))).rejects.toThrow('no more time');
});

import { createSourceOptions } from '@invoice-relay/core/testing';
import type { SourceModule, TransportResponse } from '@invoice-relay/core/source';
import { expect, test } from 'vitest';

import * as drupalInvoice from './index.ts';

const sourceModule: SourceModule = drupalInvoice;

function enrich(
  subject: { kind: 'invoice' | 'order'; id: string },
  answer: Pick<TransportResponse, 'status'> & { readonly body: unknown },
) {
  return drupalInvoice.createDrupalInvoiceSource(createSourceOptions()).enrich(
    { ...subject, number: null },
    {
      credentials: { baseUrl: 'https://shop.example', auth: { kind: 'none' } },
      settings: { currency: 'EUR', timeZone: 'UTC' },
      signal: new AbortController().signal,
      transport: async () => ({
        status: answer.status,
        headers: { 'content-type': 'application/json' },
        body: new TextEncoder().encode(JSON.stringify(answer.body)),
      }),
    },
  );
}

const invoice = {
  pay_status: 'unpaid',
  items: [{ description: 'Hours', quantity: '2', unitcost: '50.75', vat: '21' }],
};

test('the package is a source plugin', () => {
  const source = sourceModule.createSource(createSourceOptions());
  expect(source).toMatchObject({
    specificationVersion: 'v1',
    name: 'drupal-invoice',
    title: 'Invoice 7 (Drupal)',
  });
  expect(source.webhook).toBeUndefined();
  expect(drupalInvoice.createSource).toBe(drupalInvoice.createDrupalInvoiceSource);
});

test('enrich gives the whole invoice, in the currency of the settings', async () => {
  const document = await enrich({ kind: 'invoice', id: '7' }, { status: 200, body: invoice });
  expect(document).toMatchObject({
    kind: 'invoice',
    invoice: { id: '7', currency: 'EUR', totals: { taxInclusiveAmount: '122.82' } },
  });
});

test('enrich gives null for what is not there, and for what is no invoice', async () => {
  expect(await enrich({ kind: 'invoice', id: '7' }, { status: 404, body: '' })).toBeNull();
  expect(await enrich({ kind: 'order', id: '7' }, { status: 200, body: invoice })).toBeNull();
});

test('enrich gives null when the site took the id for the number of another invoice', async () => {
  const other = { ...invoice, id: '3', number: '7' };
  expect(await enrich({ kind: 'invoice', id: '7' }, { status: 200, body: other })).toBeNull();
});

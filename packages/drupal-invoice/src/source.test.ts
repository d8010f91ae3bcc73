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
      credentials: {
        baseUrl: 'https://shop.example',
        auth: { kind: 'basic', username: 'relay', password: 'secret' },
      },
      settings: { currency: 'EUR', timeZone: 'UTC', pageSize: 1000 },
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
  id: 7,
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

test('enrich returns the whole invoice, in the configured currency', async () => {
  const document = await enrich({ kind: 'invoice', id: '7' }, { status: 200, body: invoice });
  expect(document).toMatchObject({
    kind: 'invoice',
    invoice: { id: '7', currency: 'EUR', totals: { taxInclusiveAmount: '122.82' } },
  });
});

test('enrich returns null for an absent or forbidden invoice, and for other subjects', async () => {
  const absent = { code: 404, message: 'Not Found' };
  expect(await enrich({ kind: 'invoice', id: '7' }, { status: 404, body: absent })).toBeNull();
  const forbidden = { code: 403, message: 'No access to the template of this invoice' };
  expect(await enrich({ kind: 'invoice', id: '7' }, { status: 403, body: forbidden })).toBeNull();
  expect(await enrich({ kind: 'order', id: '7' }, { status: 200, body: invoice })).toBeNull();
  expect(await enrich({ kind: 'invoice', id: 'A7' }, { status: 200, body: invoice })).toBeNull();
});

test('a different invoice from the one requested is an error', async () => {
  const other = { ...invoice, id: 3 };
  await expect(enrich({ kind: 'invoice', id: '7' }, { status: 200, body: other })).rejects.toThrow(
    /invoice 3 instead of 7/,
  );
});

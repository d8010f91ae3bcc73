import * as v from 'valibot';
import { expect, test } from 'vitest';

import { sampleEstimate, sampleInvoice, sampleOrder } from '../events/samples/documents.ts';
import { estimateSchema } from './estimate.ts';
import { invoiceSchema } from './invoice.ts';
import { orderSchema } from './order.ts';

test('a document passes through its schema unchanged', () => {
  const invoice = sampleInvoice('paid');
  const order = sampleOrder('shipped');
  const estimate = sampleEstimate('accepted');
  expect(v.parse(invoiceSchema, invoice)).toEqual(invoice);
  expect(v.parse(orderSchema, order)).toEqual(order);
  expect(v.parse(estimateSchema, estimate)).toEqual(estimate);
});

test('a source may know little, but every member is present', () => {
  const { totals } = sampleInvoice('draft');
  const bare = {
    id: '7',
    number: null,
    invoiceTypeCode: null,
    status: null,
    issueDate: null,
    dueDate: null,
    currency: null,
    purchaseOrderReference: null,
    paymentTerms: null,
    notes: [],
    seller: null,
    buyer: null,
    invoiceLines: [],
    allowanceCharges: [],
    taxSubtotals: [],
    totals,
    payments: [],
    extensions: {},
  };
  expect(v.is(invoiceSchema, bare)).toBe(true);
  for (const member of Object.keys(bare)) {
    const { [member as keyof typeof bare]: _, ...without } = bare;
    expect([member, v.is(invoiceSchema, without)]).toEqual([member, false]);
  }
});

test.each([
  [
    'a binary float as an amount',
    { totals: { ...sampleInvoice('paid').totals, taxAmount: 208.31 } },
  ],
  ['a currency symbol', { currency: '€' }],
  ['a date with a time', { issueDate: '2026-11-02T00:00:00Z' }],
  ['a status of the vendor’s own', { status: 'Paid' }],
  ['an empty id', { id: '' }],
  ['extensions that JSON cannot hold', { extensions: { envoice: { Amount: Infinity } } }],
])('refuses %s', (_, members) => {
  expect(v.is(invoiceSchema, { ...sampleInvoice('paid'), ...members })).toBe(false);
});

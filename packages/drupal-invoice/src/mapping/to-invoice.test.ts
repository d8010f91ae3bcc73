import { VendorError } from '@invoice-relay/core/errors';
import { checkTotals, invoiceSchema } from '@invoice-relay/core/models';
import type { JsonValue } from '@invoice-relay/core/models';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';

import { invoiceOf, sampleInvoice } from '../../test/support/fixtures.ts';
import { toInvoice } from './to-invoice.ts';
import type { ToInvoiceOptions } from './to-invoice.ts';

type Change = { readonly [member: string]: JsonValue };
const map = (change: Change = {}, options: Partial<ToInvoiceOptions> = {}) =>
  toInvoice({ invoice: sampleInvoice(change), id: '7', currency: 'EUR', ...options });
const ofItems = (...items: Change[]) =>
  toInvoice({ invoice: invoiceOf({ items }), id: '7', currency: 'EUR' });

test('the vendor’s sample, with every value in its place', () => {
  expect(map({}, { createdAt: Date.UTC(2026, 10, 20) })).toEqual({
    id: '7',
    number: '20260007',
    invoiceTypeCode: '380',
    status: 'paid',
    issueDate: '2026-11-20',
    dueDate: null,
    currency: 'EUR',
    purchaseOrderReference: null,
    paymentTerms: null,
    notes: ['This is the invoice description'],
    seller: null,
    buyer: {
      id: '1',
      name: 'Awesome company',
      companyId: '12345678',
      taxId: 'NL012345678B01',
      postalAddress: {
        streetName: 'Example street',
        buildingNumber: '1',
        addressLine: null,
        cityName: 'Amsterdam',
        postalZone: '1234 AB',
        countrySubentity: 'Noord-Holland',
        countryCode: 'NL',
        countryName: 'Nederland',
      },
      contact: { name: 'John Doe', telephone: null, electronicMail: null },
    },
    invoiceLines: [
      {
        id: null,
        name: null,
        description: 'Subscription 01-01-2012 t/m 31-12-2012',
        sellersItemId: null,
        quantity: '1',
        unitCode: null,
        priceAmount: '50.75',
        baseQuantity: null,
        allowanceCharges: [],
        lineExtensionAmount: '50.75',
        taxCategory: { id: null, percent: '21' },
      },
      {
        id: null,
        name: null,
        description: 'Sent SMS messages',
        sellersItemId: null,
        quantity: '28',
        unitCode: null,
        priceAmount: '0.22',
        baseQuantity: null,
        allowanceCharges: [],
        lineExtensionAmount: '6.16',
        taxCategory: { id: null, percent: '21' },
      },
    ],
    allowanceCharges: [],
    taxSubtotals: [
      { taxableAmount: '56.91', taxAmount: '11.95', taxCategory: { id: null, percent: '21' } },
    ],
    totals: {
      lineExtensionAmount: '56.91',
      allowanceTotalAmount: '0.00',
      chargeTotalAmount: '0.00',
      taxExclusiveAmount: '56.91',
      taxAmount: '11.95',
      taxInclusiveAmount: '68.86',
      prepaidAmount: '68.86',
      payableRoundingAmount: '0.00',
      payableAmount: '0.00',
    },
    payments: [],
    extensions: {
      'drupal-invoice': {
        leading_zeros: 4,
        prefix: '%Y',
        template: 'default',
        pay_limit: 0,
        pay_status: 'paid',
        customer: { firstname: 'John', lastname: 'Doe', description: 'Best company ever!' },
      },
    },
  });
});

test.each([
  ['the sample', sampleInvoice()],
  ['an invoice that says nothing', invoiceOf({})],
  ['empty texts', invoiceOf({ prefix: '', description: ' ', customer: { city: '' }, items: [] })],
])('%s is a canonical invoice with sound totals', (_, invoice) => {
  const mapped = toInvoice({ invoice, id: '7' });
  expect(v.parse(v.strictObject(invoiceSchema.entries), mapped)).toEqual(mapped);
  expect(checkTotals({ ...mapped, lines: mapped.invoiceLines })).toEqual([]);
});

describe('the status', () => {
  test.each([
    ['paid', 'paid', '0.00'],
    [' Paid ', 'paid', '0.00'],
    ['unpaid', 'unpaid', '68.86'],
    ['Open', 'unpaid', '68.86'],
    ['partial', null, '68.86'],
    ['', null, '68.86'],
    [null, null, '68.86'],
  ])('%j is %j, with %s to pay', (pay_status, status, payableAmount) => {
    const invoice = map({ pay_status });
    expect(invoice.status).toBe(status);
    expect(invoice.totals).toMatchObject({ payableAmount, taxInclusiveAmount: '68.86' });
    expect(invoice.extensions['drupal-invoice']?.['pay_status'] ?? null).toBe(pay_status);
  });
});

describe('the days', () => {
  const createdAt = Date.UTC(2026, 11, 20, 23, 30);

  test.each([
    [14, '2026-12-20', '2027-01-03', 'Payable within 14 days.'],
    [1, '2026-12-20', '2026-12-21', 'Payable within 1 day.'],
    [0, '2026-12-20', null, null],
    [-5, '2026-12-20', null, null],
    [null, '2026-12-20', null, null],
    [9_000_000, '2026-12-20', null, 'Payable within 9000000 days.'],
  ])('a limit of %j days', (pay_limit, issueDate, dueDate, paymentTerms) => {
    expect(map({ pay_limit }, { createdAt })).toMatchObject({ issueDate, dueDate, paymentTerms });
  });

  test('are those of the site', () => {
    const options = { createdAt, timeZone: 'Europe/Amsterdam' };
    expect(map({ pay_limit: '14' }, options)).toMatchObject({
      issueDate: '2026-12-21',
      dueDate: '2027-01-04',
    });
  });

  test('are not made up', () => {
    expect(map({ pay_limit: 14 })).toMatchObject({
      number: null,
      issueDate: null,
      dueDate: null,
      paymentTerms: 'Payable within 14 days.',
    });
  });

  test('are those that the invoice tells', () => {
    expect(map({ created: '1577880000' }, { createdAt })).toMatchObject({
      number: '20200007',
      issueDate: '2020-01-01',
    });
    const options = { timeZone: 'Europe/Amsterdam' };
    expect(map({ created: '2025-12-31 23:30:00' }, options).issueDate).toBe('2025-12-31');
  });
});

test('the invoice’s own number goes before the one that is known otherwise, and that before the rule', () => {
  const createdAt = Date.UTC(2026, 0, 1);
  expect(map({ invoice_number: 'F-1' }, { number: 'G-2', createdAt }).number).toBe('F-1');
  expect(map({}, { number: 'G-2', createdAt }).number).toBe('G-2');
  expect(map({}, { number: null, createdAt }).number).toBe('20260007');
});

describe('amounts', () => {
  test('VAT is that of each item, rounded once per rate', () => {
    const invoice = ofItems(
      { quantity: '3', unitcost: '0.333', vat: '21' },
      { quantity: '1', unitcost: '100', vat: '9.0' },
      { quantity: '2', unitcost: '10.005', vat: '21.00' },
      { quantity: '1', unitcost: '5', vat: null },
      { quantity: '-1', unitcost: '5', vat: 0 },
    );
    expect(invoice.invoiceLines.map((line) => line.lineExtensionAmount)).toEqual([
      '1.00',
      '100.00',
      '20.01',
      '5.00',
      '-5.00',
    ]);
    expect(invoice.taxSubtotals).toEqual([
      { taxableAmount: '5.00', taxAmount: '0.00', taxCategory: { id: null, percent: null } },
      { taxableAmount: '-5.00', taxAmount: '0.00', taxCategory: { id: null, percent: '0' } },
      { taxableAmount: '100.00', taxAmount: '9.00', taxCategory: { id: null, percent: '9' } },
      { taxableAmount: '21.01', taxAmount: '4.41', taxCategory: { id: null, percent: '21' } },
    ]);
    expect(invoice.totals.taxInclusiveAmount).toBe('134.42');
  });

  test('are never binary floats', () => {
    const invoice = ofItems({ quantity: '3', unitcost: '0.1', vat: '0' });
    expect(invoice.totals.taxInclusiveAmount).toBe('0.30');
    const large = ofItems({ quantity: '1', unitcost: '90071992547409.93', vat: '0' });
    expect(large.totals.taxInclusiveAmount).toBe('90071992547409.93');
  });

  test('have the digits of the currency', () => {
    expect(map({}, { currency: 'JPY' }).totals.taxInclusiveAmount).toBe('69');
    expect(map({}, { currency: null })).toMatchObject({
      currency: null,
      totals: { taxInclusiveAmount: '68.86' },
    });
  });

  test('of a line of text are zero', () => {
    const [line] = ofItems({ description: 'With thanks', quantity: '', unitcost: '' }).invoiceLines;
    expect(line).toMatchObject({ quantity: '0', priceAmount: '0', lineExtensionAmount: '0.00' });
  });

  test.each([
    [{ quantity: '1', unitcost: '1,50' }, 'items[1].unitcost'],
    [{ quantity: '', unitcost: '1.50' }, 'items[1].quantity'],
    [{ quantity: '1' }, 'items[1].unitcost'],
    [{ quantity: '1', unitcost: '1', vat: 'high' }, 'items[1].vat'],
    [{ quantity: '9'.repeat(30), unitcost: '9'.repeat(30) }, 'items[1]'],
  ])('%j is refused', (item: Change, member) => {
    const call = () => ofItems({ quantity: '1', unitcost: '1' }, item);
    expect(call).toThrow(VendorError);
    expect(call).toThrow(expect.objectContaining({ code: 'vendor_answer_invalid' }));
    expect(call).toThrow(`${member}`);
  });
});

describe('the buyer', () => {
  const buyerOf = (customer: JsonValue) => map({ customer }).buyer;

  test('is nobody where there is no customer', () => {
    expect(buyerOf(null)).toBeNull();
    expect(buyerOf([])).toBeNull();
  });

  test('is a person where there is no company', () => {
    expect(buyerOf({ firstname: 'Ada', lastname: 'Lovelace' })).toEqual({
      id: null,
      name: 'Ada Lovelace',
      companyId: null,
      taxId: null,
      postalAddress: null,
      contact: { name: 'Ada Lovelace', telephone: null, electronicMail: null },
    });
  });

  test('keeps a country that nobody knows', () => {
    expect(buyerOf({ country: 'Atlantis' })?.postalAddress).toMatchObject({
      countryCode: null,
      countryName: 'Atlantis',
    });
  });
});

test('an invoice that says nothing leaves nothing to keep', () => {
  expect(toInvoice({ invoice: invoiceOf({}), id: '7' })).toMatchObject({
    number: null,
    status: null,
    buyer: null,
    notes: [],
  });
  const { extensions } = toInvoice({ invoice: invoiceOf({}), id: '7' });
  expect(extensions).toEqual({ 'drupal-invoice': {} });
});

test('what is not documented is kept, wherever it stands', () => {
  const invoice = map({
    nid: '12',
    created: '1577880000',
    customer: { city: 'Leiden', email: 'a@b.example', tags: [{ a: 1 }] },
    items: [
      { quantity: '1', unitcost: '1' },
      { quantity: '1', unitcost: '1', weight: 5 },
    ],
  });
  expect(invoice.extensions['drupal-invoice']).toMatchObject({
    nid: '12',
    created: '1577880000',
    customer: { email: 'a@b.example', tags: [{ a: 1 }] },
    items: [{}, { weight: 5 }],
  });
});

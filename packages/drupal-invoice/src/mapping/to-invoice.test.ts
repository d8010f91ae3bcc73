import { VendorError } from '@invoice-relay/core/errors';
import { invoiceSchema } from '@invoice-relay/core/models';
import type { JsonValue } from '@invoice-relay/core/models';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';

import { answerInvoice, answerNames, answerText } from '../../test/support/answers.ts';
import { invoiceOf, sampleInvoice } from '../../test/support/fixtures.ts';
import { toInvoice } from './to-invoice.ts';
import type { ToInvoiceOptions } from './to-invoice.ts';

type Change = { readonly [member: string]: JsonValue };
const map = (change: Change = {}, options: Partial<ToInvoiceOptions> = {}) =>
  toInvoice({ invoice: sampleInvoice(change), currency: 'EUR', ...options });
const ofItems = (...items: Change[]) =>
  toInvoice({ invoice: invoiceOf({ items }), currency: 'EUR' });
const created = '2026-11-20 10:00:00';

test('maps every value of the vendor’s sample', () => {
  expect(map({ created })).toEqual({
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
        created,
        computed_totals: { extotal: '56.91', inctotal: '68.86', vattotal: '11.95' },
        customer: { firstname: 'John', lastname: 'Doe', description: 'Best company ever!' },
      },
    },
  });
});

test.each([
  ...answerNames('get-').map((name) => [name, answerInvoice(name)] as const),
  ['the sample', sampleInvoice()] as const,
  ['an invoice that says nothing', invoiceOf({})] as const,
  ['empty texts', invoiceOf({ prefix: '', description: ' ', customer: { city: '' } })] as const,
])('%s is a canonical invoice', (_, invoice) => {
  const mapped = toInvoice({ invoice });
  expect(v.parse(v.strictObject(invoiceSchema.entries), mapped)).toEqual(mapped);
});

test.each(answerNames('get-'))('%s has the totals that the site states', (name) => {
  const site = JSON.parse(answerText(name)) as Record<'extotal' | 'inctotal' | 'vattotal', number>;
  const { totals, taxSubtotals, extensions } = toInvoice({ invoice: answerInvoice(name) });
  expect(totals).toMatchObject({
    taxExclusiveAmount: site.extotal.toFixed(2),
    taxAmount: site.vattotal.toFixed(2),
    taxInclusiveAmount: site.inctotal.toFixed(2),
  });
  const sum = (amounts: readonly string[]) => amounts.reduce((all, one) => all + Number(one), 0);
  expect(sum(taxSubtotals.map(({ taxableAmount }) => taxableAmount)).toFixed(2)).toBe(
    totals.taxExclusiveAmount,
  );
  expect(extensions['drupal-invoice']).toHaveProperty('computed_totals');
  expect(extensions['drupal-invoice']).not.toHaveProperty('totals_differ');
});

test('totals that do not add up stay as the site states them', () => {
  const invoice = toInvoice({ invoice: answerInvoice('get-dash-prefix-number-is-2026') });
  expect(invoice).toMatchObject({
    number: '2026-0007',
    issueDate: '2026-11-28',
    dueDate: '2026-12-12',
    totals: {
      taxExclusiveAmount: '30.15',
      taxAmount: '6.31',
      taxInclusiveAmount: '36.45',
      prepaidAmount: '0.00',
      payableAmount: '36.45',
    },
    taxSubtotals: [
      { taxableAmount: '30.02', taxAmount: '6.30', taxCategory: { percent: '21' } },
      { taxableAmount: '0.13', taxAmount: '0.01', taxCategory: { percent: '5.5' } },
    ],
  });
});

test.each([
  ['stated', [{ vat: '21.00', vattotal: 11.96 }], '11.96'],
  ['computed if the site states none', [], '11.95'],
  ['computed if one cannot be read', [{ vat: 21, vattotal: 11.96 }, { vat: 6 }], '11.95'],
])('the tax of a rate is %s', (_, vat_totals, taxAmount) => {
  expect(map({ vat_totals }).taxSubtotals).toEqual([
    { taxableAmount: '56.91', taxAmount, taxCategory: { id: null, percent: '21' } },
  ]);
});

test('notes a total that we compute differently', () => {
  const { totals, extensions } = map({ inctotal: 68.87, extotal: 56.91, vattotal: 11.95 });
  expect(totals.taxInclusiveAmount).toBe('68.87');
  expect(extensions['drupal-invoice']).toMatchObject({
    computed_totals: { inctotal: '68.86' },
    totals_differ: [{ member: 'inctotal', stated: '68.87', computed: '68.86' }],
  });
});

describe('the status', () => {
  test.each([
    ['paid', 'paid', '0.00'],
    ['unpaid', 'unpaid', '68.86'],
    ['Paid', null, '68.86'],
    [null, null, '68.86'],
  ])('%j is %j, with %s to pay', (pay_status, status, payableAmount) => {
    const invoice = map({ pay_status });
    expect(invoice.status).toBe(status);
    expect(invoice.totals).toMatchObject({ payableAmount, taxInclusiveAmount: '68.86' });
    expect(invoice.extensions['drupal-invoice']?.['pay_status'] ?? null).toBe(pay_status);
  });
});

describe('dates', () => {
  test.each([
    [14, '2026-12-20', '2027-01-03', 'Payable within 14 days.'],
    [1, '2026-12-20', '2026-12-21', 'Payable within 1 day.'],
    [0, '2026-12-20', null, null],
    [null, '2026-12-20', null, null],
    [9_000_000, '2026-12-20', null, 'Payable within 9000000 days.'],
  ])('with a limit of %j days', (pay_limit, issueDate, dueDate, paymentTerms) => {
    const invoice = map({ pay_limit, created: '2026-12-20 23:30:00' });
    expect(invoice).toMatchObject({ issueDate, dueDate, paymentTerms });
  });

  test('are not made up', () => {
    expect(map({ pay_limit: 14 })).toMatchObject({
      number: null,
      issueDate: null,
      dueDate: null,
      paymentTerms: 'Payable within 14 days.',
    });
  });
});

test('the number of a list takes precedence over the computed one', () => {
  expect(map({ created }, { number: 'G-2' }).number).toBe('G-2');
  expect(map({ created }, { number: null }).number).toBe('20260007');
});

describe('amounts', () => {
  test('are computed like the module does if the invoice states no totals', () => {
    const invoice = ofItems(
      { quantity: '3', unitcost: '10.005', vat: '21' },
      { quantity: '1', unitcost: '0.125', vat: '5.5' },
      { quantity: '1', unitcost: '5', vat: null },
    );
    expect(invoice.invoiceLines.map((line) => line.lineExtensionAmount)).toEqual([
      '30.02',
      '0.13',
      '5.00',
    ]);
    expect(invoice.totals).toMatchObject({
      taxExclusiveAmount: '35.15',
      taxAmount: '6.31',
      taxInclusiveAmount: '41.45',
    });
  });

  test('keep their decimals, whatever the currency', () => {
    expect(map({ inctotal: 68.86 }, { currency: 'JPY' }).totals.taxInclusiveAmount).toBe('68.86');
    expect(map({ inctotal: 10.9 }, { currency: 'EUR' }).totals.taxInclusiveAmount).toBe('10.90');
    const [line] = ofItems({ quantity: '0.1', unitcost: '1234567.891' }).invoiceLines;
    expect(line).toMatchObject({ quantity: '0.1', priceAmount: '1234567.891' });
  });

  test('keep every digit if they are too large for the module', () => {
    const stated = { inctotal: '90071992547409.93', extotal: '90071992547409.93', vattotal: 0 };
    const items = [{ quantity: '1', unitcost: '90071992547409.93', vat: '0' }];
    const vat_totals = [{ vat: 0, vattotal: 0 }];
    const { totals, invoiceLines, taxSubtotals } = map({ ...stated, items, vat_totals });
    expect(totals.taxInclusiveAmount).toBe('90071992547409.93');
    expect(invoiceLines[0]?.lineExtensionAmount).toBe('90071992547409.93');
    expect(taxSubtotals).toEqual([
      {
        taxableAmount: '90071992547409.93',
        taxAmount: '0.00',
        taxCategory: { id: null, percent: '0' },
      },
    ]);
  });

  test('of a text-only line are zero', () => {
    const [line] = ofItems({ description: 'With thanks', quantity: '', unitcost: '' }).invoiceLines;
    expect(line).toMatchObject({ quantity: '0', priceAmount: '0', lineExtensionAmount: '0.00' });
  });

  test.each([
    [{ quantity: '1', unitcost: '1,50' }, 'items[1].unitcost'],
    [{ quantity: '', unitcost: '1.50' }, 'items[1].quantity'],
    [{ quantity: '1' }, 'items[1].unitcost'],
    [{ quantity: '1', unitcost: '1', vat: 'high' }, 'items[1].vat'],
    [{ quantity: '9'.repeat(30), unitcost: '9'.repeat(30) }, 'inctotal'],
  ])('%j is refused', (item: Change, member) => {
    const call = () => ofItems({ quantity: '1', unitcost: '1' }, item);
    expect(call).toThrow(VendorError);
    expect(call).toThrow(expect.objectContaining({ code: 'vendor_answer_invalid' }));
    expect(call).toThrow(`${member}`);
  });
});

describe('the buyer', () => {
  const buyerOf = (customer: JsonValue) => map({ customer }).buyer;

  test('is null if there is no customer', () => {
    expect(buyerOf(null)).toBeNull();
    expect(buyerOf([])).toBeNull();
  });

  test('is a person if there is no company', () => {
    expect(buyerOf({ firstname: 'Ada', lastname: 'Lovelace' })).toEqual({
      id: null,
      name: 'Ada Lovelace',
      companyId: null,
      taxId: null,
      postalAddress: null,
      contact: { name: 'Ada Lovelace', telephone: null, electronicMail: null },
    });
  });

  test('keeps an unknown country', () => {
    expect(buyerOf({ country: 'Atlantis' })?.postalAddress).toMatchObject({
      countryCode: null,
      countryName: 'Atlantis',
    });
  });
});

test('keeps undocumented members at every level', () => {
  const invoice = map({
    nid: '12',
    own: '1577880000',
    customer: { city: 'Leiden', email: 'a@b.example', tags: [{ a: 1 }] },
    items: [
      { quantity: '1', unitcost: '1' },
      { quantity: '1', unitcost: '1', weight: 5 },
    ],
  });
  expect(invoice.extensions['drupal-invoice']).toMatchObject({
    nid: '12',
    own: '1577880000',
    customer: { email: 'a@b.example', tags: [{ a: 1 }] },
    items: [{}, { weight: 5 }],
  });
});

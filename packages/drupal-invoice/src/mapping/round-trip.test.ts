import { computeTotals } from '@invoice-relay/core/models';
import type { Invoice, JsonValue, Line } from '@invoice-relay/core/models';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { answerInvoice } from '../../test/support/answers.ts';
import { invoiceOf, sampleInvoice } from '../../test/support/fixtures.ts';
import { sample } from '../../test/support/sample.ts';
import type { DrupalInvoice, NewDrupalInvoice } from '../model/index.ts';
import { fromInvoice } from './from-invoice.ts';
import { toInvoice } from './to-invoice.ts';

const map = (invoice: DrupalInvoice) => toInvoice({ invoice, currency: 'EUR' });
const sent = (body: NewDrupalInvoice) => JSON.parse(JSON.stringify(body)) as Sent;
type Sent = { readonly [member: string]: JsonValue };

test('the vendor’s sample survives a round trip', () => {
  const body = sent(fromInvoice({ invoice: map(sampleInvoice()) }));
  expect(invoiceOf(body)).toEqual(sampleInvoice());
  expect(Object.keys(body).toSorted()).toEqual(Object.keys(sample).toSorted());
});

const text = fc.option(fc.constantFrom('Čaj & Co', '2 × Ökotee', '0', 'x y', 'Nederland'));
const decimal = (most: number) =>
  fc
    .tuple(fc.integer({ min: -1_000_000, max: 1_000_000 }), fc.integer({ min: 0, max: most }))
    .map(([digits, scale]) => (digits / 10 ** scale).toFixed(scale));
const customer = fc.record({
  customer_number: text,
  company_name: text,
  firstname: text,
  lastname: text,
  street: text,
  building_number: text,
  zipcode: text,
  city: text,
  state: text,
  country: text,
  coc_number: text,
  vat_number: text,
  description: text,
});
const item = fc.record({
  description: text,
  quantity: decimal(4),
  // As the site stores it.
  unitcost: decimal(3),
  vat: fc.option(fc.constantFrom('0', '6', '9.5', '21')),
});
const written = fc.record({
  leading_zeros: fc.option(fc.integer({ min: 0, max: 9 })),
  prefix: fc.option(fc.constantFrom('%Y', 'INV-')),
  description: text,
  template: fc.option(fc.constantFrom('default', 'mine')),
  pay_limit: fc.option(fc.integer({ min: 0, max: 90 })),
  pay_status: fc.constantFrom('paid', 'unpaid'),
  customer: fc.option(customer),
  items: fc.array(item, { maxLength: 5 }),
});

describe('an invoice of a site', () => {
  test('survives a round trip', () => {
    fc.assert(
      fc.property(written, (members) => {
        const invoice = invoiceOf(members as never);
        // A company with the same name as the person cannot be told from the person.
        const { company_name, firstname, lastname } = members.customer ?? {};
        fc.pre(company_name !== [firstname, lastname].filter(Boolean).join(' '));
        expect(invoiceOf(sent(fromInvoice({ invoice: map(invoice) })))).toEqual(invoice);
      }),
    );
  });

  test('has the new status and the new days to pay it was given', () => {
    const invoice = map(
      sampleInvoice({ pay_limit: 30, pay_status: 'unpaid', created: '2026-11-20 10:00:00' }),
    );
    expect(fromInvoice({ invoice })).toMatchObject({ pay_limit: 30, pay_status: 'unpaid' });
    expect(
      fromInvoice({ invoice: { ...invoice, status: 'paid', dueDate: '2026-11-27' } }),
    ).toMatchObject({ pay_limit: 7, pay_status: 'paid' });
  });

  test('keeps the weights of its items as long as they are the same items', () => {
    const invoice = map(answerInvoice('get-mixed-rates-and-weights'));
    const weights = (of: Invoice) =>
      fromInvoice({ invoice: of }).items?.map(({ weight }) => weight);
    expect(weights(invoice)).toEqual([0, 0, 1, 2]);
    const fewer = { ...invoice, invoiceLines: invoice.invoiceLines.slice(1) };
    expect(weights(fewer)).toEqual([undefined, undefined, undefined]);
  });

  test('has the new buyer it was given', () => {
    const invoice = map(sampleInvoice());
    const contact = { name: 'Ada King Lovelace', telephone: null, electronicMail: null };
    const buyer = { ...invoice.buyer!, contact };
    expect(fromInvoice({ invoice: { ...invoice, buyer } }).customer).toMatchObject({
      company_name: 'Awesome company',
      firstname: 'Ada King',
      lastname: 'Lovelace',
    });
  });
});

describe('an invoice from elsewhere', () => {
  const line: Line = {
    ...map(sampleInvoice()).invoiceLines[0]!,
    name: 'Tea',
    description: 'Green',
    quantity: '3',
    priceAmount: '10',
  };
  const discount = {
    chargeIndicator: false,
    amount: '1.50',
    baseAmount: null,
    multiplierFactorNumeric: null,
    allowanceChargeReason: null,
  };
  const elsewhere = (change: Partial<Invoice>): Invoice => ({
    ...map(invoiceOf({})),
    extensions: {},
    ...change,
  });

  test('is numbered and printed as configured', () => {
    const invoice = elsewhere({ status: 'overdue' });
    expect(fromInvoice({ invoice, prefix: '%Y', leadingZeros: 4, template: 'mine' })).toEqual({
      prefix: '%Y',
      leading_zeros: 4,
      template: 'mine',
      pay_status: 'unpaid',
      items: [],
    });
  });

  test.each(['draft', 'void', null] as const)('does not send the status %j', (status) => {
    expect(fromInvoice({ invoice: elsewhere({ status }) })).not.toHaveProperty('pay_status');
  });

  test('has one text per item, starting with its name', () => {
    const { items } = fromInvoice({ invoice: elsewhere({ invoiceLines: [line] }) });
    expect(items).toEqual([
      { description: 'Tea\nGreen', quantity: '3', unitcost: '10', vat: '21' },
    ]);
  });

  test.each([
    ['is exact', '4', { quantity: '3', unitcost: '2.5' }],
    ['is not', '12', { quantity: '1', unitcost: '2.50' }],
    ['has more decimals than the site stores', '32', { quantity: '1', unitcost: '0.94' }],
  ])('keeps its quantity if the price per unit %s', (_, baseQuantity, amounts) => {
    const invoice = elsewhere({ invoiceLines: [{ ...line, baseQuantity }] });
    expect(fromInvoice({ invoice }).items).toMatchObject([amounts]);
  });

  test('has an item for each discount and charge, by its reason', () => {
    const charge = { ...discount, chargeIndicator: true };
    const allowanceCharges = [discount, charge, { ...charge, allowanceChargeReason: 'Freight' }];
    const { items } = fromInvoice({
      invoice: elsewhere({ invoiceLines: [{ ...line, allowanceCharges }] }),
    });
    expect(items?.slice(1)).toEqual([
      { description: 'Discount', quantity: '1', unitcost: '-1.5', vat: '21' },
      { description: 'Charge', quantity: '1', unitcost: '1.5', vat: '21' },
      { description: 'Freight', quantity: '1', unitcost: '1.5', vat: '21' },
    ]);
  });

  test.each([
    ['2026-11-20', '2026-11-20', 0],
    ['2026-11-20', '2026-12-20', 30],
    ['2026-11-20', '2026-11-19', undefined],
    ['2026-11-20', null, undefined],
    [null, '2026-11-20', undefined],
  ])('issued on %s and due on %s is payable within %s days', (issueDate, dueDate, days) => {
    expect(fromInvoice({ invoice: elsewhere({ issueDate, dueDate }) }).pay_limit).toBe(days);
  });

  test.each<readonly [string, Partial<Invoice>]>([
    ['a discount', { invoiceLines: [{ ...line, allowanceCharges: [discount] }] }],
    [
      'a charge',
      { invoiceLines: [{ ...line, allowanceCharges: [{ ...discount, chargeIndicator: true }] }] },
    ],
    ['a price for a dozen', { invoiceLines: [{ ...line, baseQuantity: '12' }] }],
    [
      'many at a price for a dozen',
      { invoiceLines: [{ ...line, baseQuantity: '12', quantity: '1000000000' }] },
    ],
    [
      'many at a small price',
      { invoiceLines: [{ ...line, priceAmount: '0.00125', quantity: '10000' }] },
    ],
    ['a price for four', { invoiceLines: [{ ...line, baseQuantity: '4' }] }],
    [
      'a discount on all of it',
      {
        invoiceLines: [line],
        allowanceCharges: [{ ...discount, taxCategory: { id: null, percent: '21' } }],
      },
    ],
  ])('with %s has the same total', (_, change) => {
    const invoice = elsewhere(change);
    const wanted = computeTotals({ ...invoice, lines: invoice.invoiceLines }).totals;
    const body = fromInvoice({ invoice });
    const back = map(invoiceOf(sent(body))).totals;
    expect(back.taxExclusiveAmount).toBe(wanted.taxExclusiveAmount);
    expect(back.taxInclusiveAmount).toBe(wanted.taxInclusiveAmount);
    // The site rounds what has more decimals.
    for (const { unitcost } of body.items ?? []) expect(unitcost).toMatch(/^-?\d+(?:\.\d{1,3})?$/);
  });

  test('takes the number of its customer only from the options', () => {
    const { buyer } = map(invoiceOf({ customer: { customer_number: '7', company_name: 'Acme' } }));
    const envoice = { envoice: { ClientId: 7 } };
    for (const extensions of [{}, envoice]) {
      const invoice = elsewhere({ buyer, extensions });
      const numberOf = (customerNumber?: number) =>
        fromInvoice({ invoice, customerNumber }).customer?.customer_number;
      expect([numberOf(), numberOf(12)]).toEqual([null, 12]);
    }
    const own = elsewhere({ buyer, extensions: { ...envoice, 'drupal-invoice': {} } });
    expect(fromInvoice({ invoice: own }).customer?.customer_number).toBe('7');
  });

  test('has its address split into the parts of a customer', () => {
    const buyer = {
      id: null,
      name: 'Acme',
      companyId: null,
      taxId: null,
      contact: null,
      postalAddress: {
        streetName: null,
        buildingNumber: null,
        addressLine: 'Havenstraat 12',
        cityName: 'Leiden',
        postalZone: null,
        countrySubentity: null,
        countryCode: 'NL',
        countryName: null,
      },
    };
    expect(fromInvoice({ invoice: elsewhere({ buyer }) }).customer).toMatchObject({
      company_name: 'Acme',
      firstname: null,
      lastname: null,
      street: 'Havenstraat 12',
      city: 'Leiden',
      country: 'NL',
    });
  });
});

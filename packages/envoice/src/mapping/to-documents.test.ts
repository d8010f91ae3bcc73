import {
  checkTotals,
  toleratedTaxes,
  estimateSchema,
  invoiceSchema,
  orderSchema,
} from '@invoice-relay/core/models';
import type { Estimate, Invoice, Order } from '@invoice-relay/core/models';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';

import {
  acceptedEstimation,
  accessToken,
  guideInvoice,
  paidInvoice,
  shippedOrder,
} from '../../test/support/documents.ts';
import { toEstimate } from './to-estimate.ts';
import { toInvoice } from './to-invoice.ts';
import { toOrder } from './to-order.ts';

function differences(document: Invoice | Order | Estimate) {
  const lines =
    'invoiceLines' in document
      ? document.invoiceLines
      : 'orderLines' in document
        ? document.orderLines
        : document.estimateLines;
  return checkTotals({ ...document, lines });
}

const documents = [
  ['the invoice of the guide', invoiceSchema, toInvoice(guideInvoice)],
  ['a paid invoice', invoiceSchema, toInvoice(paidInvoice)],
  ['an estimation', estimateSchema, toEstimate(acceptedEstimation)],
  ['an order', orderSchema, toOrder(shippedOrder)],
  ['an invoice of which Envoice says nothing', invoiceSchema, toInvoice({ Id: 1 })],
  ['such an estimation', estimateSchema, toEstimate({ Id: 1 })],
  ['such an order', orderSchema, toOrder({ Id: 1 })],
] as const;

describe.each(documents)('%s', (_name, schema, document) => {
  test('is a canonical document', () => {
    expect(v.parse(v.strictObject(schema.entries as never), document)).toEqual(document);
  });

  test('has the totals that core computes', () => {
    expect(differences(document)).toEqual([]);
  });

  test('does not reveal what opens it without a login', () => {
    const text = JSON.stringify(document);
    for (const secret of [accessToken, 'obfuscated', 'token=', 'AccessToken']) {
      expect(text).not.toContain(secret);
    }
  });
});

test('the invoice of the guide', () => {
  expect(toInvoice(guideInvoice)).toMatchObject({
    id: '3971',
    number: '#INV-0001',
    status: 'draft',
    issueDate: '2018-02-06',
    dueDate: '2018-02-06',
    currency: 'EUR',
    purchaseOrderReference: null,
    notes: [],
    buyer: {
      id: '2185',
      name: 'Bob Smith',
      postalAddress: null,
      contact: { electronicMail: 'bob.smith@email.example' },
    },
    invoiceLines: [
      {
        id: '7936',
        quantity: '1',
        priceAmount: '100',
        allowanceCharges: [],
        lineExtensionAmount: '100.00',
        taxCategory: { id: null, percent: '0' },
      },
    ],
    totals: { taxInclusiveAmount: '100.00', taxAmount: '0.00', payableAmount: '100.00' },
  });
});

describe('an invoice', () => {
  test('has its discounts, rates and payments', () => {
    expect(toInvoice(paidInvoice)).toMatchObject({
      status: 'paid',
      purchaseOrderReference: 'PO-7731',
      paymentTerms: 'Payable within 14 days.',
      notes: ['Thank you for your order.'],
      buyer: { companyId: '12345678', taxId: 'NL012345678B01' },
      invoiceLines: [
        {
          allowanceCharges: [
            { amount: '102.00', baseAmount: '1020.00', multiplierFactorNumeric: '10' },
          ],
          lineExtensionAmount: '918.00',
        },
        { lineExtensionAmount: '172.50' },
      ],
      allowanceCharges: [],
      taxSubtotals: [
        { taxableAmount: '172.50', taxAmount: '15.53', taxCategory: { percent: '9' } },
        { taxableAmount: '918.00', taxAmount: '192.78', taxCategory: { percent: '21' } },
      ],
      totals: { prepaidAmount: '1298.81', payableAmount: '0.00' },
      payments: [
        { id: '6120', paidAmount: '1000.00', paidDate: '2026-11-10', paymentMeans: 'stripe' },
        { id: '6121', paidAmount: '298.81', paymentMeans: 'bank', note: 'The rest' },
      ],
    });
  });

  test('keeps in its extensions what has no place in the model', () => {
    expect(toInvoice(paidInvoice).extensions).toEqual({
      envoice: {
        EnablePartialPayments: false,
        ClonedFromId: null,
        RecurringProfileId: null,
        PaymentGateways: [{ Name: 'paypal' }],
        Attachments: [{ Id: 31, Type: 'Uploaded', OriginalFileName: 'menu.pdf', Size: 20_480 }],
        InvoiceCategoryId: 12,
        ShouldSendReminders: true,
        Items: [
          { Id: 8801, WorkTypeId: 12, TaxId: 4 },
          { Id: 8802, WorkTypeId: 13, TaxId: 5 },
        ],
        Currency: { Id: 163, Name: 'Euro Member Countries', Symbol: null },
        Client: {
          CreatedOn: '2018-01-31T15:19:52+01:00',
          ClientCurrencyId: 170,
          ClientCountryId: 235,
          UiLanguageId: 1,
          DefaultDueDateInDays: 14,
          AdditionalEmails: [{ Email: 'chef@noordzee.example' }],
        },
        Payments: [
          { Id: 6120, IsAutomatic: true },
          { Id: 6121, IsAutomatic: false },
        ],
      },
    });
  });

  test('with numbers as text is the same invoice', () => {
    const asText = JSON.parse(JSON.stringify(paidInvoice), (_key, value: unknown) =>
      typeof value === 'number' ? String(value) : value,
    );
    expect(toInvoice(asText)).toEqual(toInvoice(paidInvoice));
  });

  test.each([
    ['partly paid', 'Unpaid', '400', '898.81'],
    ['marked as paid, with less recorded', 'Paid', '1298.81', '0.00'],
  ] as const)('%s', (_name, status, prepaid, payable) => {
    const invoice = toInvoice({ ...paidInvoice, Status: status, Payments: [{ Amount: 400 }] });
    expect(Number(invoice.totals.prepaidAmount)).toBe(Number(prepaid));
    expect(invoice.totals.payableAmount).toBe(payable);
  });

  test('with an unknown status keeps its word', () => {
    const invoice = toInvoice({ ...guideInvoice, Status: 'Disputed' as never });
    expect(invoice.status).toBeNull();
    expect(invoice.extensions['envoice']).toMatchObject({ Status: 'Disputed' });
  });

  test('with a subtotal before the discount has the same amounts', () => {
    const [first, second] = paidInvoice.Items;
    const invoice = toInvoice({
      ...paidInvoice,
      SubTotalAmount: 1192.5,
      Items: [{ ...first, SubTotalAmount: 1020 }, second!],
    });
    expect(differences(invoice)).toEqual([]);
    expect(invoice.extensions['envoice']).toMatchObject({ SubTotalAmount: 1192.5 });
  });

  test('whose items have totals without tax has the same lines', () => {
    const invoice = toInvoice({
      ...paidInvoice,
      Items: paidInvoice.Items.map((item) => ({
        ...item,
        SubTotalAmount: item.SubTotalAmount + item.DiscountAmount,
        TotalAmount: item.SubTotalAmount,
      })),
    });
    expect(invoice.invoiceLines).toEqual(toInvoice(paidInvoice).invoiceLines);
  });

  test('without totals gets those that core computes', () => {
    const { TotalAmount: _, TaxAmount: __, ...rest } = paidInvoice;
    expect(toInvoice(rest).totals).toEqual(toInvoice(paidInvoice).totals);
  });

  test('keeps what Envoice states, however wrong, and core finds the difference', () => {
    const invoice = toInvoice({ ...paidInvoice, TaxAmount: 208.32, TotalAmount: 1298.82 });
    expect(invoice.totals).toMatchObject({ taxAmount: '208.32', taxInclusiveAmount: '1298.82' });
    expect(differences(invoice).map(({ path }) => path)).toContain('totals.taxAmount');
  });

  test('has its total minus its tax as the amount without tax', () => {
    const invoice = toInvoice({ ...paidInvoice, TotalAmount: 1298.82 });
    expect(invoice.totals.taxExclusiveAmount).toBe('1090.51');
  });

  test('with one rate has all the stated tax at that rate', () => {
    const item = { Cost: 0.02, Quantity: 1, TaxPercentage: 21, TaxAmount: 0, TotalAmount: 0.02 };
    const invoice = toInvoice({
      Id: 1,
      Items: [item, item, item],
      TaxAmount: 0.02,
      TotalAmount: 0.08,
    });
    expect(invoice.taxSubtotals).toMatchObject([{ taxableAmount: '0.06', taxAmount: '0.02' }]);
  });

  test('with several rates has the tax that its items state, rounded like them', () => {
    const item = { Cost: 0.02, Quantity: 1, TaxPercentage: 21, TaxAmount: 0, TotalAmount: 0.02 };
    const other = { ...item, TaxPercentage: 9 };
    const invoice = toInvoice({
      Id: 1,
      Items: [item, item, item, other],
      TaxAmount: 0,
      TotalAmount: 0.08,
    });
    expect(invoice.taxSubtotals).toMatchObject([{ taxAmount: '0.00' }, { taxAmount: '0.00' }]);
    expect(differences(invoice)).toEqual([]);
    expect(toleratedTaxes({ ...invoice, lines: invoice.invoiceLines })).toEqual([
      { path: 'taxSubtotals[? 21].taxAmount', stated: '0.00', computed: '0.01' },
    ]);
  });

  test('shows no traces of the doubles that Envoice computes with', () => {
    const item = { Cost: 0.1, Quantity: 3, SubTotalAmount: 0.1 + 0.2, TotalAmount: 0.1 + 0.2 };
    const invoice = toInvoice({ ...guideInvoice, Items: [item], TotalAmount: 0.1 + 0.2 });
    expect(invoice.totals.taxInclusiveAmount).toBe('0.30');
    expect(invoice.invoiceLines[0]?.lineExtensionAmount).toBe('0.30');
  });

  test('in yen has no cents', () => {
    const invoice = toInvoice({ ...guideInvoice, Currency: { Value: 'JPY' } });
    expect(invoice.totals.taxInclusiveAmount).toBe('100');
  });

  test('without an id is not an invoice', () => {
    expect(() => toInvoice({})).toThrow('without an Id');
  });
});

test('an order has its coupon, and shipping without tax', () => {
  expect(toOrder(shippedOrder)).toMatchObject({
    id: '1058',
    number: null,
    status: 'shipped',
    notes: ['Please ring twice.'],
    buyer: { id: null, name: 'Café Noordzee B.V.' },
    deliveryParty: null,
    orderLines: [{ id: null, sellersItemId: 'POSTER-50', lineExtensionAmount: '49.00' }],
    allowanceCharges: [
      { chargeIndicator: false, amount: '5.00', taxCategory: { percent: '21' } },
      { chargeIndicator: true, amount: '6.95', taxCategory: { percent: null } },
    ],
    totals: {
      taxExclusiveAmount: '50.95',
      taxAmount: '9.24',
      taxInclusiveAmount: '60.19',
      payableAmount: '60.19',
    },
    extensions: { envoice: { CouponCode: 'HARBOUR5', OrderBillingDetails: { CountryId: 150 } } },
  });
});

test('an estimation has its expiry date', () => {
  expect(toEstimate(acceptedEstimation)).toMatchObject({
    id: '207',
    status: 'accepted',
    issueDate: '2026-10-20',
    validityEndDate: '2026-11-20',
    notes: [],
  });
});

import { AmountError } from '@invoice-relay/core/errors';
import { checkTotals, computeTotals } from '@invoice-relay/core/models';
import type { Invoice, Line, Order } from '@invoice-relay/core/models';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import {
  acceptedEstimation,
  guideInvoice,
  paidInvoice,
  shippedOrder,
} from '../../test/support/documents.ts';
import {
  fromEstimate,
  fromEstimateUpdate,
  fromInvoice,
  fromInvoiceUpdate,
} from './from-invoice.ts';
import { fromOrder } from './from-order.ts';
import { fromParty, fromPartyUpdate } from './from-party.ts';
import { toParty } from './party.ts';
import { toEstimate } from './to-estimate.ts';
import { toInvoice } from './to-invoice.ts';
import { toOrder } from './to-order.ts';
import type { EnvoiceInvoice, EnvoiceItemCreate } from './vendor-models.ts';

/**
 * What Envoice computes for items: an independent implementation, in whole hundredths of a cent.
 */
function vendorItems(items: readonly EnvoiceItemCreate[]): NonNullable<EnvoiceInvoice['Items']> {
  return items.map((item, index) => {
    const { Cost = 0, Quantity = 0, DiscountPercentage = 0, TaxPercentage = 0 } = item;
    const gross = BigInt(Math.round(Cost * 100)) * BigInt(Quantity) * 10_000n;
    const discount = halfUp(
      gross * BigInt(Math.round(DiscountPercentage * 100)),
      10_000n * 10_000n,
    );
    const net = gross / 10_000n - discount;
    const tax = halfUp(net * BigInt(Math.round(TaxPercentage * 100)), 10_000n);
    return {
      ...item,
      Id: 9000 + index,
      DiscountAmount: Number(discount) / 100,
      SubTotalAmount: Number(net) / 100,
      TaxAmount: Number(tax) / 100,
      TotalAmount: Number(net + tax) / 100,
    };
  });
}

function halfUp(dividend: bigint, divisor: bigint): bigint {
  const magnitude = dividend < 0n ? -dividend : dividend;
  const rounded = (2n * magnitude + divisor) / (2n * divisor);
  return dividend < 0n ? -rounded : rounded;
}

function vendorInvoice(items: readonly EnvoiceItemCreate[]): EnvoiceInvoice {
  const Items = vendorItems(items);
  const sum = (name: 'DiscountAmount' | 'SubTotalAmount' | 'TaxAmount' | 'TotalAmount') =>
    Math.round(Items.reduce((total, item) => total + Number(item[name]) * 100, 0)) / 100;
  return {
    ...guideInvoice,
    Items,
    DiscountAmount: sum('DiscountAmount'),
    SubTotalAmount: sum('SubTotalAmount'),
    TaxAmount: sum('TaxAmount'),
    TotalAmount: sum('TotalAmount'),
  };
}

const item = fc.record({
  WorkTypeId: fc.integer({ min: 1, max: 9999 }),
  TaxId: fc.integer({ min: 1, max: 9999 }),
  Description: fc.constantFrom('Design', 'Čaj, 2 × 50 g'),
  Cost: fc.integer({ min: 0, max: 10_000_000 }).map((cents) => cents / 100),
  Quantity: fc.integer({ min: -20, max: 1000 }),
  DiscountPercentage: fc.integer({ min: 0, max: 10_000 }).map((hundredths) => hundredths / 100),
  TaxPercentage: fc.constantFrom(0, 6, 9, 19.5, 21),
});
const items = fc.array(item, { maxLength: 8 });

describe('invoices', () => {
  test('what was sent to Envoice survives its own computation', () => {
    fc.assert(
      fc.property(items, (given) => {
        const { Items } = fromInvoice({ invoice: toInvoice(vendorInvoice(given)) });
        expect(Items).toMatchObject(
          given.map((one) => (one.Cost * one.Quantity === 0 ? { Cost: one.Cost } : one)),
        );
      }),
    );
  });

  test('its totals are those of EN 16931, except for the rounding of the tax per item', () => {
    fc.assert(
      fc.property(items, (given) => {
        const invoice = toInvoice(vendorInvoice(given));
        for (const { path, stated, computed } of checkTotals({
          ...invoice,
          lines: invoice.invoiceLines,
        })) {
          expect(path).toMatch(/tax|payable/i);
          expect(Math.abs(Number(stated) - Number(computed))).toBeLessThanOrEqual(
            given.length * 0.01,
          );
        }
      }),
    );
  });

  test('the members of an invoice survive a round trip', () => {
    expect(fromInvoiceUpdate({ invoice: toInvoice(paidInvoice) })).toEqual({
      Id: 3972,
      ClientId: 412,
      CurrencyId: 163,
      Number: 'INV-0002',
      Status: 'Paid',
      IssuedOn: '2026-11-02T00:00:00Z',
      Duedate: '2026-11-16T00:00:00Z',
      PoNumber: 'PO-7731',
      Terms: 'Payable within 14 days.',
      Notes: 'Thank you for your order.',
      InvoiceCategoryId: 12,
      ShouldSendReminders: true,
      PaymentGateways: [{ Name: 'paypal' }],
      Items: [
        {
          Id: 8801,
          WorkTypeId: 12,
          Description: 'Logo and menu cards',
          Cost: 85,
          Quantity: 12,
          DiscountPercentage: 10,
          TaxId: 4,
          TaxPercentage: 21,
        },
        {
          Id: 8802,
          WorkTypeId: 13,
          Description: 'Printed menu cards',
          Cost: 1.15,
          Quantity: 150,
          DiscountPercentage: 0,
          TaxId: 5,
          TaxPercentage: 9,
        },
      ],
    });
  });

  test('a new one has no ids of the old one', () => {
    const created = fromInvoice({ invoice: toInvoice(paidInvoice) });
    expect(created).not.toHaveProperty('Id');
    expect(created.Items?.every((one) => !('Id' in one))).toBe(true);
  });

  test('the extensions of a line are found by its id, and a new line has the given work type', () => {
    const invoice = toInvoice(paidInvoice);
    const [first, second] = invoice.invoiceLines;
    const { Items } = fromInvoiceUpdate({
      invoice: { ...invoice, invoiceLines: [{ ...first!, id: null, name: 'Extra' }, second!] },
      references: { workTypeId: 99 },
    });
    expect(Items).toMatchObject([
      { WorkTypeId: 99, Description: 'Extra\nLogo and menu cards' },
      { Id: 8802, WorkTypeId: 13 },
    ]);
    expect(Items?.[0]).not.toHaveProperty('Id');
  });

  test('one of another source takes its ids only from the references', () => {
    const { extensions: _, ...invoice } = toInvoice(paidInvoice);
    const foreign = { ...invoice, extensions: { drupal: {} } };
    const bare = fromInvoiceUpdate({ invoice: foreign });
    expect(Object.keys(bare)).not.toEqual(expect.arrayContaining(['Id']));
    expect(bare).not.toHaveProperty('ClientId');
    expect(
      fromInvoice({ invoice: foreign, references: { clientId: 1, currencyId: 2, workTypeId: 3 } }),
    ).toMatchObject({ ClientId: 1, CurrencyId: 2, Items: [{ WorkTypeId: 3 }, { WorkTypeId: 3 }] });
  });
});

describe('what Envoice does not support becomes an item, and the totals stay the same', () => {
  const line: Line = {
    id: null,
    name: 'Coffee',
    description: null,
    sellersItemId: null,
    quantity: '12',
    unitCode: null,
    priceAmount: '90',
    baseQuantity: '6',
    allowanceCharges: [],
    lineExtensionAmount: '180.00',
    taxCategory: { id: 'S', percent: '21' },
  };
  const allowance = {
    chargeIndicator: false,
    amount: '20',
    baseAmount: null,
    multiplierFactorNumeric: null,
    allowanceChargeReason: null,
  };
  const charge = { ...allowance, chargeIndicator: true, allowanceChargeReason: 'Gift wrap' };
  const { taxCategory } = line;

  test.each<[string, Pick<Invoice, 'invoiceLines' | 'allowanceCharges'>, number]>([
    ['a base quantity', { invoiceLines: [line], allowanceCharges: [] }, 1],
    [
      'an amount as a discount',
      { invoiceLines: [{ ...line, allowanceCharges: [allowance] }], allowanceCharges: [] },
      1,
    ],
    [
      'two discounts and a charge on a line',
      {
        invoiceLines: [{ ...line, allowanceCharges: [allowance, allowance, charge] }],
        allowanceCharges: [],
      },
      2,
    ],
    [
      'a discount on a free line',
      {
        invoiceLines: [{ ...line, priceAmount: '0', allowanceCharges: [allowance] }],
        allowanceCharges: [],
      },
      2,
    ],
    [
      'a discount and a charge on the invoice',
      {
        invoiceLines: [line],
        allowanceCharges: [
          { ...allowance, taxCategory },
          { ...charge, taxCategory },
        ],
      },
      3,
    ],
  ])('%s', (_name, { invoiceLines, allowanceCharges }, count) => {
    const invoice = { ...toInvoice(guideInvoice), invoiceLines, allowanceCharges };
    const sent = fromInvoice({ invoice }).Items ?? [];
    expect(sent).toHaveLength(count);

    const back = toInvoice(vendorInvoice(sent));
    const wanted = computeTotals({ currency: 'EUR', lines: invoiceLines, allowanceCharges }).totals;
    expect(back.totals.taxExclusiveAmount).toBe(wanted.taxExclusiveAmount);
    expect(back.totals.taxInclusiveAmount).toBe(wanted.taxInclusiveAmount);
  });

  test.each([
    // Rounded to the smallest unit of the currency, it is still 10 %.
    ['EUR', '10.05', '1.01', 10],
    ['EUR', '10.05', '1.03', 10.248_756_218_9],
    ['JPY', '1005', '101', 10],
    ['JPY', '1005', '102', 10.149_253_731_3],
    ['KWD', '10.005', '1.001', 10],
    ['KWD', '10.005', '1.003', 10.024_987_506_2],
  ])(
    'a discount of ten percent: of %s %s it is stated as %s, and sent as %d percent',
    (currency, priceAmount, amount, percentage) => {
      const discount = { ...allowance, amount, multiplierFactorNumeric: '10' };
      const one = { ...line, quantity: '1', priceAmount, baseQuantity: null };
      const invoiceLines = [{ ...one, allowanceCharges: [discount] }];
      const invoice = { ...toInvoice(guideInvoice), currency, invoiceLines };
      expect(fromInvoice({ invoice }).Items).toMatchObject([{ DiscountPercentage: percentage }]);
    },
  );

  test('refuses a number that a double would change', () => {
    const invoiceLines = [{ ...line, baseQuantity: null, priceAmount: '0.1234567890123456789' }];
    expect(() => fromInvoice({ invoice: { ...toInvoice(guideInvoice), invoiceLines } })).toThrow(
      AmountError,
    );
  });
});

test('an estimate survives a round trip', () => {
  const estimate = toEstimate(acceptedEstimation);
  expect(fromEstimateUpdate({ estimate })).toMatchObject({
    Id: 207,
    ClientId: 412,
    CurrencyId: 163,
    Number: 'EST-0001',
    Status: 'Accepted',
    IssuedOn: '2026-10-20T00:00:00Z',
    ExpiresOn: '2026-11-20T00:00:00Z',
    Items: [{ Id: 8801 }, { Id: 8802 }],
  });
  expect(fromEstimate({ estimate })).not.toHaveProperty('Id');
});

test('an order survives a round trip, with its totals', () => {
  const order = toOrder(shippedOrder);
  const sent = fromOrder({ order });
  const {
    Id: _,
    AccessToken: __,
    Attachments: ___,
    TotalWithShipping: ____,
    ...given
  } = shippedOrder;
  expect(sent).toEqual({ ...given, Currency: undefined, OrderShippingDetails: undefined });

  const back = toOrder({ ...sent, Id: 1058, Currency: shippedOrder.Currency });
  const { extensions: _ours, ...rest }: Order = order;
  expect(back).toMatchObject(rest);
});

describe('a client', () => {
  test('survives a round trip', () => {
    const { Id, CreatedOn: _, ...given } = paidInvoice.Client;
    const kept = toInvoice(paidInvoice).extensions['envoice']?.['Client'];
    const party = toParty(paidInvoice.Client);
    expect(fromParty({ party, kept: kept as never })).toEqual(given);
    expect(fromPartyUpdate({ party })).toMatchObject({ Id, Name: given.Name });
  });

  test('from elsewhere has its address in one text, and the given ids', () => {
    const party = {
      ...toParty({ Name: 'Ada' }),
      postalAddress: {
        streetName: 'Havenstraat',
        buildingNumber: '12',
        addressLine: null,
        cityName: 'Amsterdam',
        postalZone: '1234 AB',
        countrySubentity: null,
        countryCode: 'NL',
        countryName: null,
      },
    };
    const details = { currencyId: 163, countryId: 150, uiLanguageId: 1 };
    expect(fromParty({ party, details })).toEqual({
      Name: 'Ada',
      Address: 'Havenstraat 12, 1234 AB Amsterdam, NL',
      ClientCurrencyId: 163,
      ClientCountryId: 150,
      UiLanguageId: 1,
    });
  });
});

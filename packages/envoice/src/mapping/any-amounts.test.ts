import { AmountError, VendorError } from '@invoice-relay/core/errors';
import { invoiceSchema } from '@invoice-relay/core/models';
import type { Line } from '@invoice-relay/core/models';
import fc from 'fast-check';
import * as v from 'valibot';
import { expect, test } from 'vitest';

import { paidInvoice } from '../../test/support/documents.ts';
import { fromInvoice } from './from-invoice.ts';
import { toInvoice } from './to-invoice.ts';

/** Every kind of number that decimal text can represent, including the extremes. */
const decimal = fc.oneof(
  fc.constantFrom('0', '0.00', '-0.5', '1', '-1', '100', '0.0000000001', `${'9'.repeat(37)}.99`),
  fc.integer({ min: -1_000_000, max: 1_000_000 }).map(String),
);
const allowance = fc.record({
  chargeIndicator: fc.boolean(),
  amount: decimal,
  baseAmount: fc.constant(null),
  multiplierFactorNumeric: fc.option(decimal),
  allowanceChargeReason: fc.constant(null),
});
const line = fc.record({
  quantity: decimal,
  priceAmount: decimal,
  baseQuantity: fc.option(decimal),
  allowanceCharges: fc.array(allowance, { maxLength: 2 }),
  lineExtensionAmount: decimal,
});

/** The result of a mapping, or the errors that it may throw. */
function mapped<Result>(map: () => Result): Result | null {
  try {
    return map();
  } catch (error) {
    if (error instanceof AmountError || error instanceof VendorError) return null;
    throw error;
  }
}

test('any amounts of a line become items of Envoice or throw an AmountError', () => {
  const invoice = toInvoice(paidInvoice);
  const sample = invoice.invoiceLines[0]!;
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 3 }), (amounts) => {
      const invoiceLines = amounts.map((one): Line => ({ ...sample, ...one }));
      mapped(() => fromInvoice({ invoice: { ...invoice, invoiceLines } }));
    }),
  );
});

test.each(['0', '0.00', '-1'])(
  'a base quantity of %s is refused with a clear message',
  (baseQuantity) => {
    const invoice = toInvoice(paidInvoice);
    const invoiceLines = invoice.invoiceLines.map((one) => ({ ...one, baseQuantity }));
    expect(() => fromInvoice({ invoice: { ...invoice, invoiceLines } })).toThrow(
      expect.objectContaining({ code: 'base_quantity_not_positive' }),
    );
  },
);

test('any amounts that Envoice states yield a valid invoice or an error', () => {
  const stated = fc.record({
    TotalAmount: decimal,
    TaxAmount: decimal,
    DiscountAmount: decimal,
    SubTotalAmount: decimal,
  });
  fc.assert(
    fc.property(stated, (amounts) => {
      const invoice = mapped(() => toInvoice({ ...paidInvoice, ...amounts } as never));
      if (invoice !== null) v.parse(invoiceSchema, invoice);
    }),
  );
});

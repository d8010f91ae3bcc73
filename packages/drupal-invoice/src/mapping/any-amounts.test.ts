import { AmountError, VendorError } from '@invoice-relay/core/errors';
import { invoiceSchema } from '@invoice-relay/core/models';
import type { Line } from '@invoice-relay/core/models';
import fc from 'fast-check';
import * as v from 'valibot';
import { expect, test } from 'vitest';

import { invoiceOf, sampleInvoice } from '../../test/support/fixtures.ts';
import { fromInvoice } from './from-invoice.ts';
import { toInvoice } from './to-invoice.ts';

/** Every kind of number that decimal text can represent, including the extremes. */
const decimal = fc.oneof(
  fc.constantFrom('0', '0.00', '-0.5', '1', '-1', '100', '0.0000000001', '9'.repeat(39)),
  fc.integer({ min: -1_000_000, max: 1_000_000 }).map(String),
);

/** The result of a mapping, or the errors that it may throw. */
function mapped<Result>(map: () => Result): Result | null {
  try {
    return map();
  } catch (error) {
    if (error instanceof AmountError || error instanceof VendorError) return null;
    throw error;
  }
}

const ofSite = toInvoice({ invoice: sampleInvoice({}), currency: 'EUR' });
const withLines = (change: Partial<Line>) => ({
  ...ofSite,
  invoiceLines: ofSite.invoiceLines.map((one) => ({ ...one, ...change })),
});

test('any amounts of a line become items of a site or throw an AmountError', () => {
  const amounts = fc.record({
    quantity: decimal,
    priceAmount: decimal,
    baseQuantity: fc.option(decimal),
    lineExtensionAmount: decimal,
  });
  fc.assert(
    fc.property(amounts, (change) => {
      mapped(() => fromInvoice({ invoice: withLines(change) }));
    }),
  );
});

test.each(['0', '0.00', '-1'])(
  'a base quantity of %s is refused with a clear message',
  (baseQuantity) => {
    expect(() => fromInvoice({ invoice: withLines({ baseQuantity }) })).toThrow(
      expect.objectContaining({ code: 'base_quantity_not_positive' }),
    );
  },
);

test('any totals that a site states yield a valid invoice or an error', () => {
  const stated = fc.record({
    extotal: decimal,
    inctotal: decimal,
    vattotal: decimal,
    vat_totals: fc.array(fc.record({ vat: decimal, vattotal: decimal }), { maxLength: 2 }),
  });
  fc.assert(
    fc.property(stated, (totals) => {
      const invoice = mapped(() => toInvoice({ invoice: invoiceOf({ ...totals, items: [] }) }));
      if (invoice !== null) v.parse(invoiceSchema, invoice);
    }),
  );
});

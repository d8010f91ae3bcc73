import { computeTotals } from '@invoice-relay/core/models';
import type { ComputedTotals, Currency, Line } from '@invoice-relay/core/models';

import { notReadable } from './read.ts';

/**
 * The totals of the lines as EN 16931 computes them: the site states none. What is paid the site
 * says only of the whole invoice, so it is all or nothing.
 *
 * @throws {VendorError} `vendor_answer_invalid` for a total that no document could hold
 */
export function toTotals(options: {
  readonly lines: readonly Line[];
  readonly currency: Currency | null;
  readonly isPaid: boolean;
}): Pick<ComputedTotals, 'taxSubtotals' | 'totals'> {
  const { lines, currency, isPaid } = options;
  try {
    const { taxSubtotals, totals } = computeTotals({ lines, currency });
    if (!isPaid) return { taxSubtotals, totals };
    const prepaidAmount = totals.taxInclusiveAmount;
    return { taxSubtotals, totals: computeTotals({ lines, currency, prepaidAmount }).totals };
  } catch (cause) {
    throw notReadable({ what: 'a total that is too long to compute', cause });
  }
}

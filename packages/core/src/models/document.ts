import * as v from 'valibot';

import { documentAllowanceChargeSchema } from './allowance-charge.ts';
import { currencySchema } from './currency.ts';
import { dateSchema } from './date.ts';
import { jsonObjectSchema } from './json.ts';
import { partySchema } from './party.ts';
import { taxSubtotalSchema } from './tax.ts';
import { totalsSchema } from './totals.ts';

/** What invoices, orders and estimates have in common. */
export const documentEntries = {
  /** The source's id, as text. */
  id: v.pipe(v.string(), v.minLength(1)),
  /** BT-1: the human-readable number. Null while a draft has none. */
  number: v.nullable(v.string()),
  /** BT-2. */
  issueDate: v.nullable(dateSchema),
  /** BT-5: the currency of every amount. Null if the source does not state it. */
  currency: v.nullable(currencySchema),
  /** BT-13: the number of the buyer's purchase order. */
  purchaseOrderReference: v.nullable(v.string()),
  /** BT-20, in words. */
  paymentTerms: v.nullable(v.string()),
  /** BT-22. */
  notes: v.array(v.string()),
  /** BG-4. Null if the source does not say who its own account is. */
  seller: v.nullable(partySchema),
  /** BG-7. */
  buyer: v.nullable(partySchema),
  /** BG-20 and BG-21: discounts and charges on the whole document. */
  allowanceCharges: v.array(documentAllowanceChargeSchema),
  /** BG-23: the tax per category and rate. */
  taxSubtotals: v.array(taxSubtotalSchema),
  /** BG-22. As stated by the source; otherwise computed with `computeTotals`. */
  totals: totalsSchema,
  /** What the source says beyond this model, under the source's name and in its own terms. */
  extensions: v.record(v.string(), jsonObjectSchema),
};

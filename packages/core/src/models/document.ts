import * as v from 'valibot';

import { documentAllowanceChargeSchema } from './allowance-charge.ts';
import { currencySchema } from './currency.ts';
import { dateSchema } from './date.ts';
import { jsonObjectSchema } from './json.ts';
import { partySchema } from './party.ts';
import { taxSubtotalSchema } from './tax.ts';
import { totalsSchema } from './totals.ts';

/** What an invoice, an order and an estimate have in common. */
export const documentEntries = {
  /** The source's id, as text. */
  id: v.pipe(v.string(), v.minLength(1)),
  /** BT-1: what people call it. Null while a draft has none. */
  number: v.nullable(v.string()),
  /** BT-2. */
  issueDate: v.nullable(dateSchema),
  /** BT-5: the currency of every amount. Null where the source does not say. */
  currency: v.nullable(currencySchema),
  /** BT-13: the number of the buyer's purchase order. */
  purchaseOrderReference: v.nullable(v.string()),
  /** BT-20, in words. */
  paymentTerms: v.nullable(v.string()),
  /** BT-22. */
  notes: v.array(v.string()),
  /** BG-4. Null where the source leaves out who its own account is. */
  seller: v.nullable(partySchema),
  /** BG-7. */
  buyer: v.nullable(partySchema),
  /** BG-20 and BG-21: discounts and charges on the whole document. */
  allowanceCharges: v.array(documentAllowanceChargeSchema),
  /** BG-23: the tax per category and rate. */
  taxSubtotals: v.array(taxSubtotalSchema),
  /** BG-22. As the source states them; computed with `computeTotals` where it does not. */
  totals: totalsSchema,
  /** What the source says beyond this model, under the source's name and in its own words. */
  extensions: v.record(v.string(), jsonObjectSchema),
};

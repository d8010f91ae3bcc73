import * as v from 'valibot';

import { decimalSchema } from './decimal.ts';
import type { Immutable } from './immutable.ts';

/** The totals of a document (BG-22, UBL `cac:LegalMonetaryTotal` and `cac:TaxTotal`). */
export const totalsSchema = v.object({
  /** BT-106: the sum of the lines. */
  lineExtensionAmount: decimalSchema,
  /** BT-107: the sum of the allowances on document level. */
  allowanceTotalAmount: decimalSchema,
  /** BT-108: the sum of the charges on document level. */
  chargeTotalAmount: decimalSchema,
  /** BT-109: the total without tax. */
  taxExclusiveAmount: decimalSchema,
  /** BT-110: the tax. */
  taxAmount: decimalSchema,
  /** BT-112: the total with tax. */
  taxInclusiveAmount: decimalSchema,
  /** BT-113: what has been paid already. */
  prepaidAmount: decimalSchema,
  /** BT-114: what is added to round what is left to pay, as to the nearest 0.05 CHF. */
  payableRoundingAmount: decimalSchema,
  /** BT-115: what is left to pay. */
  payableAmount: decimalSchema,
});
export type Totals = Immutable<v.InferOutput<typeof totalsSchema>>;

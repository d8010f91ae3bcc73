import * as v from 'valibot';

import { decimalSchema } from './decimal.ts';
import type { Immutable } from './immutable.ts';

/** The totals of a document (BG-22, UBL `cac:LegalMonetaryTotal` and `cac:TaxTotal`). */
export const totalsSchema = v.object({
  /** BT-106: the sum of the lines. */
  lineExtensionAmount: decimalSchema,
  /** BT-107: the sum of the document-level allowances. */
  allowanceTotalAmount: decimalSchema,
  /** BT-108: the sum of the document-level charges. */
  chargeTotalAmount: decimalSchema,
  /** BT-109: the total without tax. */
  taxExclusiveAmount: decimalSchema,
  /** BT-110: the tax. */
  taxAmount: decimalSchema,
  /** BT-112: the total with tax. */
  taxInclusiveAmount: decimalSchema,
  /** BT-113: what has already been paid. */
  prepaidAmount: decimalSchema,
  /** BT-114: the rounding of the payable amount, as to the nearest 0.05 CHF. */
  payableRoundingAmount: decimalSchema,
  /** BT-115: the payable amount. */
  payableAmount: decimalSchema,
});
export type Totals = Immutable<v.InferOutput<typeof totalsSchema>>;

import * as v from 'valibot';

import { allowanceChargeSchema } from './allowance-charge.ts';
import { decimalSchema } from './decimal.ts';
import type { Immutable } from './immutable.ts';
import { taxCategorySchema } from './tax.ts';

/** A line of an invoice (BG-25, UBL `cac:InvoiceLine`), order or estimate. */
export const lineSchema = v.object({
  /** BT-126. */
  id: v.nullable(v.string()),
  /** BT-153: what is sold, in short. */
  name: v.nullable(v.string()),
  /** BT-154. */
  description: v.nullable(v.string()),
  /** BT-155: the seller's article number (SKU). */
  sellersItemId: v.nullable(v.string()),
  /** BT-129. Negative on a line that is returned. */
  quantity: decimalSchema,
  /** BT-130: the unit, as a code of UN/ECE Recommendation 20 (`HUR` is hours). */
  unitCode: v.nullable(v.string()),
  /** BT-146: the price of `baseQuantity` units, without tax. Not rounded to the minor units. */
  priceAmount: decimalSchema,
  /** BT-149: the number of units that the price applies to. Null means one. */
  baseQuantity: v.nullable(decimalSchema),
  /** BG-27 and BG-28. */
  allowanceCharges: v.array(allowanceChargeSchema),
  /** BT-131: the line total, without tax, after its allowances and charges. */
  lineExtensionAmount: decimalSchema,
  /** BT-151 and BT-152. */
  taxCategory: taxCategorySchema,
});
export type Line = Immutable<v.InferOutput<typeof lineSchema>>;

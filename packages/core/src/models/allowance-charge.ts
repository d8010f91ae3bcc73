import * as v from 'valibot';

import { decimalSchema } from './decimal.ts';
import type { Immutable } from './immutable.ts';
import { taxCategorySchema } from './tax.ts';

/** An allowance (such as a discount) or a charge (such as shipping) on one line (BG-27, BG-28). */
export const allowanceChargeSchema = v.object({
  /** True for a charge, which adds; false for an allowance, which subtracts. */
  chargeIndicator: v.boolean(),
  /** BT-136, BT-141: usually positive, whichever the direction. */
  amount: decimalSchema,
  /** BT-137, BT-142: the base amount of the percentage. */
  baseAmount: v.nullable(decimalSchema),
  /** BT-138, BT-143: the percentage (`10` is ten percent) that led to the amount. */
  multiplierFactorNumeric: v.nullable(decimalSchema),
  /** BT-139, BT-144. */
  allowanceChargeReason: v.nullable(v.string()),
});
export type AllowanceCharge = Immutable<v.InferOutput<typeof allowanceChargeSchema>>;

/**
 * An allowance or a charge on the whole document (BG-20: BT-92 to BT-97; BG-21: BT-99 to BT-104).
 * It belongs to a tax category, as it changes the taxable amount of that category.
 */
export const documentAllowanceChargeSchema = v.object({
  ...allowanceChargeSchema.entries,
  /** BT-95 and BT-96, BT-102 and BT-103. */
  taxCategory: taxCategorySchema,
});
export type DocumentAllowanceCharge = Immutable<
  v.InferOutput<typeof documentAllowanceChargeSchema>
>;

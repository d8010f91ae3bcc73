import * as v from 'valibot';

import { decimalSchema } from './decimal.ts';
import type { Immutable } from './immutable.ts';

/**
 * The tax category codes of EN 16931 (UNTDID 5305 as restricted by the standard's code lists):
 * `S` standard rate, `Z` zero rated, `E` exempt, `AE` reverse charge, `K` intra-community supply,
 * `G` export, `O` outside the scope of tax, `L` Canary Islands (IGIC), `M` Ceuta and Melilla
 * (IPSI), `B` transferred (Italy).
 */
export const taxCategoryIdSchema = v.picklist(['S', 'Z', 'E', 'AE', 'K', 'G', 'O', 'L', 'M', 'B']);
export type TaxCategoryId = v.InferOutput<typeof taxCategoryIdSchema>;

/** UBL `cac:TaxCategory`. Most vendors only know the rate. */
export const taxCategorySchema = v.object({
  /** BT-95, BT-102, BT-118, BT-151. Null if the source does not say. */
  id: v.nullable(taxCategoryIdSchema),
  /** BT-96, BT-103, BT-119, BT-152: the rate in percent (`21`), null if none applies. */
  percent: v.nullable(decimalSchema),
});
export type TaxCategory = Immutable<v.InferOutput<typeof taxCategorySchema>>;

/** The tax of one category and rate (BG-23, UBL `cac:TaxSubtotal`). */
export const taxSubtotalSchema = v.object({
  /** BT-116: the taxable amount. */
  taxableAmount: decimalSchema,
  /** BT-117. */
  taxAmount: decimalSchema,
  taxCategory: taxCategorySchema,
});
export type TaxSubtotal = Immutable<v.InferOutput<typeof taxSubtotalSchema>>;

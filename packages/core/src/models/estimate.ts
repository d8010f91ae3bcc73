import * as v from 'valibot';

import { dateSchema } from './date.ts';
import { documentEntries } from './document.ts';
import type { Immutable } from './immutable.ts';
import { lineSchema } from './line.ts';

export const estimateStatusSchema = v.picklist(['draft', 'accepted', 'rejected']);
export type EstimateStatus = v.InferOutput<typeof estimateStatusSchema>;

/** An offer to a buyer (UBL `Quotation`), with the same members as an invoice where they mean the same. */
export const estimateSchema = v.object({
  ...documentEntries,
  /** Null if the source's status has no counterpart; its own word is in `extensions`. */
  status: v.nullable(estimateStatusSchema),
  /** The last day on which the offer is valid (UBL `cac:ValidityPeriod`, `cbc:EndDate`). */
  validityEndDate: v.nullable(dateSchema),
  estimateLines: v.array(lineSchema),
});
export type Estimate = Immutable<v.InferOutput<typeof estimateSchema>>;

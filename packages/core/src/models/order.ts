import * as v from 'valibot';

import { documentEntries } from './document.ts';
import type { Immutable } from './immutable.ts';
import { lineSchema } from './line.ts';
import { partySchema } from './party.ts';

export const orderStatusSchema = v.picklist([
  'pending_payment',
  'processing',
  'shipped',
  'completed',
  'on_hold',
  'cancelled',
  'refunded',
  'failed',
]);
export type OrderStatus = v.InferOutput<typeof orderStatusSchema>;

/** What a buyer ordered (UBL `Order`), with the same members as an invoice where they mean the same. */
export const orderSchema = v.object({
  ...documentEntries,
  /** Null if the source's status has no counterpart; its own word is in `extensions`. */
  status: v.nullable(orderStatusSchema),
  /** BG-13: the recipient of the goods, if not the buyer. */
  deliveryParty: v.nullable(partySchema),
  orderLines: v.array(lineSchema),
});
export type Order = Immutable<v.InferOutput<typeof orderSchema>>;

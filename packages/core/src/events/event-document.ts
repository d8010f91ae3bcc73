import * as v from 'valibot';

import { estimateSchema, invoiceSchema, orderSchema } from '../models/index.ts';
import type { Estimate, Invoice, Order } from '../models/index.ts';

/** A full document in the canonical model, with its kind. */
export const eventDocumentSchema = v.variant('kind', [
  v.object({ kind: v.literal('invoice'), invoice: invoiceSchema }),
  v.object({ kind: v.literal('order'), order: orderSchema }),
  v.object({ kind: v.literal('estimate'), estimate: estimateSchema }),
]);
export type EventDocument =
  | { readonly kind: 'invoice'; readonly invoice: Invoice }
  | { readonly kind: 'order'; readonly order: Order }
  | { readonly kind: 'estimate'; readonly estimate: Estimate };

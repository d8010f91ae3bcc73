import * as v from 'valibot';

import { dateSchema } from './date.ts';
import { documentEntries } from './document.ts';
import type { Immutable } from './immutable.ts';
import { lineSchema } from './line.ts';
import { paymentSchema } from './payment.ts';

export const invoiceStatusSchema = v.picklist(['draft', 'unpaid', 'overdue', 'paid', 'void']);
export type InvoiceStatus = v.InferOutput<typeof invoiceStatusSchema>;

/**
 * An invoice in the terms of EN 16931 and UBL 2.1. Members are always present: what a source does
 * not provide is null or an empty list, so that a workflow always finds the same shape.
 */
export const invoiceSchema = v.object({
  ...documentEntries,
  /** BT-3: a code of UNTDID 1001, such as `380` (invoice) or `381` (credit note). */
  invoiceTypeCode: v.nullable(v.pipe(v.string(), v.regex(/^\d{1,3}$/))),
  /** Null if the source's status has no counterpart; its own word is in `extensions`. */
  status: v.nullable(invoiceStatusSchema),
  /** BT-9. */
  dueDate: v.nullable(dateSchema),
  /** BG-25. */
  invoiceLines: v.array(lineSchema),
  payments: v.array(paymentSchema),
});
export type Invoice = Immutable<v.InferOutput<typeof invoiceSchema>>;

import type { JsonObject } from '@invoice-relay/core/events';
import * as v from 'valibot';

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** Where a walk stands: what it walks, and the id of the last document that it looked through. */
const cursorSchema = v.variant('kind', [
  v.object({ kind: v.literal('invoice'), after: count }),
  /** With the number of invoices that were looked through before. */
  v.object({ kind: v.literal('estimate'), after: count, invoices: count }),
]);
export type BackfillCursor = v.InferOutput<typeof cursorSchema>;

/**
 * Reads a kept cursor. One that cannot be read, as from another version, begins again: that costs
 * requests, while activities that are known already stay one event each.
 */
export function readCursor(cursor: JsonObject | null): BackfillCursor {
  return v.is(cursorSchema, cursor) ? cursor : { kind: 'invoice', after: 0 };
}

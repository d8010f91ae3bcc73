import type { JsonObject } from '@invoice-relay/core/events';
import * as v from 'valibot';

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** The position of a walk: what it walks, and the id of the last document processed. */
const cursorSchema = v.variant('kind', [
  v.object({ kind: v.literal('invoice'), after: count }),
  /** With the number of invoices processed before. */
  v.object({ kind: v.literal('estimate'), after: count, invoices: count }),
]);
export type BackfillCursor = v.InferOutput<typeof cursorSchema>;

/**
 * Reads a stored cursor. One that cannot be read, for example from another version, starts over:
 * that costs requests, while known activities still stay one event each.
 */
export function readCursor(cursor: JsonObject | null): BackfillCursor {
  return v.is(cursorSchema, cursor) ? cursor : { kind: 'invoice', after: 0 };
}

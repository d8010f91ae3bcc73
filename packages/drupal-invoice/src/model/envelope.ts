import { isArray, isObject } from '@invoice-relay/core/json';
import type { JsonObject, JsonValue } from '@invoice-relay/core/models';

import { invoiceMembers } from './members.ts';

/** Whether an object is an invoice, and not a message of some sort that has a `description`. */
export function isInvoiceLike(value: JsonValue | undefined): value is JsonObject {
  if (!isObject(value)) return false;
  const count = invoiceMembers.filter((member) => Object.hasOwn(value, member)).length;
  return count > 1 || Object.hasOwn(value, 'items') || Object.hasOwn(value, 'customer');
}

/** Where in an answer the invoice stands: itself, a member of it, or the only item of a list. */
export type Envelope = 'none' | 'list' | 'invoice' | 'data';

/** What an answer wraps around its invoice, and what is inside. */
export function openEnvelope(value: JsonValue): {
  readonly envelope: Envelope;
  readonly inner: JsonValue;
} {
  if (isArray(value)) {
    const [inner] = value;
    if (value.length === 1 && inner !== undefined) return { envelope: 'list', inner };
  } else if (isObject(value) && !isInvoiceLike(value)) {
    for (const envelope of ['invoice', 'data'] as const) {
      const inner = value[envelope];
      if (Object.hasOwn(value, envelope) && inner !== undefined && typeof inner === 'object') {
        return { envelope, inner };
      }
    }
  }
  return { envelope: 'none', inner: value };
}

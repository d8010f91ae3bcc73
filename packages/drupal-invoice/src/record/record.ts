import { currencySchema } from '@invoice-relay/core/models';
import type { Immutable } from '@invoice-relay/core/models';
import * as v from 'valibot';

import { isTimeZone } from '../time-zone.ts';

/** What a poll records of a new, changed or deleted invoice, apart from the invoice. */
export const recordMembersSchema = v.object({
  /** The bare number, as text. */
  id: v.pipe(v.string(), v.minLength(1)),
  /** The number of records of this id, including this one. */
  revision: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  change: v.picklist(['new', 'changed', 'deleted']),
  /** The new `pay_status` if it changed since the invoice was last reported; null if not. */
  turned: v.nullable(v.picklist(['paid', 'unpaid'])),
  /** Whether anything other than its `pay_status` changed. */
  isEdited: v.boolean(),
  /**
   * What changed, as far as it is known: members as `customer.city`, the items as `items`. For an
   * invoice that was never read in full before, only what the list shows is known.
   */
  changed: v.array(v.string()),
  /** When it was read: ISO 8601 in UTC. */
  observedAt: v.pipe(v.string(), v.isoTimestamp()),
  /** As printed. */
  number: v.nullable(v.string()),
  /** From the connection's settings, as an invoice of the site does not state it. */
  currency: v.nullable(currencySchema),
  /** Likewise: the IANA time zone in which the site counts its days. */
  timeZone: v.pipe(v.string(), v.check(isTimeZone, 'Give an IANA time zone.')),
});

/**
 * The activity that a poll creates for one invoice. A site without webhooks records nothing itself:
 * this is kept instead, with the invoice as the site wrote it.
 */
export type InvoiceRecord = Immutable<v.InferOutput<typeof recordMembersSchema>> & {
  /** The JSON text of the invoice, character for character; null if it was deleted. */
  readonly source: string | null;
};

import { currencySchema } from '@invoice-relay/core/models';
import type { Immutable } from '@invoice-relay/core/models';
import * as v from 'valibot';

import { isTimeZone } from '../mapping/day.ts';

/** What the walk writes of an invoice that it found new or changed, apart from the invoice. */
export const recordMembersSchema = v.object({
  /** The id under which the site gave the invoice. */
  id: v.pipe(v.string(), v.minLength(1)),
  /** How many records of this id there are, with this one. */
  revision: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  change: v.picklist(['new', 'changed']),
  /** Was it paid now, and not when the walk last saw it? */
  turnedPaid: v.boolean(),
  /**
   * What is no longer as the walk last saw it: members as `pay_status` and `customer.city`, the
   * items as `items`. Empty for a new invoice.
   */
  changed: v.array(v.string()),
  /** When the walk read it: ISO 8601 in UTC. */
  observedAt: v.pipe(v.string(), v.isoTimestamp()),
  /**
   * When the walk first saw it: ISO 8601 in UTC. Null for an invoice that may be much older than
   * that, as it was there at the first contact. Stands in for the year of its number where the
   * site does not say when the invoice was made.
   */
  firstSeenAt: v.nullable(v.pipe(v.string(), v.isoTimestamp())),
  /** From the connection's settings, as an invoice of the site names none. */
  currency: v.nullable(currencySchema),
  /** Likewise: an IANA time zone, in which the site counts its days. */
  timeZone: v.pipe(v.string(), v.check(isTimeZone, 'Give an IANA time zone.')),
});

/**
 * The activity that the walk makes of one invoice. A site without webhooks records nothing of its
 * own: this is kept in its place, with the invoice as the site wrote it.
 */
export type InvoiceRecord = Immutable<v.InferOutput<typeof recordMembersSchema>> & {
  /** The JSON text of the invoice, to the character. */
  readonly source: string;
};

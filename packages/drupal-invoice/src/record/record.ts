import { currencySchema } from '@invoice-relay/core/models';
import type { Immutable } from '@invoice-relay/core/models';
import * as v from 'valibot';

import { isTimeZone } from '../time-zone.ts';

/** What a poll writes of an invoice that it found new, changed or gone, apart from the invoice. */
export const recordMembersSchema = v.object({
  /** The bare number, as text. */
  id: v.pipe(v.string(), v.minLength(1)),
  /** How many records of this id there are, with this one. */
  revision: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  change: v.picklist(['new', 'changed', 'deleted']),
  /** What its `pay_status` turned to since it was told last; null where it did not turn. */
  turned: v.nullable(v.picklist(['paid', 'unpaid'])),
  /** Whether something else than its `pay_status` changed. */
  isEdited: v.boolean(),
  /**
   * What that is, as far as it is known: members as `customer.city`, the items as `items`. Of an
   * invoice that was never read whole before, only what the list tells is known.
   */
  changed: v.array(v.string()),
  /** When it was read: ISO 8601 in UTC. */
  observedAt: v.pipe(v.string(), v.isoTimestamp()),
  /** As it is printed. */
  number: v.nullable(v.string()),
  /** From the connection's settings, as an invoice of the site names none. */
  currency: v.nullable(currencySchema),
  /** Likewise: an IANA time zone, in which the site counts its days. */
  timeZone: v.pipe(v.string(), v.check(isTimeZone, 'Give an IANA time zone.')),
});

/**
 * The activity that a poll makes of one invoice. A site without webhooks records nothing of its own:
 * this is kept in its place, with the invoice as the site wrote it.
 */
export type InvoiceRecord = Immutable<v.InferOutput<typeof recordMembersSchema>> & {
  /** The JSON text of the invoice, to the character; null of one that is gone. */
  readonly source: string | null;
};

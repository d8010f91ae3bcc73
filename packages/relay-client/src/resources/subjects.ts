import type { SubjectKind } from '@invoice-relay/core/events';
import * as v from 'valibot';

import type { Caller, UnsafeCallOptions } from '../http/caller.ts';
import { openObject, openWord } from '../schemas.ts';

export const erasureSchema = openObject({
  connectionId: v.string(),
  kind: openWord<SubjectKind>(),
  id: v.string(),
  /** How many of each were emptied or deleted. */
  erased: openObject({
    events: v.number(),
    heldEvents: v.exactOptional(v.number()),
    activities: v.number(),
    attempts: v.number(),
    unconfirmedActivities: v.number(),
    backfillFinds: v.number(),
  }),
  /** Pending deliveries: they will be sent without what was erased. */
  pendingDeliveries: v.number(),
});
/** What was erased of a subject. */
export type Erasure = v.InferOutput<typeof erasureSchema>;

export interface Subjects {
  /**
   * Erases personal data from the events, raw activities and attempts of one invoice, order,
   * estimate or payment link. What happened, and when, stays.
   */
  erase(
    input: { readonly connectionId: string; readonly kind: SubjectKind; readonly id: string },
    options?: UnsafeCallOptions,
  ): Promise<Erasure>;
}

export function createSubjects(caller: Caller): Subjects {
  return {
    erase: ({ connectionId, kind, id }, options) =>
      caller.json({
        method: 'DELETE',
        path: ['v1', 'subjects', connectionId, kind, id],
        schema: erasureSchema,
        options,
      }),
  };
}

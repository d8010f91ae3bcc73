import { subjectKindSchema } from '@invoice-relay/core/events';
import * as v from 'valibot';

import { named } from '../../index.ts';

const count = v.pipe(v.number(), v.integer());

export const erasureSchema = named(
  'Erasure',
  v.strictObject({
    connectionId: v.string(),
    kind: subjectKindSchema,
    id: v.string(),
    erased: v.strictObject({
      events: v.pipe(
        count,
        v.description(
          'Events that keep id, type, time and the ids of their subject and activity, and nothing else.',
        ),
      ),
      heldEvents: v.pipe(
        count,
        v.description('The same of events that are held, and not in the log yet.'),
      ),
      activities: v.pipe(
        count,
        v.description(
          'Raw activities whose bytes are gone. That each was there is remembered, so that the same once more makes no second event.',
        ),
      ),
      attempts: v.pipe(count, v.description('Attempts without what the subscriber answered.')),
      unconfirmedActivities: v.pipe(
        count,
        v.description('Activities deleted that waited for the vendor to confirm them.'),
      ),
      backfillFinds: v.pipe(
        count,
        v.description('Activities deleted that a backfill had found and not kept yet.'),
      ),
    }),
    pendingDeliveries: v.pipe(
      count,
      v.description('Deliveries still to be made: they go out without what was erased.'),
    ),
  }),
);
export type Erasure = v.InferOutput<typeof erasureSchema>;

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
          'Events reduced to their id, type, time, and the ids of their subject and activity.',
        ),
      ),
      heldEvents: v.pipe(
        count,
        v.description('The same for events that are being held and are not in the log yet.'),
      ),
      activities: v.pipe(
        count,
        v.description(
          'Raw activities whose bytes were deleted. The relay remembers that they existed, so that receiving one again creates no second event.',
        ),
      ),
      attempts: v.pipe(count, v.description('Attempts whose responses were deleted.')),
      unconfirmedActivities: v.pipe(
        count,
        v.description('Deleted activities that were waiting for the vendor to confirm them.'),
      ),
      backfillFinds: v.pipe(
        count,
        v.description('Deleted activities that a backfill had found and not stored yet.'),
      ),
    }),
    pendingDeliveries: v.pipe(
      count,
      v.description('Pending deliveries: they will be sent without what was erased.'),
    ),
  }),
);
export type Erasure = v.InferOutput<typeof erasureSchema>;

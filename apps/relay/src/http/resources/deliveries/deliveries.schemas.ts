import { eventSubjectKindSchema, eventTypeSchema } from '@invoice-relay/core/events';
import * as v from 'valibot';

import { cursors, listQuery, named, pageSchema } from '../../index.ts';
import { deliveryCauses, deliveryStatuses } from '../../../database/entities/delivery.entity.ts';

const statusSchema = v.picklist(deliveryStatuses, `must be one of: ${deliveryStatuses.join(', ')}`);

export const deliveryListSchema = v.strictObject({
  ...listQuery(cursors.seq).entries,
  subscriptionId: v.pipe(v.optional(v.string()), v.description('Only those of this subscription.')),
  eventId: v.pipe(v.optional(v.string()), v.description('Only those of this event.')),
  status: v.pipe(v.optional(statusSchema), v.description('Only those in this state.')),
  order: v.pipe(
    v.optional(v.picklist(['asc', 'desc'], 'must be "asc" or "desc"'), 'asc'),
    v.description('`asc`: oldest first; `desc`: newest first.'),
  ),
});
export type DeliveryList = v.InferOutput<typeof deliveryListSchema>;

const timeSchema = v.pipe(v.string(), v.isoTimestamp());

const subjectSchema = v.nullable(
  v.strictObject({
    kind: eventSubjectKindSchema,
    id: v.string(),
    number: v.nullable(v.string()),
  }),
);

export const deliveryViewSchema = named(
  'Delivery',
  v.strictObject({
    id: v.pipe(v.string(), v.description('`dlv_…`')),
    subscriptionId: v.string(),
    eventId: v.string(),
    eventType: eventTypeSchema,
    subject: v.pipe(
      subjectSchema,
      v.description('What its event is about, as in `data.subject` of the event.'),
    ),
    status: v.pipe(
      v.picklist(deliveryStatuses),
      v.description(
        [
          '- `pending`: still to be made, or to be tried again.',
          '- `delivered`: the subscriber answered with 2xx.',
          '- `dead`: every attempt of the schedule failed.',
          '- `cancelled`: somebody cancelled it, or its replay or subscription.',
        ].join('\n'),
      ),
    ),
    cause: v.pipe(
      v.picklist(deliveryCauses),
      v.description(
        [
          '- `live`: its event came while the subscription was active.',
          '- `catch_up`: its event came while the subscription was paused or disabled.',
          '- `replay`: a replay asked for it.',
          '- `retry`: somebody asked for it once more, after it was dead or cancelled.',
        ].join('\n'),
      ),
    ),
    replayId: v.pipe(
      v.nullable(v.string()),
      v.description('The replay that it is a part of; null when it is part of none.'),
    ),
    attemptCount: v.pipe(v.number(), v.integer(), v.description('Attempts made so far.')),
    nextAttemptAt: v.pipe(
      v.nullable(timeSchema),
      v.description(
        'The earliest moment of the next attempt; null unless it is pending. It waits longer for those before it, and while its subscription is not active.',
      ),
    ),
    waitsFor: v.pipe(
      v.nullable(
        v.strictObject({
          deliveryId: v.string(),
          eventId: v.string(),
          subject: subjectSchema,
          lastAttempt: v.pipe(
            v.nullable(
              v.strictObject({
                status: v.nullable(v.pipe(v.number(), v.integer())),
                error: v.nullable(v.string()),
                at: timeSchema,
              }),
            ),
            v.description('How its last attempt went; null before the first.'),
          ),
          attempts: v.pipe(v.number(), v.integer(), v.description('Attempts made of it so far.')),
          nextAttemptAt: timeSchema,
        }),
      ),
      v.description(
        'The delivery at the head of its lane, which has to be made first as the subscription asks for order; null when none holds it back.',
      ),
    ),
    createdAt: timeSchema,
    finishedAt: v.pipe(v.nullable(timeSchema), v.description('Null while it is pending.')),
  }),
);
export type DeliveryView = v.InferOutput<typeof deliveryViewSchema>;

export const attemptViewSchema = named(
  'Attempt',
  v.strictObject({
    number: v.pipe(v.number(), v.integer(), v.description('1 is the first.')),
    startedAt: timeSchema,
    durationMs: v.pipe(v.number(), v.integer()),
    status: v.pipe(
      v.nullable(v.pipe(v.number(), v.integer())),
      v.description('The HTTP status; null when no answer came.'),
    ),
    error: v.pipe(
      v.nullable(v.string()),
      v.description('What went wrong, for people; null when it was delivered.'),
    ),
    response: v.pipe(v.nullable(v.string()), v.description('The first 1 KiB of the answer.')),
    request: v.pipe(
      v.nullable(
        v.strictObject({
          method: v.literal('POST'),
          url: v.pipe(v.string(), v.description('Without its path: `https://example.com/…`')),
          headers: v.pipe(
            v.record(v.string(), v.string()),
            v.description(
              'Headers of the subscription’s own have no values here. `Host`, `User-Agent` and those of the connection are left out.',
            ),
          ),
        }),
      ),
      v.description('What was sent; the body is the event. Null when it was not kept.'),
    ),
    responseHeaders: v.pipe(
      v.nullable(v.record(v.string(), v.string())),
      v.description(
        'Headers of the answer, in lower case, the first 1,000 characters of them; cookies have no values here. Null when no answer came, or it is not kept any more.',
      ),
    ),
  }),
);
export type AttemptView = v.InferOutput<typeof attemptViewSchema>;

export const deliveryDetailSchema = named(
  'DeliveryWithAttempts',
  v.strictObject({
    ...deliveryViewSchema.entries,
    heldBackBy: v.pipe(
      v.nullable(v.string()),
      v.description(
        'The pending delivery that has to be made first, as the subscription asks for order; null when there is none.',
      ),
    ),
    attempts: v.pipe(
      v.array(attemptViewSchema),
      v.description('Every attempt, the first one first.'),
    ),
  }),
);
export type DeliveryDetail = v.InferOutput<typeof deliveryDetailSchema>;

export const deliveryPageSchema = pageSchema(deliveryViewSchema);

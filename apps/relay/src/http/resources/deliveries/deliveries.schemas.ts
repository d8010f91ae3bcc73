import { eventSubjectKindSchema, eventTypeSchema } from '@invoice-relay/core/events';
import * as v from 'valibot';

import { cursors, listQuery, named, pageSchema } from '../../index.ts';
import { deliveryCauses, deliveryStatuses } from '../../../database/entities/delivery.entity.ts';

const statusSchema = v.picklist(deliveryStatuses, `must be one of: ${deliveryStatuses.join(', ')}`);

export const deliveryListSchema = v.strictObject({
  ...listQuery(cursors.seq).entries,
  subscriptionId: v.pipe(
    v.optional(v.string()),
    v.description('Only deliveries of this subscription.'),
  ),
  eventId: v.pipe(v.optional(v.string()), v.description('Only deliveries of this event.')),
  status: v.pipe(v.optional(statusSchema), v.description('Only deliveries with this status.')),
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
      v.description('The subject of its event, as in `data.subject`.'),
    ),
    status: v.pipe(
      v.picklist(deliveryStatuses),
      v.description(
        [
          '- `pending`: not sent yet, or waiting for a retry.',
          '- `delivered`: the subscriber answered with 2xx.',
          '- `dead`: every attempt failed; no more retries.',
          '- `cancelled`: it was cancelled, or its replay was, or its subscription was deleted.',
        ].join('\n'),
      ),
    ),
    cause: v.pipe(
      v.picklist(deliveryCauses),
      v.description(
        [
          '- `live`: its event was created while the subscription was active.',
          '- `catch_up`: its event was created while the subscription was paused or disabled.',
          '- `replay`: it was created by a replay.',
          '- `retry`: it was retried by hand after being dead or cancelled.',
        ].join('\n'),
      ),
    ),
    replayId: v.pipe(v.nullable(v.string()), v.description('The replay that created it, if any.')),
    attemptCount: v.pipe(v.number(), v.integer(), v.description('Number of attempts so far.')),
    nextAttemptAt: v.pipe(
      v.nullable(timeSchema),
      v.description(
        'The earliest time of the next attempt; null unless it is pending. It waits longer if an earlier delivery in its lane is pending, or its subscription is not active.',
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
            v.description('The result of the last attempt; null before the first.'),
          ),
          attempts: v.pipe(v.number(), v.integer(), v.description('Number of attempts so far.')),
          nextAttemptAt: timeSchema,
        }),
      ),
      v.description(
        'The delivery at the head of its lane, which must be delivered first because of the subscription’s ordering; null if none is ahead.',
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
    number: v.pipe(v.number(), v.integer(), v.description('Starts at 1.')),
    startedAt: timeSchema,
    durationMs: v.pipe(v.number(), v.integer()),
    status: v.pipe(
      v.nullable(v.pipe(v.number(), v.integer())),
      v.description('The HTTP status; null if there was no response.'),
    ),
    error: v.pipe(
      v.nullable(v.string()),
      v.description('What went wrong, in plain English; null if it was delivered.'),
    ),
    response: v.pipe(
      v.nullable(v.string()),
      v.description(
        'The first 1 KiB of the response body. What it repeats of the URL and the custom headers of the subscription is replaced by `…`.',
      ),
    ),
    request: v.pipe(
      v.nullable(
        v.strictObject({
          method: v.literal('POST'),
          url: v.pipe(v.string(), v.description('Without its path: `https://example.com/…`')),
          headers: v.pipe(
            v.record(v.string(), v.string()),
            v.description(
              'The values of the subscription’s own headers are omitted, as are `Host`, `User-Agent` and connection headers.',
            ),
          ),
        }),
      ),
      v.description('The request; its body is the event. Null if it was not stored.'),
    ),
    responseHeaders: v.pipe(
      v.nullable(v.record(v.string(), v.string())),
      v.description(
        'Response headers, in lower case, the first 1,000 characters of them; cookie values and paths of redirects are omitted, and what repeats the URL or the custom headers of the subscription. Null if there was no response, or it is no longer stored.',
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
        'The pending delivery that must be delivered first because of the subscription’s ordering; null if there is none.',
      ),
    ),
    attempts: v.pipe(v.array(attemptViewSchema), v.description('All attempts, oldest first.')),
  }),
);
export type DeliveryDetail = v.InferOutput<typeof deliveryDetailSchema>;

export const deliveryPageSchema = pageSchema(deliveryViewSchema);

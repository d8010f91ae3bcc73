import { eventTypePatternSchema } from '@invoice-relay/core/events';
import * as v from 'valibot';

import { cursors, listQuery, momentText, named, pageSchema } from '../../index.ts';
import { replayStatuses } from '../../../database/entities/replay.entity.ts';

const timeSchema = v.pipe(v.string(), v.isoTimestamp());

const momentSchema = momentText('must be a time such as "2026-11-01T00:00:00Z"');

const statuses = ['delivered', 'dead', 'cancelled'] as const;

export const createReplaySchema = named(
  'NewReplay',
  v.pipe(
    v.strictObject({
      subscriptionId: v.pipe(
        v.string(),
        v.description('The subscription that receives the events.'),
      ),
      from: v.pipe(
        v.optional(momentSchema),
        v.description(
          'Only events with a timestamp at or after this time. Default: from the first event.',
        ),
      ),
      to: v.pipe(
        v.optional(momentSchema),
        v.description('Only events with a timestamp before this time. Default: up to now.'),
      ),
      eventTypes: v.pipe(
        v.optional(
          v.pipe(
            v.array(eventTypePatternSchema),
            v.minLength(
              1,
              'must name at least one; omit it for all event types of the subscription',
            ),
            v.maxLength(100, 'must name at most 100; use groups such as "invoice.*"'),
          ),
        ),
        v.description('Only these event types, of those that the subscription selects.'),
      ),
      status: v.pipe(
        v.optional(
          v.pipe(
            v.array(v.picklist(statuses, `must be one of: ${statuses.join(', ')}`)),
            v.minLength(1, 'must name at least one; omit it for every event'),
          ),
        ),
        v.description(
          'Only events whose latest delivery to the subscription has one of these statuses. `["dead", "cancelled"]` retries everything that failed.',
        ),
      ),
      dryRun: v.pipe(
        v.optional(v.boolean(), false),
        v.description('Only counts, without creating anything: see `total` in the response.'),
      ),
    }),
    v.forward(
      v.partialCheck(
        [['from'], ['to']],
        ({ from, to }) =>
          from === undefined || to === undefined || Date.parse(from) < Date.parse(to),
        'must be after "from"',
      ),
      ['to'],
    ),
  ),
);
export type CreateReplay = v.InferOutput<typeof createReplaySchema>;

export const replayViewSchema = named(
  'Replay',
  v.strictObject({
    id: v.pipe(v.nullable(v.string()), v.description('`rpl_…`; null for a dry run.')),
    subscriptionId: v.string(),
    from: v.nullable(timeSchema),
    to: v.nullable(timeSchema),
    eventTypes: v.nullable(v.array(eventTypePatternSchema)),
    status: v.pipe(
      v.nullable(v.array(v.picklist(statuses))),
      v.description('The delivery statuses that were requested.'),
    ),
    state: v.pipe(
      v.picklist([...replayStatuses, 'dry_run']),
      v.description(
        [
          '- `running`: it is creating deliveries, a few hundred at a time.',
          '- `done`: it has created all deliveries; some may still be pending.',
          '- `cancelled`: it creates no more, and the deliveries that were pending are cancelled.',
          '- `dry_run`: counted only.',
        ].join('\n'),
      ),
    ),
    total: v.pipe(v.number(), v.description('Number of events to replay, counted at the start.')),
    enqueued: v.pipe(v.number(), v.description('Number of deliveries created so far.')),
    pending: v.pipe(v.number(), v.description('How many of them are pending.')),
    delivered: v.pipe(v.number(), v.description('How many of them were delivered.')),
    dead: v.pipe(v.number(), v.description('How many of them were given up.')),
    createdAt: timeSchema,
    finishedAt: v.pipe(
      v.nullable(timeSchema),
      v.description('When it had created all deliveries, or was cancelled.'),
    ),
  }),
);
export type ReplayView = v.InferOutput<typeof replayViewSchema>;

export const replayPageSchema = pageSchema(replayViewSchema);

export const replayListSchema = v.strictObject({
  ...listQuery(cursors.id).entries,
  subscriptionId: v.pipe(
    v.optional(v.string()),
    v.description('Only replays of this subscription.'),
  ),
});
export type ReplayList = v.InferOutput<typeof replayListSchema>;

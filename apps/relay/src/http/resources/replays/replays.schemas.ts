import { eventTypePatternSchema } from '@invoice-relay/core/events';
import * as v from 'valibot';

import { cursors, listQuery, momentText, named, pageSchema } from '../../index.ts';
import { replayStatuses } from '../../../database/entities/replay.entity.ts';

const timeSchema = v.pipe(v.string(), v.isoTimestamp());

const momentSchema = momentText('must be a moment such as "2026-11-01T00:00:00Z"');

const statuses = ['delivered', 'dead', 'cancelled'] as const;

export const createReplaySchema = named(
  'NewReplay',
  v.pipe(
    v.strictObject({
      subscriptionId: v.pipe(v.string(), v.description('Who gets the events again.')),
      from: v.pipe(
        v.optional(momentSchema),
        v.description(
          'Only events with a timestamp from this moment on. Left out: from the first.',
        ),
      ),
      to: v.pipe(
        v.optional(momentSchema),
        v.description('Only events with a timestamp before this moment. Left out: up to now.'),
      ),
      eventTypes: v.pipe(
        v.optional(
          v.pipe(
            v.array(eventTypePatternSchema),
            v.minLength(1, 'must name at least one; left out, it is all of the subscription’s'),
            v.maxLength(100, 'must name at most 100; use groups such as "invoice.*"'),
          ),
        ),
        v.description('Of those that the subscription asks for, only these.'),
      ),
      status: v.pipe(
        v.optional(
          v.pipe(
            v.array(v.picklist(statuses, `must be one of: ${statuses.join(', ')}`)),
            v.minLength(1, 'must name at least one; left out, it is every event'),
          ),
        ),
        v.description(
          'Only events whose latest delivery to the subscription ended so. `["dead", "cancelled"]` tries again all that failed.',
        ),
      ),
      dryRun: v.pipe(
        v.optional(v.boolean(), false),
        v.description('Counts and makes nothing: see `total` in the answer.'),
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
      v.description('The choice by the state of deliveries, as it was asked for.'),
    ),
    state: v.pipe(
      v.picklist([...replayStatuses, 'dry_run']),
      v.description(
        [
          '- `running`: it makes deliveries, a few hundred at a time.',
          '- `done`: it has made all; some may still be pending.',
          '- `cancelled`: it makes no more, and what it had made and not delivered is cancelled.',
          '- `dry_run`: counted only.',
        ].join('\n'),
      ),
    ),
    total: v.pipe(v.number(), v.description('How many events it is about, counted at the start.')),
    enqueued: v.pipe(v.number(), v.description('How many deliveries it has made so far.')),
    delivered: v.pipe(v.number(), v.description('Of these, how many were delivered.')),
    dead: v.pipe(v.number(), v.description('Of these, how many were given up.')),
    createdAt: timeSchema,
    finishedAt: v.pipe(v.nullable(timeSchema), v.description('When it had made all, or ended.')),
  }),
);
export type ReplayView = v.InferOutput<typeof replayViewSchema>;

export const replayPageSchema = pageSchema(replayViewSchema);

export const replayListSchema = v.strictObject({
  ...listQuery(cursors.id).entries,
  subscriptionId: v.pipe(v.optional(v.string()), v.description('Only those of this subscription.')),
});
export type ReplayList = v.InferOutput<typeof replayListSchema>;

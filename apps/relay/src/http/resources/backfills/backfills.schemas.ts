import { eventTypeSchema } from '@invoice-relay/core/events';
import * as v from 'valibot';

import { cursors, listQuery, momentOrDay, named, pageSchema } from '../../index.ts';
import { backfillReasons, backfillStatuses } from '../../../database/entities/backfill.entity.ts';

export const momentSchema = momentOrDay(
  'must be a moment such as 2026-11-20T10:00:00Z, or a day such as 2026-11-20',
);

export const startBackfillSchema = v.optional(
  v.strictObject({
    from: v.pipe(
      v.optional(momentSchema),
      v.description(
        'Look only for what happened at this moment or later (ISO 8601). Vendors need not say when an activity happened. Where the source knows the order of activities, this means: later than the last one that the relay knows from before that moment, or all but those dated before it when the relay knows none. Elsewhere it means: dated at that moment or later; what has no date is left out. `leftOut` counts what was left out by its date. Without it: everything that the vendor knows and the relay does not.',
      ),
    ),
  }),
  {},
);
export type StartBackfill = v.InferOutput<typeof startBackfillSchema>;

export const backfillListSchema = listQuery(cursors.id);

const timeSchema = v.pipe(v.string(), v.isoTimestamp());
const countSchema = v.pipe(v.number(), v.integer(), v.minValue(0));

export const backfillViewSchema = named(
  'Backfill',
  v.strictObject({
    id: v.pipe(v.string(), v.description('`bf_…`')),
    connectionId: v.string(),
    reason: v.pipe(
      v.picklist(backfillReasons),
      v.description(
        [
          '- `manual`: somebody asked for it.',
          '- `interval`: its time came; once a day.',
          '- `returned`: the connection was quiet, its webhooks were refused, or the relay was down.',
          '',
          'The last two look only for what is newer than the first activity that ever came by webhook; where the source does not know the order of activities, for what is dated since the connection was made.',
        ].join('\n'),
      ),
    ),
    status: v.pipe(
      v.picklist(backfillStatuses),
      v.description(
        [
          '- `pending`: not begun.',
          '- `running`: looking, waiting for a vendor that cannot be asked (see `error`), or making events of what it found.',
          '- `completed`: everything that was missing is an event now, but for documents that could not be read (see `unreadable`).',
          '- `failed`: see `error`. What it had found when its vendor could not be asked any more became events first; a new one finds the rest.',
        ].join('\n'),
      ),
    ),
    from: v.pipe(
      v.nullable(timeSchema),
      v.description(
        'As it was asked for; where the relay began it itself and the source does not know the order of activities, when the connection was made; else null.',
      ),
    ),
    progress: v.pipe(
      v.strictObject({
        done: v.pipe(countSchema, v.description('Documents looked through.')),
        total: v.pipe(
          v.nullable(countSchema),
          v.description('Of how many; null while that is not known.'),
        ),
      }),
      v.description('How far the look through the vendor’s documents is.'),
    ),
    unreadable: v.pipe(
      countSchema,
      v.description(
        'Documents that the vendor would not give. It goes on without them; `error` names some.',
      ),
    ),
    found: v.pipe(countSchema, v.description('Activities that the vendor knows.')),
    leftOut: v.pipe(
      countSchema,
      v.description(
        'Further ones that are dated before `from`, or have no date that tells. Without `from`, a new backfill brings them.',
      ),
    ),
    missing: v.pipe(
      countSchema,
      v.description(
        'Of these, such as never arrived. One that arrives by webhook meanwhile counts no more.',
      ),
    ),
    appended: v.pipe(countSchema, v.description('Of these, such as are events by now.')),
    missingTypes: v.pipe(
      v.record(eventTypeSchema, countSchema),
      v.description('How many events of each type were made.'),
    ),
    missingSince: v.pipe(
      v.nullable(
        v.strictObject({
          activityId: v.pipe(v.string(), v.description('The earliest that never arrived.')),
          at: v.pipe(
            v.nullable(timeSchema),
            v.description(
              'When it happened, where the vendor says so; else when the last activity before it happened that did arrive: up to then nothing is missing. Null when neither is known.',
            ),
          ),
        }),
      ),
      v.description('Since when activities were missing; null while none is an event yet.'),
    ),
    error: v.pipe(
      v.nullable(v.string()),
      v.description(
        'Why it failed, why it waits, or what could not be read, for people; null when all is well.',
      ),
    ),
    nextRunAt: v.pipe(
      v.nullable(timeSchema),
      v.description('The earliest moment at which it goes on; null once it is finished.'),
    ),
    createdAt: timeSchema,
    startedAt: v.pipe(v.nullable(timeSchema), v.description('Null while it is pending.')),
    finishedAt: v.pipe(
      v.nullable(timeSchema),
      v.description('Null until it is completed or failed.'),
    ),
  }),
);
export type BackfillView = v.InferOutput<typeof backfillViewSchema>;

export const backfillPageSchema = pageSchema(backfillViewSchema);

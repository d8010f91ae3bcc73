import { eventTypeSchema } from '@invoice-relay/core/events';
import * as v from 'valibot';

import { cursors, listQuery, momentOrDay, named, pageSchema } from '../../index.ts';
import { backfillReasons, backfillStatuses } from '../../../database/entities/backfill.entity.ts';

export const momentSchema = momentOrDay(
  'must be a time such as 2026-11-20T10:00:00Z, or a date such as 2026-11-20',
);

export const startBackfillSchema = v.optional(
  v.strictObject({
    from: v.pipe(
      v.optional(momentSchema),
      v.description(
        'Only find activities that happened at or after this time (ISO 8601). Vendors need not say when an activity happened. If the source knows the order of activities, this means: later than the last one before that time that the relay knows, or, if it knows none, all except those dated before it. For other sources it means: dated at or after that time; activities without a date are skipped. `leftOut` counts those skipped because of their date. If omitted: everything that the vendor knows and the relay does not.',
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
          '- `manual`: requested through the API or the dashboard.',
          '- `interval`: scheduled, once a day.',
          '- `returned`: the connection was silent, its webhooks were refused, or the relay was down.',
          '',
          'The last two only look for activities newer than the first one that ever arrived by webhook, or, if the source does not know the order of activities, for those dated after the connection was created.',
        ].join('\n'),
      ),
    ),
    status: v.pipe(
      v.picklist(backfillStatuses),
      v.description(
        [
          '- `pending`: not started.',
          '- `running`: reading the vendor’s API, waiting for a vendor that cannot be reached (see `error`), or creating events.',
          '- `completed`: everything that was missing is an event now, except documents that could not be read (see `unreadable`).',
          '- `failed`: see `error`. What it had found before the vendor became unreachable was turned into events; a new backfill finds the rest.',
        ].join('\n'),
      ),
    ),
    from: v.pipe(
      v.nullable(timeSchema),
      v.description(
        'As requested. If the relay started the backfill itself and the source does not know the order of activities: when the connection was created. Otherwise null.',
      ),
    ),
    progress: v.pipe(
      v.strictObject({
        done: v.pipe(countSchema, v.description('Documents read so far.')),
        total: v.pipe(
          v.nullable(countSchema),
          v.description('Total number of documents; null while unknown.'),
        ),
      }),
      v.description('Progress of reading the vendor’s documents.'),
    ),
    unreadable: v.pipe(
      countSchema,
      v.description(
        'Documents that the vendor failed to return. The backfill continues without them; `error` names some.',
      ),
    ),
    found: v.pipe(countSchema, v.description('Activities that the vendor knows.')),
    leftOut: v.pipe(
      countSchema,
      v.description(
        'Activities skipped because they are dated before `from` or have no date. A new backfill without `from` finds them.',
      ),
    ),
    missing: v.pipe(
      countSchema,
      v.description(
        'How many of those found never arrived. An activity that arrives by webhook in the meantime is no longer counted.',
      ),
    ),
    appended: v.pipe(countSchema, v.description('How many of the missing ones are events by now.')),
    missingTypes: v.pipe(
      v.record(eventTypeSchema, countSchema),
      v.description('Number of events created, by type.'),
    ),
    missingSince: v.pipe(
      v.nullable(
        v.strictObject({
          activityId: v.pipe(
            v.string(),
            v.description('The earliest activity that never arrived.'),
          ),
          at: v.pipe(
            v.nullable(timeSchema),
            v.description(
              'When it happened, if the vendor says so; otherwise when the last activity before it that did arrive happened: nothing is missing up to then. Null when neither is known.',
            ),
          ),
        }),
      ),
      v.description(
        'Since when activities were missing; null until the first of them is an event.',
      ),
    ),
    error: v.pipe(
      v.nullable(v.string()),
      v.description(
        'Why it failed, why it is waiting, or what could not be read, in plain English; null if there is no problem.',
      ),
    ),
    nextRunAt: v.pipe(
      v.nullable(timeSchema),
      v.description('The earliest time at which it continues; null once it has finished.'),
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

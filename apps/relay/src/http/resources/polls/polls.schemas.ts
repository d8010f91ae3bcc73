import * as v from 'valibot';

import { named } from '../../index.ts';

/** Gentle: the site's visitors come first. The vendor gate allows no more than the maximum. */
const defaultRequestsPerSecond = 5;
const maxRequestsPerSecond = 10;

const intervalSchema = v.pipe(
  v.number('must be a number of seconds'),
  v.integer('must be a whole number of seconds'),
  v.minValue(1, 'must be at least 1 second'),
  v.maxValue(86_400, 'must be at most 86400 seconds, a day'),
  v.description('The time between two polls, in seconds.'),
);

const rateSchema = v.pipe(
  v.number('must be a number'),
  v.minValue(0.1, 'must be at least 0.1'),
  v.maxValue(maxRequestsPerSecond, `must be at most ${maxRequestsPerSecond}`),
  v.description('Maximum number of requests per second during a poll.'),
);

const startFromHint = 'must be "now", "beginning", or the id of a document';
const startFromSchema = v.pipe(
  v.union(
    [
      v.pipe(v.string(), v.trim(), v.nonEmpty(startFromHint), v.maxLength(100, startFromHint)),
      v.pipe(v.number(), v.integer(startFromHint), v.minValue(0, startFromHint)),
    ],
    startFromHint,
  ),
  v.transform(String),
  v.description(
    'Which existing documents create "created" events: none (`now`), all (`beginning`), or those from an id onward. Later changes always create events.',
  ),
);

/** How a connection of a source without webhooks is polled. */
export const pollSettingsSchema = v.strictObject({
  intervalSeconds: v.optional(intervalSchema, 300),
  startFrom: v.optional(startFromSchema, 'now'),
  requestsPerSecond: v.optional(rateSchema, defaultRequestsPerSecond),
});
export type PollSettings = v.InferOutput<typeof pollSettingsSchema>;

/** Omitted fields stay as they are. */
export const pollChangesSchema = v.strictObject({
  intervalSeconds: v.optional(intervalSchema),
  startFrom: v.optional(startFromSchema),
  requestsPerSecond: v.optional(rateSchema),
});
export type PollChanges = v.InferOutput<typeof pollChangesSchema>;

const timeSchema = v.nullable(v.pipe(v.string(), v.isoTimestamp()));

export const pollViewSchema = named(
  'Poll',
  v.strictObject({
    intervalSeconds: v.number(),
    startFrom: v.string(),
    requestsPerSecond: v.number(),
    state: v.pipe(
      v.picklist(['waiting', 'running', 'failing']),
      v.description(
        [
          '- `waiting`: for the next poll.',
          '- `running`: the vendor is being polled.',
          '- `failing`: the vendor cannot be polled at the moment, see `error`. The next try is at `nextPollAt`; nothing is lost.',
        ].join('\n'),
      ),
    ),
    lastStartedAt: timeSchema,
    lastFinishedAt: v.pipe(timeSchema, v.description('When the last poll finished.')),
    nextPollAt: v.pipe(v.string(), v.isoTimestamp()),
    found: v.pipe(v.number(), v.description('Activities found by the last poll.')),
    foundTotal: v.pipe(v.number(), v.description('Activities found by all polls.')),
    progress: v.pipe(
      v.nullable(v.strictObject({ done: v.number(), total: v.nullable(v.number()) })),
      v.description(
        'How many of how many documents the initial scan has read, while it is running; otherwise null.',
      ),
    ),
    unreadable: v.pipe(
      v.strictObject({
        count: v.number(),
        documents: v.array(v.strictObject({ document: v.string(), reason: v.string() })),
      }),
      v.description(
        'Documents that the vendor fails to return at the moment, with the names of up to ten. They are retried, and nothing else waits for them.',
      ),
    ),
    notice: v.pipe(
      v.nullable(v.string()),
      v.description('A warning about a poll that succeeded, and how to fix it.'),
    ),
    error: v.pipe(
      v.nullable(
        v.strictObject({
          code: v.string(),
          message: v.string(),
          since: v.pipe(
            v.string(),
            v.isoTimestamp(),
            v.description('When the first of these polls failed.'),
          ),
          failures: v.pipe(v.number(), v.description('Consecutive failed polls.')),
        }),
      ),
      v.description('Why the vendor cannot be polled; null if it can.'),
    ),
  }),
);
export type PollView = v.InferOutput<typeof pollViewSchema>;

import * as v from 'valibot';

import { named } from '../../index.ts';

/** How far back each range goes, and in which steps it is shown. */
export const ranges = {
  '1h': { points: 60, stepSeconds: 60 },
  '24h': { points: 96, stepSeconds: 900 },
  '7d': { points: 168, stepSeconds: 3_600 },
  '30d': { points: 180, stepSeconds: 14_400 },
} as const;
export type Range = keyof typeof ranges;

const rangeNames = Object.keys(ranges) as Range[];

export const overviewQuerySchema = v.strictObject({
  range: v.pipe(
    v.optional(v.picklist(rangeNames, `must be one of: ${rangeNames.join(', ')}`), '24h'),
    v.description('How far to look back.'),
  ),
});
export type OverviewQuery = v.InferOutput<typeof overviewQuerySchema>;

const timeSchema = v.pipe(v.string(), v.isoTimestamp());
const count = v.pipe(v.number(), v.integer());

const flowEntries = {
  activities: v.pipe(count, v.description('Activities that came in and were new.')),
  events: v.pipe(count, v.description('Events that were made of them.')),
  delivered: v.pipe(count, v.description('Deliveries that a subscriber took.')),
  failedAttempts: v.pipe(count, v.description('Attempts that failed; most are tried again.')),
  dead: v.pipe(count, v.description('Deliveries that were given up.')),
};

export const overviewSchema = named(
  'Overview',
  v.strictObject({
    range: v.picklist(rangeNames),
    from: timeSchema,
    to: v.pipe(timeSchema, v.description('When the last step ends: it is not over yet.')),
    stepSeconds: count,
    series: v.pipe(
      v.array(
        v.strictObject({
          at: v.pipe(timeSchema, v.description('When the step begins.')),
          ...flowEntries,
          pending: v.pipe(
            v.nullable(count),
            v.description(
              'How many deliveries waited at the most, looked at once a minute; null while the relay did not run.',
            ),
          ),
          oldestPendingSeconds: v.pipe(
            v.nullable(count),
            v.description('For how long the oldest of them had waited at the most.'),
          ),
        }),
      ),
      v.description('Every step of the range, those without anything too.'),
    ),
    totals: v.pipe(v.strictObject(flowEntries), v.description('The sums of the series.')),
    now: v.strictObject({
      pending: v.pipe(
        count,
        v.description('Deliveries that wait. Above 100,000, as of the last minute.'),
      ),
      oldestPendingAt: v.pipe(
        v.nullable(timeSchema),
        v.description('When the oldest of them was made.'),
      ),
      quarantined: v.pipe(count, v.description('Requests and activities in the quarantine.')),
    }),
  }),
);
export type OverviewView = v.InferOutput<typeof overviewSchema>;

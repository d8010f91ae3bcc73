import * as v from 'valibot';

import { named } from '../../index.ts';

/** How far back each range goes, and its step. */
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
  activities: v.pipe(count, v.description('New activities received.')),
  events: v.pipe(count, v.description('Events created from them.')),
  delivered: v.pipe(count, v.description('Deliveries that subscribers accepted.')),
  failedAttempts: v.pipe(count, v.description('Failed attempts; most are retried.')),
  dead: v.pipe(count, v.description('Deliveries that were given up.')),
};

export const overviewSchema = named(
  'Overview',
  v.strictObject({
    range: v.picklist(rangeNames),
    from: timeSchema,
    to: v.pipe(timeSchema, v.description('When the last step ends. That step is not over yet.')),
    stepSeconds: count,
    series: v.pipe(
      v.array(
        v.strictObject({
          at: v.pipe(timeSchema, v.description('When the step starts.')),
          ...flowEntries,
          pending: v.pipe(
            v.nullable(count),
            v.description(
              'The highest number of pending deliveries, sampled once a minute; null while the relay was not running.',
            ),
          ),
          oldestPendingSeconds: v.pipe(
            v.nullable(count),
            v.description('The longest time that the oldest of them had been waiting.'),
          ),
        }),
      ),
      v.description('Every step of the range, including empty ones.'),
    ),
    totals: v.pipe(v.strictObject(flowEntries), v.description('The sums of the series.')),
    now: v.strictObject({
      pending: v.pipe(
        count,
        v.description('Pending deliveries. Above 100,000: as of the last minute.'),
      ),
      oldestPendingAt: v.pipe(
        v.nullable(timeSchema),
        v.description('When the oldest of them was created.'),
      ),
      quarantined: v.pipe(count, v.description('Requests and activities in the quarantine.')),
    }),
  }),
);
export type OverviewView = v.InferOutput<typeof overviewSchema>;

import * as v from 'valibot';

import type { Caller, CallOptions } from '../http/caller.ts';
import { openObject, openWord, timeSchema } from '../schemas.ts';

export type OverviewRange = '1h' | '24h' | '7d' | '30d';

const flow = {
  activities: v.number(),
  events: v.number(),
  delivered: v.number(),
  failedAttempts: v.number(),
  dead: v.number(),
};

export const overviewSchema = openObject({
  range: openWord<OverviewRange>(),
  from: timeSchema,
  to: timeSchema,
  stepSeconds: v.number(),
  series: v.array(
    openObject({
      at: timeSchema,
      ...flow,
      pending: v.nullable(v.number()),
      oldestPendingSeconds: v.nullable(v.number()),
    }),
  ),
  totals: openObject(flow),
  now: openObject({
    pending: v.number(),
    oldestPendingAt: v.nullable(timeSchema),
    quarantined: v.number(),
  }),
});
/** What came in and went out over time, and the current state. */
export type Overview = v.InferOutput<typeof overviewSchema>;

export interface Overviews {
  get(input: { readonly range: OverviewRange }, options?: CallOptions): Promise<Overview>;
}

export function createOverviews(caller: Caller): Overviews {
  return {
    get: (query, options) =>
      caller.json({
        method: 'GET',
        path: ['v1', 'overview'],
        query: { ...query },
        schema: overviewSchema,
        options,
      }),
  };
}

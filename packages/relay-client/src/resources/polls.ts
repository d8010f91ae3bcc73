import * as v from 'valibot';

import { openObject, openWord, timeSchema } from '../schemas.ts';

export const pollSchema = openObject({
  /** The time between two polls. */
  intervalSeconds: v.number(),
  /** `now`, `beginning`, or the id of a document. */
  startFrom: v.string(),
  requestsPerSecond: v.number(),
  /**
   * - `waiting`: for the next poll
   * - `running`: the vendor is being polled
   * - `failing`: the vendor cannot be polled at the moment, see `error`; nothing is lost
   */
  state: openWord<'waiting' | 'running' | 'failing'>(),
  lastStartedAt: v.nullable(timeSchema),
  /** When the last poll finished. */
  lastFinishedAt: v.nullable(timeSchema),
  nextPollAt: timeSchema,
  /** Activities found by the last poll. */
  found: v.number(),
  foundTotal: v.number(),
  /** Documents read by the initial scan, while it is running. */
  progress: v.nullable(openObject({ done: v.number(), total: v.nullable(v.number()) })),
  /** Documents that the vendor fails to return at the moment, up to ten of them by name. */
  unreadable: openObject({
    count: v.number(),
    documents: v.array(openObject({ document: v.string(), reason: v.string() })),
  }),
  /** A warning about a poll that succeeded, and how to fix it. */
  notice: v.nullable(v.string()),
  error: v.nullable(
    openObject({
      code: v.string(),
      /** Human-readable: how to fix it. */
      message: v.string(),
      since: timeSchema,
      /** Consecutive failed polls. */
      failures: v.number(),
    }),
  ),
});
/** How a connection is polled, and the state of polling. */
export type Poll = v.InferOutput<typeof pollSchema>;

export interface PollInput {
  /** The time between two polls; 300 by default. */
  readonly intervalSeconds?: number;
  /**
   * Which existing documents create "created" events: none (`now`, the default), all, or those from
   * an id onward.
   */
  readonly startFrom?: 'now' | 'beginning' | (string & Record<never, never>) | number;
  /** 5 by default, at most 10. */
  readonly requestsPerSecond?: number;
}

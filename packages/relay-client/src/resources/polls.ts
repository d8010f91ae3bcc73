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
   * - `running`: the vendor is being asked
   * - `failing`: it cannot be asked at present, see `error`; nothing is lost
   */
  state: openWord<'waiting' | 'running' | 'failing'>(),
  lastStartedAt: v.nullable(timeSchema),
  /** When the last poll finished. */
  lastFinishedAt: v.nullable(timeSchema),
  nextPollAt: timeSchema,
  /** Activities found by the last poll. */
  found: v.number(),
  foundTotal: v.number(),
  /** Documents that the first walk has seen, while it goes on. */
  progress: v.nullable(openObject({ done: v.number(), total: v.nullable(v.number()) })),
  /** Documents that the vendor does not give at present, ten of them by name. */
  unreadable: openObject({
    count: v.number(),
    documents: v.array(openObject({ document: v.string(), reason: v.string() })),
  }),
  /** A warning about a poll that succeeded, and how to fix it. */
  notice: v.nullable(v.string()),
  error: v.nullable(
    openObject({
      code: v.string(),
      /** For people: what to fix. */
      message: v.string(),
      since: timeSchema,
      /** Consecutive failed polls. */
      failures: v.number(),
    }),
  ),
});
/** How a connection is polled, and how that goes. */
export type Poll = v.InferOutput<typeof pollSchema>;

export interface PollInput {
  /** The time between two polls; 300 unless given. */
  readonly intervalSeconds?: number;
  /**
   * Which of the documents that are there already become events of being created: none (`now`,
   * which it is unless given), all, or those from an id on.
   */
  readonly startFrom?: 'now' | 'beginning' | (string & Record<never, never>) | number;
  /** 5 unless given, 10 at the most. */
  readonly requestsPerSecond?: number;
}

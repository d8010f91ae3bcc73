import * as v from 'valibot';

import type { Caller, CallOptions } from '../http/caller.ts';
import { openObject, openWord, timeSchema } from '../schemas.ts';

export const backfillSchema = openObject({
  /** `bf_…` */
  id: v.string(),
  connectionId: v.string(),
  /**
   * - `manual`: requested through the API or the dashboard
   * - `interval`: scheduled, once a day
   * - `returned`: the connection was silent, its webhooks were refused, or the relay was down
   */
  reason: openWord<'manual' | 'interval' | 'returned'>(),
  /** `completed` if everything that was missing is an event now; `failed` says why in `error`. */
  status: openWord<'pending' | 'running' | 'completed' | 'failed'>(),
  /**
   * Nothing that happened before it is looked for; null if nothing is skipped because of its date.
   */
  from: v.nullable(timeSchema),
  progress: openObject({
    /** The vendor's documents read so far. */
    done: v.number(),
    /** Total number of documents; null while unknown. */
    total: v.nullable(v.number()),
  }),
  /** Activities that the vendor knows. */
  found: v.number(),
  /** Activities skipped because they are dated before `from` or have no date. */
  leftOut: v.number(),
  /** How many of those found never arrived. */
  missing: v.number(),
  /** How many of the missing ones are events by now. */
  appended: v.number(),
  /** Number of events created, by type. */
  missingTypes: v.record(v.string(), v.number()),
  /** Documents that the vendor failed to return; `error` names a few. */
  unreadable: v.number(),
  /** The earliest that never arrived; null until the first of them is an event. */
  missingSince: v.nullable(
    openObject({
      activityId: v.string(),
      /** When it happened, or the time up to which nothing is missing; null if unknown. */
      at: v.nullable(timeSchema),
    }),
  ),
  /** Why it failed, or why it is waiting, human-readable; null if there is no problem. */
  error: v.nullable(v.string()),
  /** The earliest time at which it continues; null once it has finished. */
  nextRunAt: v.nullable(timeSchema),
  createdAt: timeSchema,
  /** Null while it is pending. */
  startedAt: v.nullable(timeSchema),
  /** Null until it is completed or failed. */
  finishedAt: v.nullable(timeSchema),
});
/** A scan of a vendor's API for activities that never arrived. */
export type Backfill = v.InferOutput<typeof backfillSchema>;

export interface BackfillWait {
  readonly id: string;
  /**
   * Resolves after the given number of milliseconds; rejects, or resolves early, if the signal is
   * aborted.
   */
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  /** Called with each response, including the last one. */
  readonly onProgress?: (backfill: Backfill) => void;
}

export interface Backfills {
  get(input: { readonly id: string }, options?: CallOptions): Promise<Backfill>;
  /**
   * Polls every 2 seconds until the backfill is finished, and returns it: `completed` or `failed`.
   * This takes as long as the vendor is unreachable, so pass a `signal` to end it. A failing call
   * ends it too; the backfill itself continues, and can be waited for again.
   */
  wait(input: BackfillWait, options?: CallOptions): Promise<Backfill>;
}

const pauseMs = 2_000;

export function createBackfills(caller: Caller): Backfills {
  const get: Backfills['get'] = ({ id }, options) =>
    caller.json({ method: 'GET', path: ['v1', 'backfills', id], schema: backfillSchema, options });
  return {
    get,
    async wait({ id, sleep, onProgress }, options) {
      const { signal } = options ?? {};
      for (;;) {
        const backfill = await get({ id }, options);
        onProgress?.(backfill);
        // Not by its status: a newer relay may have more of them.
        if (backfill.finishedAt !== null) return backfill;
        await sleep(pauseMs, signal).catch((thrown: unknown) => {
          // An aborted sleep may have an error of its own.
          signal?.throwIfAborted();
          throw thrown;
        });
        signal?.throwIfAborted();
      }
    },
  };
}

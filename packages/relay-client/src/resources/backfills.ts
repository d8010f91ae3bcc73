import * as v from 'valibot';

import type { Caller, CallOptions } from '../http/caller.ts';
import { openObject, openWord, timeSchema } from '../schemas.ts';

export const backfillSchema = openObject({
  /** `bf_…` */
  id: v.string(),
  connectionId: v.string(),
  /**
   * - `manual`: somebody asked for it
   * - `interval`: its time came; once a day
   * - `returned`: the connection was quiet, its webhooks were refused, or the relay was down
   */
  reason: openWord<'manual' | 'interval' | 'returned'>(),
  /** `completed` when all that was missing is an event now; `failed` says why in `error`. */
  status: openWord<'pending' | 'running' | 'completed' | 'failed'>(),
  /** What happened before it is not looked for; null when nothing is left out by its date. */
  from: v.nullable(timeSchema),
  progress: openObject({
    /** Documents of the vendor looked through. */
    done: v.number(),
    /** Total number of documents; null while unknown. */
    total: v.nullable(v.number()),
  }),
  /** Activities that the vendor knows. */
  found: v.number(),
  /** Further ones that are dated before `from`, or have no date that tells. */
  leftOut: v.number(),
  /** Of these, such as never arrived. */
  missing: v.number(),
  /** How many of the missing ones are events by now. */
  appended: v.number(),
  /** Number of events created, by type. */
  missingTypes: v.record(v.string(), v.number()),
  /** Documents that the vendor would not give; `error` names a few. */
  unreadable: v.number(),
  /** The earliest that never arrived; null while none is an event yet. */
  missingSince: v.nullable(
    openObject({
      activityId: v.string(),
      /** When it happened, or else the moment up to which nothing is missing; null if not known. */
      at: v.nullable(timeSchema),
    }),
  ),
  /** Why it failed, or why it waits, for people; null when all is well. */
  error: v.nullable(v.string()),
  /** The earliest time at which it continues; null once it has finished. */
  nextRunAt: v.nullable(timeSchema),
  createdAt: timeSchema,
  /** Null while it is pending. */
  startedAt: v.nullable(timeSchema),
  /** Null until it is completed or failed. */
  finishedAt: v.nullable(timeSchema),
});
/** A look through a vendor's API for activities that never arrived. */
export type Backfill = v.InferOutput<typeof backfillSchema>;

export interface BackfillWait {
  readonly id: string;
  /** Resolves after so many milliseconds; rejects, or resolves early, when the signal aborts. */
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  /** Called with each answer, the last one too. */
  readonly onProgress?: (backfill: Backfill) => void;
}

export interface Backfills {
  get(input: { readonly id: string }, options?: CallOptions): Promise<Backfill>;
  /**
   * Asks every 2 seconds until the backfill is finished, and answers it: `completed` or `failed`.
   * That takes as long as the vendor is out of reach, so give it a `signal` that ends it. A call
   * that fails ends it too; the backfill goes on, and can be waited for again.
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
        // Not by its status: a newer relay may know more of them.
        if (backfill.finishedAt !== null) return backfill;
        await sleep(pauseMs, signal).catch((thrown: unknown) => {
          // A sleep that was ended may say so in its own words.
          signal?.throwIfAborted();
          throw thrown;
        });
        signal?.throwIfAborted();
      }
    },
  };
}

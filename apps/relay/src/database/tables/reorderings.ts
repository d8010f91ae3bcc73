import type { Ordering } from '../entities/subscription.entity.ts';
import { integers, rows, Sql, sql, texts } from '../sql/sql.ts';
import type { Transaction } from '../transaction.ts';
import { laneOfEvent } from './deliveries.ts';
import { lanePriorities, putFirst } from './lanes.ts';
import { isIncomplete, postponeLanesOf } from './refused-lanes.ts';

/*
 * Another ordering of a subscription moves everything that is pending to other lanes. That takes
 * seconds if it is much, and a partial order is none: so it happens in steps, a transaction each,
 * and while there are steps left, nothing is sent: see `sendableAmong`.
 */

/** The kind of the job that says so; its key is the subscription. */
export const reorderingJobs = 'subscription-reorder';

/** A place in the index of what is pending for a subscription. */
export interface PendingPlace {
  readonly lane: string;
  readonly eventSeq: number;
  readonly seq: number;
}

/** What one step examines of a subscription's pending deliveries. */
export interface ReorderStep {
  readonly subscriptionId: string;
  readonly ordering: Ordering;
  readonly now: number;
  /** Where to continue; omitted at first. */
  readonly after?: PendingPlace | undefined;
  /** How many, at most. */
  readonly limit: number;
}

/** Before everything that is pending. */
const start: PendingPlace = { lane: '', eventSeq: 0, seq: 0 };

/** A pending delivery that is in a lane of another ordering. */
export interface Misplaced {
  readonly seq: number;
  readonly lane: string;
  /** The lane that it belongs in. */
  readonly target: string;
}

/** @returns those that have to be moved, and where to continue; undefined at the end */
export async function findMisplaced(
  tx: Transaction,
  step: ReorderStep,
): Promise<{ readonly misplaced: readonly Misplaced[]; readonly next: PendingPlace | undefined }> {
  const { subscriptionId, ordering, after = start, limit } = step;
  const found = await tx.all<PendingPlace & { readonly target: string }>(
    sql`SELECT d."lane", d."event_seq" AS "eventSeq", d."seq", (
          SELECT ${laneOfEvent(ordering)} FROM "events" e WHERE e."seq" = d."event_seq") AS "target"
        FROM "deliveries" d
        WHERE d."subscription_id" = ${subscriptionId} AND d."status" = 'pending'
          AND (d."lane", d."event_seq", d."seq") > (${after.lane}, ${after.eventSeq}, ${after.seq})
        ORDER BY d."lane", d."event_seq", d."seq" LIMIT ${limit}`,
  );
  const last = found.length < limit ? undefined : found.at(-1);
  return {
    misplaced: found
      .filter(({ lane, target }) => lane !== target)
      .map(({ seq, lane, target }) => ({ seq: Number(seq), lane, target })),
    next: last && { lane: last.lane, eventSeq: Number(last.eventSeq), seq: Number(last.seq) },
  };
}

/** The next of a lane, and how it waits. */
interface KnownHead {
  readonly seq: number;
  /** The lane that it was in. */
  readonly lane: string;
  readonly attempts: number;
  readonly priority: number;
  readonly dueAt: number;
  readonly isIncomplete: boolean | number;
}

/**
 * Moves pending deliveries to the lanes that they belong in. Heads keep their schedules, and what
 * precedes one that the subscriber refused waits as well.
 *
 * A lane that loses its head gets the next one, although a later step moves that as well: by then,
 * it may be in the lane that it belongs in, as the ordering was changed back.
 */
export async function moveMisplaced(
  tx: Transaction,
  options: {
    readonly subscriptionId: string;
    readonly misplaced: readonly Misplaced[];
    readonly now: number;
  },
): Promise<void> {
  const { subscriptionId, misplaced, now } = options;
  const seqs = misplaced.map(({ seq }) => seq);
  const targets = rows(
    { seq: 'bigint', target: 'text' },
    misplaced.map(({ seq, target }) => [seq, target]),
  );
  await tx.run(
    sql`UPDATE "deliveries" SET "lane" = g."target" FROM ${targets} g
        WHERE "deliveries"."seq" = g."seq" AND "deliveries"."status" = 'pending'`,
  );
  const left = texts([...new Set(misplaced.map(({ lane }) => lane))]);
  const heads = await tx.all<KnownHead>(
    sql`DELETE FROM "lanes" WHERE "subscription_id" = ${subscriptionId} AND "lane" IN ${left}
          AND "head_seq" IN ${integers(seqs)}
        RETURNING "head_seq" AS "seq", "lane", "attempts", "priority", "due_at" AS "dueAt",
          ${isIncomplete} AS "isIncomplete"`,
  );
  const next = await firstLeft(tx, { subscriptionId, lanes: heads.map(({ lane }) => lane) });
  await putIntoLanes(tx, { seqs: [...seqs, ...next], known: heads.filter(hasSchedule) });
  const refused = heads.filter((head) => isRefused(head, now));
  if (refused.length > 0) await postponeLanesOf(tx, refused);
}

function hasSchedule({ attempts, priority }: KnownHead): boolean {
  return attempts > 0 || priority === lanePriorities.retry;
}

/** See `neverFailed`. */
function isRefused(head: KnownHead, now: number): boolean {
  return head.attempts === 0 && !head.isIncomplete && Number(head.dueAt) > now;
}

/** The first pending delivery of each of these lanes that has any. */
async function firstLeft(
  tx: Transaction,
  options: { readonly subscriptionId: string; readonly lanes: readonly string[] },
): Promise<readonly number[]> {
  const given = rows(
    { lane: 'text' },
    options.lanes.map((lane) => [lane]),
  );
  const found = await tx.all<{ readonly seq: number | null }>(
    sql`SELECT (SELECT d."seq" FROM "deliveries" d
          WHERE d."subscription_id" = ${options.subscriptionId} AND d."lane" = g."lane"
            AND d."status" = 'pending'
          ORDER BY d."event_seq", d."seq" LIMIT 1) AS "seq"
        FROM ${given} g`,
  );
  return found.flatMap(({ seq }) => (seq === null ? [] : [Number(seq)]));
}

/** Creates the missing lanes of these, or puts them first in theirs if they precede its head. */
async function putIntoLanes(
  tx: Transaction,
  options: { readonly seqs: readonly number[]; readonly known: readonly KnownHead[] },
): Promise<void> {
  const known = rows(
    { seq: 'bigint', attempts: 'integer', priority: 'integer', due_at: 'bigint' },
    options.known.map(({ seq, attempts, priority, dueAt }) => [seq, attempts, priority, dueAt]),
  );
  await tx.run(
    sql`INSERT INTO "lanes" ("subscription_id", "lane", "head_seq", "head_event_seq", "attempts",
          "priority", "due_at")
        SELECT "subscription_id", "lane", "first"."seq", "event_seq",
          COALESCE("known"."attempts", 0),
          COALESCE("known"."priority", CASE WHEN "cause" IN ('catch_up', 'replay') THEN 2 ELSE 0 END),
          COALESCE("known"."due_at", "enrich_until", "created_at")
        FROM (
          SELECT d.*, e."enrich_until",
            ROW_NUMBER() OVER (PARTITION BY d."lane" ORDER BY d."event_seq", d."seq") AS "place"
          FROM "deliveries" d LEFT JOIN "events" e ON e."seq" = d."event_seq"
          WHERE d."seq" IN ${integers(options.seqs)} AND d."status" = 'pending'
        ) AS "first" LEFT JOIN ${known} AS "known" ON "known"."seq" = "first"."seq"
        WHERE "place" = 1
        ${new Sql([putFirst], [])}`,
  );
}

import type { DeliveryCause } from '../entities/delivery.entity.ts';
import type { Insert } from '../sql/insert.ts';
import { integers, rows, sql, sqlPlannedOnce } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import type { Transaction } from '../transaction.ts';
import { isIncomplete, neverFailed } from './refused-lanes.ts';

/**
 * What goes first if several lanes of a subscription are due: first attempts of live deliveries,
 * then retries of failed ones, then catch-up and replays. Each gets its turns, so that none waits
 * forever behind another (see `takeTurns`).
 */
export const lanePriorities = { live: 0, retry: 1, bulk: 2 } as const;
export type LanePriority = (typeof lanePriorities)[keyof typeof lanePriorities];

export function priorityOf(cause: DeliveryCause): LanePriority {
  return cause === 'catch_up' || cause === 'replay' ? lanePriorities.bulk : lanePriorities.live;
}

export interface LaneKey {
  readonly subscriptionId: string;
  readonly lane: string;
}

/** A lane whose next delivery is due. */
export interface DueLane extends LaneKey {
  readonly seq: number;
  readonly eventSeq: number;
  readonly attempts: number;
  readonly priority: LanePriority;
  readonly dueAt: number;
  readonly cause: DeliveryCause;
  readonly replayId: string | null;
}

/** The next delivery of a lane. */
export interface LaneHead extends LaneKey {
  readonly seq: number;
  readonly eventSeq: number;
  readonly cause: DeliveryCause;
}

/**
 * An existing lane is locked and stays, unless the new one belongs before it. Then it still waits as
 * its subscriber asked for.
 */
export const putFirst = `ON CONFLICT ("subscription_id", "lane") DO UPDATE SET
    "head_seq" = excluded."head_seq", "head_event_seq" = excluded."head_event_seq",
    "attempts" = excluded."attempts", "priority" = excluded."priority",
    "due_at" = CASE WHEN "lanes"."due_at" > excluded."due_at" AND ${neverFailed}
      THEN "lanes"."due_at" ELSE excluded."due_at" END
    WHERE (excluded."head_event_seq", excluded."head_seq")
      < ("lanes"."head_event_seq", "lanes"."head_seq")`;

/** In key order, so that two concurrent writers never wait for each other. */
const insertLanes: Insert = {
  table: 'lanes',
  columns: {
    subscription_id: 'text',
    lane: 'text',
    head_seq: 'bigint',
    head_event_seq: 'bigint',
    attempts: 'integer',
    priority: 'integer',
    due_at: 'bigint',
  },
  onConflict: putFirst,
};

/** Creates lanes for what was just enqueued, given in log order. */
export async function openLanes(
  tx: Transaction,
  heads: readonly (LaneHead & { readonly dueAt: number })[],
): Promise<void> {
  const first = new Map<string, (typeof heads)[number]>();
  for (const head of heads) {
    const key = laneKey(head);
    const known = first.get(key);
    if (known === undefined || head.eventSeq < known.eventSeq) first.set(key, head);
  }
  await tx.insertMany(
    insertLanes,
    [...first.values()]
      .toSorted(byLaneKey)
      .map((head) => [
        head.subscriptionId,
        head.lane,
        head.seq,
        head.eventSeq,
        0,
        priorityOf(head.cause),
        head.dueAt,
      ]),
  );
}

/**
 * Due lanes of one subscription, of each priority the first ones by due time. `"priority" >= 0`
 * states, here and elsewhere, that the index of what is due can be used: see `LaneEntity`.
 *
 * @param options.except heads to leave out: for these only the index is read
 */
export function dueLanes(
  tx: Transaction,
  options: {
    readonly subscriptionId: string;
    readonly now: number;
    readonly limit: number;
    readonly except: readonly number[];
  },
): Promise<DueLane[]> {
  const { subscriptionId, now, limit } = options;
  const except = integers(options.except);
  return tx.all<DueLane>(
    sqlPlannedOnce`SELECT ${subscriptionId} AS "subscriptionId", f."lane", f."head_seq" AS "seq",
          d."event_seq" AS "eventSeq", l."attempts", l."priority", l."due_at" AS "dueAt",
          d."cause", d."replay_id" AS "replayId"
        FROM (
          SELECT * FROM (SELECT "lane", "head_seq" FROM "lanes" WHERE "subscription_id" = ${subscriptionId}
            AND "priority" = 0 AND "priority" >= 0 AND "due_at" <= ${now} AND "head_seq" NOT IN ${except}
            ORDER BY "due_at", "head_seq" LIMIT ${limit}) p0
          UNION ALL
          SELECT * FROM (SELECT "lane", "head_seq" FROM "lanes" WHERE "subscription_id" = ${subscriptionId}
            AND "priority" = 1 AND "priority" >= 0 AND "due_at" <= ${now} AND "head_seq" NOT IN ${except}
            ORDER BY "due_at", "head_seq" LIMIT ${limit}) p1
          UNION ALL
          SELECT * FROM (SELECT "lane", "head_seq" FROM "lanes" WHERE "subscription_id" = ${subscriptionId}
            AND "priority" = 2 AND "priority" >= 0 AND "due_at" <= ${now} AND "head_seq" NOT IN ${except}
            ORDER BY "due_at", "head_seq" LIMIT ${limit}) p2
        ) f JOIN "lanes" l ON l."subscription_id" = ${subscriptionId} AND l."lane" = f."lane"
        JOIN "deliveries" d ON d."seq" = f."head_seq"`,
  );
}

/** The subscriptions that lanes belong to, as a table `found`: one seek each, whatever is waiting. */
const foundSubscriptions = sql`WITH RECURSIVE "found" ("id") AS (
          SELECT MIN("subscription_id") FROM "lanes"
          UNION ALL
          SELECT (SELECT MIN("subscription_id") FROM "lanes" WHERE "subscription_id" > "found"."id")
          FROM "found" WHERE "found"."id" IS NOT NULL
        )`;

/** Active subscriptions with anything pending: one seek each, whatever is waiting. */
export function subscriptionsWithLanes(tx: Transaction): Promise<{ readonly id: string }[]> {
  return tx.all(
    sql`${foundSubscriptions}
        SELECT s."id" FROM "found" JOIN "subscriptions" s ON s."id" = "found"."id"
        WHERE s."status" = 'active' AND s."deleted_at" IS NULL`,
  );
}

/** When the next of these becomes due after `now`, in epoch milliseconds; null if none will. */
export async function nextDueTime(
  tx: Transaction,
  options: { readonly subscriptionIds: readonly string[]; readonly now: number },
): Promise<number | null> {
  const { subscriptionIds, now } = options;
  const wanted = rows(
    { subscription_id: 'text', priority: 'integer' },
    subscriptionIds.flatMap((id) => Object.values(lanePriorities).map((one) => [id, one])),
  );
  // One index lookup each, whatever the engine estimates.
  const next = await tx.first<{ at: number | null }>(
    sqlPlannedOnce`SELECT MIN("at") AS "at" FROM (
          SELECT (SELECT MIN(l."due_at") FROM "lanes" l
            WHERE l."subscription_id" = w."subscription_id" AND l."priority" = w."priority"
              AND l."priority" >= 0 AND l."due_at" > ${now}) AS "at"
          FROM ${wanted} w) AS "next"`,
  );
  return next === undefined || next.at === null ? null : Number(next.at);
}

/** The first pending delivery of a lane; undefined if there is none. */
export function firstPending(tx: Transaction, key: LaneKey): Promise<LaneHead | undefined> {
  return tx.first<LaneHead>(
    sql`SELECT "subscription_id" AS "subscriptionId", "lane", "seq", "event_seq" AS "eventSeq", "cause"
        FROM "deliveries"
        WHERE "subscription_id" = ${key.subscriptionId} AND "lane" = ${key.lane}
          AND "status" = 'pending'
        ORDER BY "event_seq", "seq" LIMIT 1`,
  );
}

/**
 * Advances lanes whose heads are finished, and ends those with nothing pending; what advanced in
 * the meantime stays. For SQLite, which has one writer at a time.
 */
export async function moveLanesOn(
  tx: Transaction,
  finished: readonly (LaneKey & { readonly seq: number; readonly at: number })[],
): Promise<void> {
  const ended = await tx.eachMissed(
    finished,
    // If nothing is behind the head, there is no new one, which violates a constraint: ignored.
    ({ subscriptionId, lane, seq, at }) =>
      sql`UPDATE OR IGNORE "lanes"
          SET ("head_seq", "head_event_seq", "attempts", "priority", "due_at") = (
            SELECT d."seq", d."event_seq", 0,
              CASE WHEN d."cause" IN ('catch_up', 'replay') THEN 2 ELSE 0 END,
              COALESCE((SELECT "enrich_until" FROM "events" WHERE "seq" = d."event_seq"), ${at})
            FROM "deliveries" d
            WHERE d."subscription_id" = "lanes"."subscription_id" AND d."lane" = "lanes"."lane"
              AND d."status" = 'pending'
            ORDER BY d."event_seq", d."seq" LIMIT 1)
          WHERE "subscription_id" = ${subscriptionId} AND "lane" = ${lane}
            AND "head_seq" = ${seq}`,
  );
  await tx.each(
    ended,
    ({ subscriptionId, lane, seq }) =>
      sql`DELETE FROM "lanes" WHERE "subscription_id" = ${subscriptionId} AND "lane" = ${lane}
          AND "head_seq" = ${seq}`,
  );
}

/** Puts a delivery at the head of its lane, due at the given time, its schedule restarted. */
export function setHead(tx: Transaction, head: LaneHead & { readonly dueAt: number }) {
  return tx.run(
    sql`INSERT INTO "lanes" ("subscription_id", "lane", "head_seq", "head_event_seq", "attempts",
          "priority", "due_at")
        VALUES (${head.subscriptionId}, ${head.lane}, ${head.seq}, ${head.eventSeq}, 0,
          ${priorityOf(head.cause)}, ${head.dueAt})
        ON CONFLICT ("subscription_id", "lane") DO UPDATE SET "head_seq" = excluded."head_seq",
          "head_event_seq" = excluded."head_event_seq", "attempts" = 0,
          "priority" = excluded."priority", "due_at" = excluded."due_at"`,
  );
}

/** Failed attempts: the heads stay, and are due later. */
export function postponeHeads(
  tx: Transaction,
  heads: readonly (LaneKey & {
    readonly seq: number;
    readonly attempts: number;
    readonly priority: LanePriority;
    readonly dueAt: number;
  })[],
) {
  return tx.each(
    heads,
    ({ subscriptionId, lane, seq, attempts, priority, dueAt }) =>
      sql`UPDATE "lanes" SET "attempts" = ${attempts}, "priority" = ${priority},
            "due_at" = ${dueAt}
          WHERE "subscription_id" = ${subscriptionId} AND "lane" = ${lane}
            AND "head_seq" = ${seq}`,
  );
}

/**
 * First attempts of these events are due now, and never later than they were: the events, which
 * waited for their documents until now, are about to be complete. Lanes of others wait for their
 * subscribers. The head of a lane is pending.
 */
export function wakeWholeEvents(
  tx: Transaction,
  options: { readonly eventSeqs: readonly number[] },
) {
  return tx.run(
    sql`UPDATE "lanes" SET
          "due_at" = (SELECT CASE WHEN "created_at" < "lanes"."due_at" THEN "created_at"
            ELSE "lanes"."due_at" END FROM "deliveries" WHERE "seq" = "lanes"."head_seq")
        WHERE "attempts" = 0
          AND ("subscription_id", "lane", "head_seq") IN (
            SELECT "subscription_id", "lane", "seq" FROM "deliveries"
            WHERE "event_seq" IN ${integers(options.eventSeqs)})
          AND ${isIncomplete}`,
  );
}

/** First attempts of these events wait until then, if they are not complete before. */
export function postponeEvents(
  tx: Transaction,
  options: { readonly eventSeqs: readonly number[]; readonly until: number },
) {
  const { eventSeqs, until } = options;
  return tx.run(
    sql`UPDATE "lanes" SET "due_at" = ${until}
        WHERE "attempts" = 0 AND "due_at" < ${until}
          AND ("subscription_id", "lane", "head_seq") IN (
            SELECT "subscription_id", "lane", "seq" FROM "deliveries"
            WHERE "event_seq" IN ${integers(eventSeqs)})`,
  );
}

/** The longest wait for another attempt, and for a first one. Milliseconds. */
interface LongestWaits {
  readonly now: number;
  readonly longestWaitMs: number;
  readonly longestFirstWaitMs: number;
}

/**
 * Lanes that are due too far ahead: later than any schedule allows, or by a clock that was ahead. A
 * first attempt waits for its event's document, and any other follows one in the past: also one that
 * its subscriber refused, which asked for a wait and does not count. Of all lanes, only those that
 * are not due yet are read.
 */
export function lanesTooFarAhead({ now, longestWaitMs, longestFirstWaitMs }: LongestWaits): Sql {
  return sql`("subscription_id", "lane") IN (
      ${foundSubscriptions}
      SELECT l."subscription_id", l."lane" FROM "found"
      CROSS JOIN (SELECT 0 AS "priority" UNION ALL SELECT 1 UNION ALL SELECT 2) AS "p"
      CROSS JOIN "lanes" l
      WHERE l."subscription_id" = "found"."id" AND l."priority" = "p"."priority"
        AND l."priority" >= 0 AND l."due_at" > ${now})
    AND ("due_at" > ${now + longestWaitMs}
      OR EXISTS (SELECT 1 FROM "attempts" a
        WHERE a."delivery_seq" = "lanes"."head_seq" AND a."started_at" > ${now})
      OR ("attempts" = 0
        AND NOT EXISTS (SELECT 1 FROM "attempts" a WHERE a."delivery_seq" = "lanes"."head_seq")
        AND ("due_at" > ${now + longestFirstWaitMs} OR NOT ${isIncomplete})))`;
}

/**
 * Makes due now what lies too far ahead.
 *
 * @param which of which lanes
 */
export function clampLanes(
  tx: Transaction,
  options: LongestWaits,
  which = lanesTooFarAhead(options),
) {
  return tx.run(sql`UPDATE "lanes" SET "due_at" = ${options.now} WHERE ${which}`);
}

export function laneKey({ subscriptionId, lane }: LaneKey): string {
  return `${subscriptionId} ${lane}`;
}

/** Everyone who locks several lanes does so in this order. */
export function byLaneKey(a: LaneKey, b: LaneKey): number {
  if (a.subscriptionId !== b.subscriptionId) return a.subscriptionId < b.subscriptionId ? -1 : 1;
  if (a.lane === b.lane) return 0;
  return a.lane < b.lane ? -1 : 1;
}

import type { DeliveryStatus } from '../entities/delivery.entity.ts';
import { rows, sql } from '../sql/sql.ts';
import type { Sql, SqlRows } from '../sql/sql.ts';
import type { Transaction } from '../transaction.ts';
import { unclaimed } from './lane-locks.ts';
import type { LockedHead } from './lane-locks.ts';
import { databaseNow } from './leases.ts';
import type { LaneKey, LanePriority } from './lanes.ts';

/*
 * The outcomes of deliveries whose lanes are locked, if claims are stored in lanes: see
 * `lane-claims.ts`.
 */

/** The physical location of a lane, which is locked and was not changed since. */
interface Placed {
  /** Null if there is no lane: nothing is changed. */
  readonly place: string | null;
}

/**
 * Like `finishDeliveries`, all in one statement. What another process delivered in the meantime,
 * because this one had stalled, stays as it is.
 *
 * @returns the positions of those it finished
 */
export async function finishDeliveriesAtOnce(
  tx: Transaction,
  outcomes: readonly {
    readonly seq: number;
    readonly status: Extract<DeliveryStatus, 'delivered' | 'dead'>;
    readonly at: number;
  }[],
): Promise<readonly number[]> {
  const given = rows(
    { seq: 'bigint', status: 'text', at: 'bigint' },
    outcomes.map(({ seq, status, at }) => [seq, status, at]),
  );
  const finished = await tx.all<{ seq: number }>(
    sql`UPDATE "deliveries" SET "status" = o."status", "finished_at" = o."at" FROM ${given} o
        WHERE "deliveries"."seq" = o."seq"
          AND ("deliveries"."status" = 'pending'
            OR (o."status" = 'delivered' AND "deliveries"."status" <> 'delivered'))
        RETURNING o."seq"`,
  );
  return finished.map(({ seq }) => Number(seq));
}

/**
 * Finishes the heads of locked lanes and advances each lane, or ends it; nobody holds it
 * afterwards. One statement, as each costs a round trip.
 */
export function finishHeads(
  tx: Transaction,
  heads: readonly (LaneKey &
    Placed & {
      readonly seq: number;
      readonly status: Extract<DeliveryStatus, 'delivered' | 'dead'>;
      readonly at: number;
    })[],
) {
  const given = rows(
    {
      place: 'text',
      subscription_id: 'text',
      lane: 'text',
      seq: 'bigint',
      status: 'text',
      at: 'bigint',
    },
    heads.map(({ place, subscriptionId, lane, seq, status, at }) => [
      place,
      subscriptionId,
      lane,
      seq,
      status,
      at,
    ]),
  );
  return tx.run(
    sql`WITH "done" AS (
          SELECT "given"."place"::tid AS "place", "given"."subscription_id", "given"."lane",
            "given"."seq", "given"."status", "given"."at"
          FROM ${given} AS "given"
        ), "finished" AS (
          UPDATE "deliveries" SET "status" = o."status", "finished_at" = o."at" FROM "done" o
          WHERE "deliveries"."seq" = o."seq"
            AND ("deliveries"."status" = 'pending' OR o."status" = 'delivered')
        ), ${comeForward({ moved: unclaimed })}`,
  );
}

/**
 * Advances locked lanes whose heads were given up, or ends them. A process that is working on such
 * a head holds its lane until that attempt is over: if the lane ends, the claim is stored beside it,
 * for the next lane of that name.
 */
export async function passHeads(
  tx: Transaction,
  options: {
    readonly lanes: readonly LockedHead[];
    readonly givenUp: readonly { readonly seq: number }[];
    readonly at: number;
  },
): Promise<void> {
  const seqs = new Set(options.givenUp.map(({ seq }) => seq));
  const passed = options.lanes.filter(({ headSeq }) => seqs.has(headSeq));
  if (passed.length === 0) return;
  const given = rows(
    { subscription_id: 'text', lane: 'text', seq: 'bigint', at: 'bigint' },
    passed.map(({ subscriptionId, lane, headSeq }) => [subscriptionId, lane, headSeq, options.at]),
  );
  // An expired one may be there.
  const kept = sql`"kept" AS (
          INSERT INTO "moved_claims" ("seq", "subscription_id", "lane", "claim", "claimed_until")
          SELECT COALESCE("claimed_seq", "head_seq"), "subscription_id", "lane", "claim",
            "claimed_until"
          FROM "ended" WHERE "claim" IS NOT NULL AND "claimed_until" > ${databaseNow}
          ON CONFLICT ("seq") DO UPDATE SET "subscription_id" = excluded."subscription_id",
            "lane" = excluded."lane", "claim" = excluded."claim",
            "claimed_until" = excluded."claimed_until"
        )`;
  await tx.run(sql`WITH "done" AS (${placed(given)}), ${comeForward({ ended: kept })}`);
}

/** Heads of locked lanes, with their physical locations. */
function placed(given: SqlRows): Sql {
  return sql`SELECT "given".*, l."ctid" AS "place" FROM ${given} AS "given"
          CROSS JOIN LATERAL (${laneOf(sql`"given"`)}) l`;
}

/**
 * Advances each lane of "done", or ends it. A statement does not see its own changes: what it
 * finishes is excluded by its number.
 *
 * @param also what else becomes of those that "ended", and of those that moved on
 */
function comeForward(also: { readonly ended?: Sql; readonly moved?: Sql }): Sql {
  const nothing = sql``;
  const ended = also.ended === undefined ? nothing : sql`, ${also.ended}`;
  const moved = also.moved === undefined ? nothing : sql`, ${also.moved}`;
  return sql`"next" AS (
          SELECT g."place", n."seq", n."event_seq", n."cause", COALESCE(e."enrich_until", g."at") AS "due_at"
          FROM "done" g LEFT JOIN LATERAL (
            SELECT d."seq", d."event_seq", d."cause" FROM "deliveries" d
            WHERE d."subscription_id" = g."subscription_id" AND d."lane" = g."lane"
              AND d."status" = 'pending' AND d."seq" <> g."seq"
            ORDER BY d."event_seq", d."seq" LIMIT 1
          ) n ON TRUE LEFT JOIN "events" e ON e."seq" = n."event_seq"
        ), "ended" AS (
          DELETE FROM "lanes" USING "next" n
          WHERE "lanes"."ctid" = n."place" AND n."seq" IS NULL
          ${ended === nothing ? nothing : sql`RETURNING "lanes".*`}
        )${ended}
        UPDATE "lanes" SET "head_seq" = n."seq", "head_event_seq" = n."event_seq", "attempts" = 0,
          "priority" = CASE WHEN n."cause" IN ('catch_up', 'replay') THEN 2 ELSE 0 END,
          "due_at" = n."due_at"${moved}
        FROM "next" n
        WHERE "lanes"."ctid" = n."place" AND n."seq" IS NOT NULL`;
}

/** The physical location of a locked lane, and of no other. */
function laneOf(given: Sql): Sql {
  return sql`SELECT l."ctid" FROM "lanes" l
    WHERE l."subscription_id" = ${given}."subscription_id" AND l."lane" = ${given}."lane" OFFSET 0`;
}

/** A failed attempt: the head stays, is due later, and nobody holds the lane. */
export function postponeLanes(
  tx: Transaction,
  lanes: readonly (Placed & {
    readonly attempts: number;
    readonly priority: LanePriority;
    readonly dueAt: number;
  })[],
) {
  const given = rows(
    {
      place: 'text',
      attempts: 'integer',
      priority: 'integer',
      due_at: 'bigint',
    },
    lanes.map(({ place, attempts, priority, dueAt }) => [place, attempts, priority, dueAt]),
  );
  return tx.run(
    sql`UPDATE "lanes" SET "attempts" = g."attempts", "priority" = g."priority",
          "due_at" = g."due_at", ${unclaimed}
        FROM ${given} g WHERE "lanes"."ctid" = g."place"::tid`,
  );
}

import { integers, rows, sql, texts } from '../sql/sql.ts';
import type { SqlRows } from '../sql/sql.ts';
import type { Transaction } from '../transaction.ts';
import { isAmong, unclaimed } from './lane-locks.ts';
import type { DueLane, LaneKey, LanePriority } from './lanes.ts';
import { databaseNow } from './leases.ts';

/*
 * Claims that are stored in lanes, for several processes on one PostgreSQL. Whoever changes lanes
 * locks them first, in key order, and reads what depends on them in a separate statement: at READ
 * COMMITTED that one sees what others committed until then.
 *
 * After a burst the table contains a handful of rows in thousands of pages, and PostgreSQL assumes
 * a handful until its next analyze: then it joins many lanes by reading all of them. So the
 * statements of every delivery look up lane by lane (`OFFSET 0` keeps a subquery separate), and
 * change what they have locked by its physical location (`ctid`), which does not change as long as
 * it is locked.
 */

interface LaneClaim extends LaneKey {
  readonly claim: number;
}

interface DeliveryClaim extends LaneClaim {
  readonly seq: number;
}

/** A due lane that is locked, with its physical location. */
export interface LockedDueLane extends DueLane {
  readonly place: string;
}

/**
 * Locks due lanes that nobody has claimed, and skips those that another process is working on: of
 * each subscription and priority the first ones by due time.
 */
export function lockDueLanes(
  tx: Transaction,
  options: {
    readonly demands: readonly { readonly subscriptionId: string; readonly limit: number }[];
    readonly now: number;
  },
): Promise<LockedDueLane[]> {
  const { demands, now } = options;
  const wanted = rows(
    { subscription_id: 'text', limit: 'integer' },
    demands.map(({ subscriptionId, limit }) => [subscriptionId, limit]),
  );
  const first = (priority: LanePriority) =>
    sql`SELECT * FROM (SELECT *, "ctid"::text AS "place" FROM "lanes" WHERE "subscription_id" = "wanted"."subscription_id"
          AND "priority" = ${priority} AND "priority" >= 0 AND "due_at" <= ${now}
          AND ("claimed_until" IS NULL OR "claimed_until" <= ${databaseNow})
          AND NOT EXISTS (SELECT 1 FROM "moved_claims" m
            WHERE m."subscription_id" = "lanes"."subscription_id" AND m."lane" = "lanes"."lane"
              AND m."claimed_until" > ${databaseNow})
        ORDER BY "due_at", "head_seq" LIMIT "wanted"."limit" FOR UPDATE SKIP LOCKED) "p"`;
  return tx.all<LockedDueLane>(
    sql`SELECT l."subscription_id" AS "subscriptionId", l."lane", l."head_seq" AS "seq",
          d."event_seq" AS "eventSeq", l."attempts", l."priority", l."due_at" AS "dueAt",
          d."cause", d."replay_id" AS "replayId", l."place"
        FROM ${wanted} AS "wanted"
        CROSS JOIN LATERAL (${first(0)} UNION ALL ${first(1)} UNION ALL ${first(2)}) l
        JOIN "deliveries" d ON d."seq" = l."head_seq"
        ORDER BY l."due_at", l."head_seq"`,
  );
}

/** Writes a claim into lanes that were just locked. */
export function claimLanes(
  tx: Transaction,
  options: {
    readonly lanes: readonly LockedDueLane[];
    readonly claim: number;
    readonly leaseMs: number;
  },
) {
  return tx.run(
    sql`UPDATE "lanes" SET "claim" = ${options.claim}, "claimed_seq" = "head_seq",
          "claimed_until" = ${databaseNow} + ${options.leaseMs}::bigint
        WHERE ${isAmong(options.lanes)}`,
  );
}

/** @returns the deliveries that are still claimed by it */
export async function renewClaims(
  tx: Transaction,
  options: { readonly deliveries: readonly DeliveryClaim[]; readonly leaseMs: number },
): Promise<ReadonlySet<number>> {
  const { deliveries, leaseMs } = options;
  const locked = await lockClaimed(tx, deliveries);
  await tx.run(
    sql`UPDATE "lanes" SET "claimed_until" = ${databaseNow} + ${leaseMs}::bigint
        WHERE ${isAmong(locked)}`,
  );
  const held = new Set(locked.map(({ seq }) => seq));
  const others = deliveries.filter(({ seq }) => !held.has(seq));
  if (others.length === 0) return held;
  // Settled in the meantime, lost, or moved to another lane.
  const inOtherLanes = await lockMoved(tx, others);
  await tx.run(
    sql`UPDATE "lanes" SET "claimed_until" = ${databaseNow} + ${leaseMs}::bigint
        WHERE ${isAmong(inOtherLanes)}`,
  );
  const moved = await tx.all<{ seq: number }>(
    sql`UPDATE "moved_claims" SET "claimed_until" = ${databaseNow} + ${leaseMs}::bigint
        FROM ${claims(others)} c
        WHERE "moved_claims"."seq" = c."seq" AND "moved_claims"."claim" = c."claim"
        RETURNING c."seq"`,
  );
  for (const { seq } of [...inOtherLanes, ...moved]) held.add(seq);
  return held;
}

/** Releases what was claimed, wherever it is now. */
export async function releaseClaims(
  tx: Transaction,
  deliveries: readonly DeliveryClaim[],
): Promise<void> {
  const released = await releaseLanes(tx, deliveries);
  if (released === deliveries.length) return;
  const inOtherLanes = await lockMoved(tx, deliveries);
  await tx.run(sql`UPDATE "lanes" SET ${unclaimed} WHERE ${isAmong(inOtherLanes)}`);
  await dropMovedClaims(tx, deliveries);
}

/** Releases lanes whose next delivery is another one by now. */
export async function releaseLanes(
  tx: Transaction,
  lanes: readonly DeliveryClaim[],
): Promise<number> {
  const locked = await lockClaimed(tx, lanes);
  return tx.run(sql`UPDATE "lanes" SET ${unclaimed} WHERE ${isAmong(locked)}`);
}

export function dropMovedClaims(tx: Transaction, claimed: readonly DeliveryClaim[]) {
  return tx.run(
    sql`DELETE FROM "moved_claims" USING ${claims(claimed)} c
        WHERE "moved_claims"."seq" = c."seq" AND "moved_claims"."claim" = c."claim"`,
  );
}

/** A delivery without a lane of its own moves to another one, with its claim if it has any. */
export function moveClaim(
  tx: Transaction,
  { seq, lane }: { readonly seq: number; readonly lane: string },
) {
  return tx.run(sql`UPDATE "moved_claims" SET "lane" = ${lane} WHERE "seq" = ${seq}`);
}

function claims(claimed: readonly DeliveryClaim[]) {
  return rows(
    { seq: 'bigint', subscription_id: 'text', lane: 'text', claim: 'bigint' },
    claimed.map(({ seq, subscriptionId, lane, claim }) => [seq, subscriptionId, lane, claim]),
  );
}

/** The state of a delivery after an attempt, with its lane locked. */
export interface LockedLane extends LaneKey {
  readonly seq: number;
  /** Null if nobody holds the lane, or it no longer exists. */
  readonly claim: number | null;
  /** That of the delivery itself, if its lane does not have it: see `restoreClaims`. */
  readonly movedClaim: number | null;
  /** The current head of the lane; null if there is none. */
  readonly headSeq: number | null;
  /** The physical location of the lane, until it is changed; null if there is none. */
  readonly place: string | null;
}

/** Locks the lanes that these deliveries are in now. */
export async function lockLanesOf(
  tx: Transaction,
  deliveries: readonly DeliveryClaim[],
): Promise<readonly LockedLane[]> {
  const claimed = await lockClaimed(tx, deliveries);
  // As they were claimed, which is true for nearly all.
  const found = claimed
    .filter(({ seq, headSeq }) => seq === headSeq)
    .map((lane) => ({ ...lane, movedClaim: null }));
  if (found.length === deliveries.length) return found;
  const known = new Set(found.map(({ seq }) => seq));
  const others = deliveries.flatMap(({ seq }) => (known.has(seq) ? [] : [seq]));
  return [...found, ...(await lockWherever(tx, others))];
}

/** A lane that is still claimed as it was, locked, with its physical location. */
interface ClaimedLane extends DeliveryClaim {
  readonly headSeq: number;
  readonly place: string;
}

/** Locks the lanes of those whose claim still holds. */
function lockClaimed(
  tx: Transaction,
  deliveries: readonly DeliveryClaim[],
): Promise<readonly ClaimedLane[]> {
  return tx.all<ClaimedLane>(
    sql`SELECT c."subscription_id" AS "subscriptionId", c."lane", c."seq", c."claim",
          l."head_seq" AS "headSeq", l."place"
        FROM (SELECT * FROM ${claims(deliveries)} AS "given"
          ORDER BY "subscription_id" COLLATE "C", "lane" COLLATE "C") c
        CROSS JOIN LATERAL (
          SELECT "head_seq", "ctid"::text AS "place" FROM "lanes"
          WHERE "subscription_id" = c."subscription_id" AND "lane" = c."lane"
            AND "claim" = c."claim"
          OFFSET 0 FOR UPDATE
        ) l`,
  );
}

/**
 * Locks the lanes of those that were moved into another one since they were claimed, and are its
 * head: the delivery says which one that is. The lanes have no index to find it by its number.
 */
function lockMoved(
  tx: Transaction,
  deliveries: readonly DeliveryClaim[],
): Promise<readonly { readonly seq: number; readonly place: string }[]> {
  return tx.all(
    sql`SELECT c."seq", l."place"
        FROM (SELECT "given"."seq", "given"."claim", d."subscription_id", d."lane"
          FROM ${claims(deliveries)} AS "given"
          CROSS JOIN LATERAL (
            SELECT "subscription_id", "lane" FROM "deliveries" WHERE "seq" = "given"."seq" OFFSET 0
          ) d ORDER BY d."subscription_id" COLLATE "C", d."lane" COLLATE "C") c
        CROSS JOIN LATERAL (
          SELECT "ctid"::text AS "place" FROM "lanes"
          WHERE "subscription_id" = c."subscription_id" AND "lane" = c."lane"
            AND "claim" = c."claim" AND "head_seq" = c."seq"
          OFFSET 0 FOR UPDATE
        ) l`,
  );
}

/**
 * Of those that were moved, given up, or claimed by somebody else in the meantime. Without a lane,
 * the delivery itself is locked: whoever revives or erases it changes it as well.
 */
async function lockWherever(
  tx: Transaction,
  seqs: readonly number[],
): Promise<readonly LockedLane[]> {
  const lanes = await lockCurrentLanes(tx, seqs);
  const others = withoutLane(seqs, lanes);
  if (others.length === 0) return lanes;
  const deliveries = await tx.all<Omit<LockedLane, 'claim' | 'headSeq' | 'place'>>(
    sql`SELECT d."seq", d."subscription_id" AS "subscriptionId", d."lane", m."claim" AS "movedClaim"
        FROM ${listed(others)} w JOIN "deliveries" d ON d."seq" = w."seq"
        LEFT JOIN "moved_claims" m ON m."seq" = w."seq"
        ORDER BY d."seq" FOR UPDATE OF d`,
  );
  // Whoever had them locked until now may have put them into lanes.
  const revived = await lockCurrentLanes(tx, others);
  const without = new Set(withoutLane(others, revived));
  return [
    ...lanes,
    ...revived,
    ...deliveries
      .filter(({ seq }) => without.has(seq))
      .map((one) => ({ ...one, claim: null, headSeq: null, place: null })),
  ];
}

function lockCurrentLanes(tx: Transaction, seqs: readonly number[]): Promise<LockedLane[]> {
  return tx.all<LockedLane>(
    sql`SELECT d."seq", l."subscription_id" AS "subscriptionId", l."lane", l."claim",
          l."head_seq" AS "headSeq", m."claim" AS "movedClaim", l."ctid"::text AS "place"
        FROM ${listed(seqs)} w JOIN "deliveries" d ON d."seq" = w."seq"
        LEFT JOIN "moved_claims" m ON m."seq" = w."seq"
        JOIN "lanes" l ON l."subscription_id" = d."subscription_id" AND l."lane" = d."lane"
        ORDER BY l."subscription_id" COLLATE "C", l."lane" COLLATE "C" FOR UPDATE OF l`,
  );
}

function withoutLane(seqs: readonly number[], lanes: readonly LockedLane[]): readonly number[] {
  const found = new Set(lanes.map(({ seq }) => seq));
  return seqs.filter((seq) => !found.has(seq));
}

function listed(seqs: readonly number[]): SqlRows {
  return rows(
    { seq: 'bigint' },
    seqs.map((seq) => [seq]),
  );
}

/**
 * Takes the claims out of locked lanes, and those of these deliveries that are stored beside lanes:
 * for `restoreClaims`.
 */
export async function takeClaims(
  tx: Transaction,
  options: {
    readonly subscriptionId: string;
    readonly lanes: readonly string[];
    readonly seqs: readonly number[];
  },
): Promise<readonly KnownClaim[]> {
  const { subscriptionId, lanes, seqs } = options;
  const ofLanes = await tx.all<KnownClaim>(
    sql`SELECT COALESCE("claimed_seq", "head_seq") AS "seq", "claim",
          "claimed_until" AS "claimedUntil" FROM "lanes"
        WHERE "subscription_id" = ${subscriptionId} AND "lane" IN ${texts(lanes)}
          AND "claim" IS NOT NULL AND "claimed_until" > ${databaseNow}`,
  );
  if (ofLanes.length > 0) {
    await tx.run(
      sql`UPDATE "lanes" SET ${unclaimed}
          WHERE "subscription_id" = ${subscriptionId} AND "lane" IN ${texts(lanes)}
            AND "claim" IS NOT NULL`,
    );
  }
  const moved = await tx.all<KnownClaim>(
    sql`WITH "gone" AS (
          DELETE FROM "moved_claims" WHERE "seq" IN ${integers(seqs)} RETURNING *
        )
        SELECT "seq", "claim", "claimed_until" AS "claimedUntil" FROM "gone"
        WHERE "claimed_until" > ${databaseNow}`,
  );
  return [...ofLanes, ...moved];
}

interface KnownClaim {
  readonly seq: number;
  readonly claim: number;
  readonly claimedUntil: number;
}

/**
 * Lanes whose deliveries were moved wait for what is in flight: a claim is stored in the lane whose
 * next delivery it is for, and otherwise beside it, whether or not there is such a lane now.
 */
export async function restoreClaims(tx: Transaction, known: readonly KnownClaim[]): Promise<void> {
  const given = rows(
    { seq: 'bigint', claim: 'bigint', claimed_until: 'bigint' },
    known.map(({ seq, claim, claimedUntil }) => [seq, claim, claimedUntil]),
  );
  await tx.run(
    sql`UPDATE "lanes" SET "claim" = g."claim", "claimed_seq" = g."seq",
          "claimed_until" = g."claimed_until"
        FROM ${given} g JOIN "deliveries" d ON d."seq" = g."seq"
        WHERE "lanes"."subscription_id" = d."subscription_id" AND "lanes"."lane" = d."lane"
          AND "lanes"."head_seq" = g."seq"`,
  );
  await tx.run(
    sql`INSERT INTO "moved_claims" ("seq", "subscription_id", "lane", "claim", "claimed_until")
        SELECT g."seq", d."subscription_id", d."lane", g."claim", g."claimed_until"
        FROM ${given} g JOIN "deliveries" d ON d."seq" = g."seq"
        LEFT JOIN "lanes" l ON l."subscription_id" = d."subscription_id" AND l."lane" = d."lane"
        WHERE l."head_seq" IS DISTINCT FROM g."seq"
        ON CONFLICT ("seq") DO NOTHING`,
  );
}

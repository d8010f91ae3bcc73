import { setImmediate } from 'node:timers/promises';

import { seconds } from '../../shared/clock/durations.ts';
import type { Insert } from '../sql/insert.ts';
import { sql } from '../sql/sql.ts';
import type { Transaction } from '../transaction.ts';

/** The time steps in which it is counted, in seconds. */
export const flowSteps = [60, 3_600] as const;
export type FlowStep = (typeof flowSteps)[number];

/** What is counted. */
export interface FlowCounts {
  readonly activities: number;
  readonly events: number;
  readonly delivered: number;
  readonly failedAttempts: number;
  readonly dead: number;
}

/** Something to count, with its time in epoch milliseconds. */
export interface Flow extends Partial<FlowCounts> {
  readonly at: number;
}

/**
 * Concurrent counters, in other processes and threads, use rows of their own, so that nobody waits
 * for another's commit. Only the sum matters: two that happen to share one merely wait.
 */
const shards = 16;
const shard = Math.floor(Math.random() * shards);

const insert: Insert = {
  table: 'flow_counts',
  columns: {
    step: 'integer',
    at: 'bigint',
    shard: 'integer',
    activities: 'bigint',
    events: 'bigint',
    delivered: 'bigint',
    failed_attempts: 'bigint',
    dead: 'bigint',
  },
  onConflict: `ON CONFLICT ("step", "at", "shard") DO UPDATE SET
    "activities" = "flow_counts"."activities" + excluded."activities",
    "events" = "flow_counts"."events" + excluded."events",
    "delivered" = "flow_counts"."delivered" + excluded."delivered",
    "failed_attempts" = "flow_counts"."failed_attempts" + excluded."failed_attempts",
    "dead" = "flow_counts"."dead" + excluded."dead"`,
};

export const noFlow: FlowCounts = {
  activities: 0,
  events: 0,
  delivered: 0,
  failedAttempts: 0,
  dead: 0,
};

/**
 * Adds to the counts of the minutes and hours in which it happened: in the transaction that stores
 * what is counted, so that both or neither are stored, and as its last statement, as the rows are
 * locked until its end. One or two rows per step, however much is counted.
 */
export async function countFlow(tx: Transaction, flows: readonly Flow[]): Promise<void> {
  const sums = new Map<string, FlowCounts & { readonly step: FlowStep; readonly at: number }>();
  for (const step of flowSteps) {
    for (const flow of flows) {
      const at = startOf(flow.at, step);
      const key = `${step} ${at}`;
      sums.set(key, { ...addFlow(sums.get(key) ?? noFlow, flow), step, at });
    }
  }
  const rows = [...sums.values()].toSorted((a, b) => a.step - b.step || a.at - b.at);
  await tx.insertMany(
    insert,
    rows.map(({ step, at, activities, events, delivered, failedAttempts, dead }) => [
      step,
      at,
      shard,
      activities,
      events,
      delivered,
      failedAttempts,
      dead,
    ]),
  );
}

export function addFlow(sum: FlowCounts, flow: Partial<FlowCounts>): FlowCounts {
  return {
    activities: sum.activities + (flow.activities ?? 0),
    events: sum.events + (flow.events ?? 0),
    delivered: sum.delivered + (flow.delivered ?? 0),
    failedAttempts: sum.failedAttempts + (flow.failedAttempts ?? 0),
    dead: sum.dead + (flow.dead ?? 0),
  };
}

/** When the step that contains a time starts, in epoch milliseconds. */
export function startOf(at: number, stepSeconds: number): number {
  const stepMs = stepSeconds * seconds;
  return Math.floor(at / stepMs) * stepMs;
}

/**
 * What was counted from one time (inclusive) to another (exclusive), step by step. Empty steps are
 * omitted.
 */
export async function readFlow(
  tx: Transaction,
  options: { readonly step: FlowStep; readonly from: number; readonly to: number },
): Promise<readonly (FlowCounts & { readonly at: number })[]> {
  const rows = await tx.all<FlowCounts & { readonly at: number }>(
    sql`SELECT "at", SUM("activities") AS "activities", SUM("events") AS "events",
          SUM("delivered") AS "delivered", SUM("failed_attempts") AS "failedAttempts",
          SUM("dead") AS "dead"
        FROM "flow_counts"
        WHERE "step" = ${options.step} AND "at" >= ${options.from} AND "at" < ${options.to}
        GROUP BY "at" ORDER BY "at"`,
  );
  return rows.map((row) => ({
    at: Number(row.at),
    activities: Number(row.activities),
    events: Number(row.events),
    delivered: Number(row.delivered),
    failedAttempts: Number(row.failedAttempts),
    dead: Number(row.dead),
  }));
}

/** How many deliveries are waiting, and since when the oldest of them, in epoch milliseconds. */
export interface BacklogNow {
  /** Undefined if there are more than `upTo`. */
  readonly pending: number | undefined;
  readonly oldestAt: number | null;
}

/** How many are counted at once, before others have the thread. */
export const countedAtOnce = 20_000;

/** Counts along an index. */
export async function readBacklog(
  tx: Transaction,
  { upTo = Number.POSITIVE_INFINITY }: { readonly upTo?: number } = {},
): Promise<BacklogNow> {
  // Pending, in the terms of the index.
  const pending = sql`"deliveries" WHERE "finished_at" IS NULL`;
  const first = await tx.first<{ oldest: number }>(
    sql`SELECT "created_at" AS "oldest" FROM ${pending} ORDER BY "seq" LIMIT 1`,
  );
  let count = 0;
  for (let after = 0; count <= upTo;) {
    const limit = Math.min(countedAtOnce, upTo + 1 - count);
    const step = await tx.first<{ count: number; last: number | null }>(
      sql`SELECT COUNT(*) AS "count", MAX("seq") AS "last" FROM (
            SELECT "seq" FROM ${pending} AND "seq" > ${after} ORDER BY "seq" LIMIT ${limit}
          ) AS "some"`,
    );
    const counted = Number(step?.count ?? 0);
    count += counted;
    if (counted < limit) break;
    after = Number(step?.last);
    await setImmediate();
  }
  return {
    pending: count > upTo ? undefined : count,
    oldestAt: first === undefined ? null : Number(first.oldest),
  };
}

export interface BacklogLevel {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly pending: number;
  readonly oldestSeconds: number;
}

/** Stores a level for its minute, and the highest for its hour. */
export async function keepLevel(tx: Transaction, level: BacklogLevel): Promise<void> {
  for (const step of flowSteps) {
    await tx.run(
      sql`INSERT INTO "backlog_levels" ("step", "at", "pending", "oldest_seconds")
          VALUES (${step}, ${startOf(level.at, step)}, ${level.pending}, ${level.oldestSeconds})
          ON CONFLICT ("step", "at") DO UPDATE SET
            "pending" = CASE WHEN excluded."pending" > "backlog_levels"."pending"
              THEN excluded."pending" ELSE "backlog_levels"."pending" END,
            "oldest_seconds" = CASE
              WHEN excluded."oldest_seconds" > "backlog_levels"."oldest_seconds"
              THEN excluded."oldest_seconds" ELSE "backlog_levels"."oldest_seconds" END`,
    );
  }
}

export async function readLevels(
  tx: Transaction,
  options: { readonly step: FlowStep; readonly from: number; readonly to: number },
): Promise<readonly BacklogLevel[]> {
  const rows = await tx.all<BacklogLevel>(
    sql`SELECT "at", "pending", "oldest_seconds" AS "oldestSeconds" FROM "backlog_levels"
        WHERE "step" = ${options.step} AND "at" >= ${options.from} AND "at" < ${options.to}
        ORDER BY "at"`,
  );
  return rows.map(({ at, pending, oldestSeconds }) => ({
    at: Number(at),
    pending: Number(pending),
    oldestSeconds: Number(oldestSeconds),
  }));
}

/** Deletes steps that started before a given time. */
export async function purgeFlow(
  tx: Transaction,
  options: { readonly step: FlowStep; readonly before: number },
): Promise<void> {
  const { step, before } = options;
  await tx.run(sql`DELETE FROM "flow_counts" WHERE "step" = ${step} AND "at" < ${before}`);
  await tx.run(sql`DELETE FROM "backlog_levels" WHERE "step" = ${step} AND "at" < ${before}`);
}

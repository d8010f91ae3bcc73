import type { Database } from '../../database/database.ts';
import type { Ordering } from '../../database/entities/subscription.entity.ts';
import { insertRows, placeholders, tuples } from '../../database/sql.ts';
import type { Demand, DeliveryQueue, DueDelivery, NewDelivery, Outcome } from './delivery-queue.ts';
import { advanceLanes, advanceLanesOf } from './lanes.ts';
import type { Transaction } from '../../database/transaction.ts';

interface DueRow extends DueDelivery {
  readonly retrying: number;
  readonly nextAttemptAt: number;
}

/**
 * The queue of one machine: rows of SQLite, claims in memory.
 *
 * A claim needs no row of its own, as one process alone works on the file (see `lockInstance`):
 * when it dies its claims die with it, the deliveries are still pending, and the next start finds
 * them due. So an attempt costs one write, its outcome.
 */
export class EmbeddedDeliveryQueue implements DeliveryQueue {
  readonly #database: Database;
  /** Deliveries in flight, and the lanes that they keep busy. */
  readonly #claimed = new Map<number, BusyLane>();
  /** Settled since the latest claim began to read: what it read of these is out of date. */
  readonly #settledMeanwhile = new Set<number>();

  constructor(database: Database) {
    this.#database = database;
  }

  async enqueue(
    transaction: Transaction,
    options: { readonly deliveries: readonly NewDelivery[]; readonly now: number },
  ): Promise<void> {
    const { deliveries, now } = options;
    if (deliveries.length === 0) return;
    await insertRows(transaction, {
      table: 'deliveries',
      columns: [
        'subscription_id',
        'event_seq',
        'lane',
        'head',
        'status',
        'attempts',
        'retrying',
        'next_attempt_at',
        'created_at',
      ],
      rows: deliveries.map(({ subscriptionId, eventSeq, lane, notBefore }) => [
        subscriptionId,
        eventSeq,
        lane,
        false,
        'pending',
        0,
        false,
        notBefore ?? now,
        now,
      ]),
    });
    await advanceLanes(transaction, deliveries);
  }

  async claim(options: {
    readonly demands: readonly Demand[];
    readonly now: number;
  }): Promise<readonly DueDelivery[]> {
    const demands = options.demands.filter(({ limit }) => limit > 0);
    if (demands.length === 0) return [];
    const reach = this.#reach(demands);
    this.#settledMeanwhile.clear();
    const subscriptions = JSON.stringify(demands.map(({ subscriptionId }) => subscriptionId));
    const rows = await this.#database.read((transaction) =>
      transaction.query<DueRow[]>(`${dueSql(0)} UNION ALL ${dueSql(1)}`, [
        subscriptions,
        options.now,
        reach,
        subscriptions,
        options.now,
        reach,
      ]),
    );
    return this.#take({ rows, demands });
  }

  /** How many due rows to read per subscription: what is in flight is due too, and comes first. */
  #reach(demands: readonly Demand[]): number {
    const inFlight = new Map<string, number>();
    for (const { subscriptionId } of this.#claimed.values()) {
      inFlight.set(subscriptionId, (inFlight.get(subscriptionId) ?? 0) + 1);
    }
    return Math.max(
      ...demands.map(({ subscriptionId, limit }) => limit + (inFlight.get(subscriptionId) ?? 0)),
    );
  }

  /** Chooses from what is due, oldest first, within each subscription's demand. */
  #take(options: {
    readonly rows: readonly DueRow[];
    readonly demands: readonly Demand[];
  }): DueDelivery[] {
    const left = new Map(
      options.demands.map((demand) => [
        demand.subscriptionId,
        { limit: demand.limit, retries: demand.retries },
      ]),
    );
    const busy = new Set([...this.#claimed.values()].map(laneKey));
    const taken: DueDelivery[] = [];
    const oldestFirst = options.rows.toSorted(
      (a, b) => a.nextAttemptAt - b.nextAttemptAt || a.seq - b.seq,
    );
    for (const { retrying, nextAttemptAt: _, ...delivery } of oldestFirst) {
      const demand = left.get(delivery.subscriptionId);
      if (demand === undefined || demand.limit === 0) continue;
      if (this.#claimed.has(delivery.seq) || this.#settledMeanwhile.has(delivery.seq)) continue;
      // A lane can have another head while one of it is in flight: a retry by hand, a new ordering.
      if (busy.has(laneKey(delivery))) continue;
      if (retrying === 1 && demand.retries === 0) continue;
      demand.limit -= 1;
      demand.retries -= retrying;
      this.#claimed.set(delivery.seq, delivery);
      busy.add(laneKey(delivery));
      taken.push(delivery);
    }
    return taken;
  }

  async nextDueAt(options: { readonly now: number }): Promise<number | null> {
    const rows = await this.#database.read((transaction) =>
      transaction.query<{ at: number | null }[]>(
        `SELECT MIN((
           SELECT d."next_attempt_at" FROM "deliveries" d
           WHERE d."subscription_id" = s."id" AND d."head" = 1 AND d."status" = 'pending'
             AND d."retrying" = 1 AND d."next_attempt_at" > ?
           ORDER BY d."next_attempt_at" LIMIT 1
         )) AS "at"
         FROM "subscriptions" s WHERE s."status" = 'active' AND s."deleted_at" IS NULL`,
        [options.now],
      ),
    );
    return rows[0]?.at ?? null;
  }

  async ready(
    transaction: Transaction,
    options: { readonly eventSeqs: readonly number[] },
  ): Promise<void> {
    if (options.eventSeqs.length === 0) return;
    await transaction.query(
      `UPDATE "deliveries" SET "next_attempt_at" = "created_at"
       WHERE "event_seq" IN (${placeholders(options.eventSeqs.length)})
         AND "status" = 'pending' AND "retrying" = 0`,
      [...options.eventSeqs],
    );
  }

  async settle(transaction: Transaction, outcomes: readonly Outcome[]): Promise<void> {
    if (outcomes.length === 0) return;
    await transaction.query(
      `WITH "outcome" ("seq", "status", "attempts", "retrying", "next_attempt_at", "finished_at")
         AS (VALUES ${tuples(outcomes.length, 6)})
       UPDATE "deliveries" SET
         "status" = "outcome"."status",
         "attempts" = "outcome"."attempts",
         "retrying" = "outcome"."retrying",
         "next_attempt_at" = "outcome"."next_attempt_at",
         "finished_at" = "outcome"."finished_at",
         "head" = CASE "outcome"."status" WHEN 'pending' THEN "deliveries"."head" ELSE 0 END
       FROM "outcome"
       WHERE "deliveries"."seq" = "outcome"."seq"
         AND ("deliveries"."status" = 'pending' OR "outcome"."status" = 'delivered')`,
      outcomes.flatMap(outcomeRow),
    );
    const finished = outcomes.filter(({ status }) => status !== 'pending');
    if (finished.length > 0) {
      await advanceLanesOf(
        transaction,
        finished.map(({ delivery }) => delivery.seq),
      );
    }
    this.#database.afterCommit(() => {
      for (const { delivery } of outcomes) {
        this.#claimed.delete(delivery.seq);
        this.#settledMeanwhile.add(delivery.seq);
      }
    });
  }

  release(deliveries: readonly DueDelivery[]): void {
    for (const { seq } of deliveries) this.#claimed.delete(seq);
  }

  async retry(
    transaction: Transaction,
    options: { readonly seq: number; readonly now: number },
  ): Promise<void> {
    await transaction.query(
      `UPDATE "deliveries" SET "status" = 'pending', "attempts" = 0, "retrying" = 0,
         "next_attempt_at" = ?, "finished_at" = NULL WHERE "seq" = ?`,
      [options.now, options.seq],
    );
    // It may stand before the present head of its lane.
    await transaction.query(
      `UPDATE "deliveries" SET "head" = 0
       WHERE "head" = 1 AND "status" = 'pending' AND ("subscription_id", "lane") IN (
         SELECT "subscription_id", "lane" FROM "deliveries" WHERE "seq" = ?)`,
      [options.seq],
    );
    await advanceLanesOf(transaction, [options.seq]);
  }

  async hasten(
    transaction: Transaction,
    options: { readonly subscriptionId: string; readonly now: number },
  ): Promise<void> {
    // Back to the time of its making, so that what waited longest goes first.
    await transaction.query(
      `UPDATE "deliveries" SET "attempts" = 0, "retrying" = 0, "next_attempt_at" = "created_at"
       WHERE "subscription_id" = ? AND "status" = 'pending' AND "retrying" = 1`,
      [options.subscriptionId],
    );
  }

  async cancel(
    transaction: Transaction,
    options: { readonly subscriptionId: string; readonly now: number },
  ): Promise<void> {
    await transaction.query(
      `UPDATE "deliveries" SET "status" = 'cancelled', "head" = 0, "finished_at" = ?
       WHERE "subscription_id" = ? AND "status" = 'pending'`,
      [options.now, options.subscriptionId],
    );
  }

  async reorder(
    transaction: Transaction,
    options: { readonly subscriptionId: string; readonly ordering: Ordering },
  ): Promise<void> {
    const { subscriptionId, ordering } = options;
    await transaction.query(
      `UPDATE "deliveries" SET "head" = 0, "lane" = (
         SELECT ${laneSql(ordering)} FROM "events" e WHERE e."seq" = "deliveries"."event_seq")
       WHERE "subscription_id" = ? AND "status" = 'pending'`,
      [subscriptionId],
    );
    await transaction.query(
      `UPDATE "deliveries" SET "head" = 1 WHERE "seq" IN (
         SELECT MIN("seq") FROM "deliveries"
         WHERE "subscription_id" = ? AND "status" = 'pending' GROUP BY "lane")`,
      [subscriptionId],
    );
    await this.#followLanes(transaction, subscriptionId);
  }

  /** What is in flight keeps the lane busy that it is in now. */
  async #followLanes(transaction: Transaction, subscriptionId: string): Promise<void> {
    const inFlight = [...this.#claimed]
      .filter(([, lane]) => lane.subscriptionId === subscriptionId)
      .map(([seq]) => seq);
    if (inFlight.length === 0) return;
    const rows = await transaction.query<{ seq: number; lane: string }[]>(
      `SELECT "seq", "lane" FROM "deliveries" WHERE "seq" IN (${placeholders(inFlight.length)})`,
      inFlight,
    );
    this.#database.afterCommit(() => {
      for (const { seq, lane } of rows) {
        if (this.#claimed.has(seq)) this.#claimed.set(seq, { subscriptionId, lane });
      }
    });
  }
}

interface BusyLane {
  readonly subscriptionId: string;
  readonly lane: string;
}

function laneKey({ subscriptionId, lane }: BusyLane): string {
  return `${subscriptionId} ${lane}`;
}

/** Due heads of each wanted subscription, either first attempts or retries: one seek for each. */
function dueSql(retrying: 0 | 1): string {
  return `SELECT d."seq", d."subscription_id" AS "subscriptionId", d."event_seq" AS "eventSeq",
      d."lane", d."attempts", d."retrying", d."next_attempt_at" AS "nextAttemptAt"
    FROM json_each(?) AS "wanted" CROSS JOIN "deliveries" d ON d."seq" IN (
      SELECT "seq" FROM "deliveries"
      WHERE "subscription_id" = "wanted"."value" AND "head" = 1 AND "status" = 'pending'
        AND "retrying" = ${retrying} AND "next_attempt_at" <= ?
      ORDER BY "next_attempt_at", "seq" LIMIT ?)`;
}

function outcomeRow(outcome: Outcome): (string | number | null)[] {
  const { delivery } = outcome;
  if (outcome.status !== 'pending') {
    return [delivery.seq, outcome.status, delivery.attempts + 1, 0, outcome.at, outcome.at];
  }
  const attempts = delivery.attempts + (outcome.counts ? 1 : 0);
  return [delivery.seq, 'pending', attempts, 1, outcome.nextAttemptAt, null];
}

/** `laneOf` in SQL; a test holds the two together. */
function laneSql(ordering: Ordering): string {
  if (ordering === 'connection') return 'e."connection_id"';
  if (ordering === 'none') return 'e."id"';
  return `COALESCE(e."connection_id" || '/' || e."subject_kind" || '/' || e."subject_id", e."id")`;
}

import type { DeliveryCause, DeliveryStatus } from '../entities/delivery.entity.ts';
import type { Ordering } from '../entities/subscription.entity.ts';
import type { Insert } from '../sql/insert.ts';
import { integers, sql, texts } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import type { Transaction } from '../transaction.ts';
import type { LaneKey } from './lanes.ts';

export interface DeliveryToInsert {
  readonly subscriptionId: string;
  readonly eventSeq: number;
  readonly lane: string;
  readonly cause: DeliveryCause;
  readonly replayId: string | null;
}

const insert: Insert = {
  table: 'deliveries',
  columns: {
    subscription_id: 'text',
    event_seq: 'bigint',
    lane: 'text',
    status: 'text',
    cause: 'text',
    replay_id: 'text',
    created_at: 'bigint',
  },
  // A replay creates each of its deliveries once, whoever does it first.
  onConflict: 'ON CONFLICT DO NOTHING',
  returning: ['seq', 'subscription_id', 'event_seq', 'lane', 'cause'],
};

/** @returns what was inserted, with its `seq`, in no order */
export async function insertDeliveries(
  tx: Transaction,
  options: { readonly deliveries: readonly DeliveryToInsert[]; readonly now: number },
) {
  const inserted = await tx.insertMany<{
    seq: number;
    subscription_id: string;
    event_seq: number;
    lane: string;
    cause: DeliveryCause;
  }>(
    insert,
    options.deliveries.map(({ subscriptionId, eventSeq, lane, cause, replayId }) => [
      subscriptionId,
      eventSeq,
      lane,
      'pending',
      cause,
      replayId,
      options.now,
    ]),
  );
  return inserted.map(({ seq, subscription_id, event_seq, lane, cause }) => ({
    seq: Number(seq),
    subscriptionId: subscription_id,
    eventSeq: Number(event_seq),
    lane,
    cause,
  }));
}

/** A delivery that ended, and the lane that it was claimed in. */
export interface FinishedDelivery {
  readonly seq: number;
  readonly subscriptionId: string;
  readonly lane: string;
  readonly status: Extract<DeliveryStatus, 'delivered' | 'dead'>;
  readonly at: number;
}

/**
 * Finishes those that are pending; one that was delivered anyway is marked so, whatever it was.
 *
 * @returns those that it finished, with their current lanes
 */
export async function finishDeliveries(
  tx: Transaction,
  outcomes: readonly FinishedDelivery[],
): Promise<readonly FinishedDelivery[]> {
  // Nearly all are where they were. SQLite takes nearly twice as long for returning a row.
  const missed = await tx.eachMissed(
    outcomes,
    ({ seq, lane, status, at }) =>
      sql`UPDATE "deliveries" SET "status" = ${status}, "finished_at" = ${at}
          WHERE "seq" = ${seq} AND "lane" = ${lane}
            AND ("status" = 'pending' OR ${status === 'delivered'})`,
  );
  if (missed.length === 0) return outcomes;
  const elsewhere = new Set(missed);
  const finished = outcomes.filter((one) => !elsewhere.has(one));
  for (const one of missed) {
    const { seq, status, at } = one;
    const row = await tx.first<{ lane: string }>(
      sql`UPDATE "deliveries" SET "status" = ${status}, "finished_at" = ${at}
          WHERE "seq" = ${seq} AND ("status" = 'pending' OR ${status === 'delivered'})
          RETURNING "lane"`,
    );
    if (row !== undefined) finished.push({ ...one, lane: row.lane });
  }
  return finished;
}

/** Makes one pending again on request, in a given lane, unless it was delivered in the meantime. */
export function reviveDelivery(
  tx: Transaction,
  { seq, lane }: { readonly seq: number; readonly lane: string },
) {
  return tx.run(
    sql`UPDATE "deliveries" SET "status" = 'pending', "finished_at" = NULL, "lane" = ${lane},
          "cause" = CASE "status" WHEN 'pending' THEN "cause" ELSE 'retry' END
        WHERE "seq" = ${seq} AND "status" <> 'delivered'`,
  );
}

/** The lane that a delivery belongs in by the current ordering of its subscription. */
async function findLaneFor(tx: Transaction, seq: number): Promise<string | undefined> {
  const found = await tx.first<{ ordering: Ordering }>(
    sql`SELECT s."ordering" FROM "deliveries" d JOIN "subscriptions" s ON s."id" = d."subscription_id"
        WHERE d."seq" = ${seq}`,
  );
  if (found === undefined) return undefined;
  const event = await tx.first<{ lane: string }>(
    sql`SELECT ${laneOfEvent(found.ordering)} AS "lane"
        FROM "deliveries" d JOIN "events" e ON e."seq" = d."event_seq" WHERE d."seq" = ${seq}`,
  );
  return event?.lane;
}

/** One delivery, several, or those that a replay created for these events, both ends included. */
export type GivenUp =
  | { readonly seq: number }
  | { readonly seqs: readonly number[] }
  | { readonly replayId: string; readonly first: number; readonly last: number };

function pendingOf(which: GivenUp): Sql {
  if ('seq' in which) return sql`"seq" = ${which.seq} AND "status" = 'pending'`;
  if ('seqs' in which) return sql`"seq" IN ${integers(which.seqs)} AND "status" = 'pending'`;
  return sql`"replay_id" IS NOT NULL AND "replay_id" = ${which.replayId}
        AND "event_seq" >= ${which.first} AND "event_seq" <= ${which.last} AND "status" = 'pending'`;
}

/** Gives up those that are pending. @returns which they were */
export function giveUpDeliveries(
  tx: Transaction,
  options: { readonly which: GivenUp; readonly now: number },
) {
  return tx.all<{
    readonly subscriptionId: string;
    readonly lane: string;
    readonly seq: number;
  }>(
    sql`UPDATE "deliveries" SET "status" = 'cancelled', "finished_at" = ${options.now}
        WHERE ${pendingOf(options.which)}
        RETURNING "subscription_id" AS "subscriptionId", "lane", "seq"`,
  );
}

/** @returns the lanes in which they are pending */
export function findPendingLanes(tx: Transaction, which: GivenUp) {
  return tx.all<{ readonly subscriptionId: string; readonly lane: string }>(
    sql`SELECT DISTINCT "subscription_id" AS "subscriptionId", "lane" FROM "deliveries"
        WHERE ${pendingOf(which)}`,
  );
}

/** The lane that a delivery is in, and the one that it belongs in when it is retried. */
export async function findLanesFor(tx: Transaction, seq: number) {
  const known = await tx.first<LaneKey & { readonly status: DeliveryStatus }>(
    sql`SELECT "subscription_id" AS "subscriptionId", "lane", "status" FROM "deliveries"
        WHERE "seq" = ${seq}`,
  );
  if (known === undefined) return undefined;
  const { subscriptionId, lane, status } = known;
  // One that had ended was left where it was when its subscription got another ordering.
  const target = status === 'pending' ? undefined : await findLaneFor(tx, seq);
  return { subscriptionId, lane, target: target ?? lane };
}

/** @returns the lanes that deliveries of these events are or were in */
export function findLanesOfEvents(tx: Transaction, eventSeqs: readonly number[]) {
  return tx.all<{ readonly subscriptionId: string; readonly lane: string }>(
    sql`SELECT "subscription_id" AS "subscriptionId", "lane" FROM "deliveries"
        WHERE "event_seq" IN ${integers(eventSeqs)}`,
  );
}

/** @returns the lanes that these are in now */
export function findLanesOf(tx: Transaction, seqs: readonly number[]) {
  return tx.all<{ readonly seq: number; readonly lane: string }>(
    sql`SELECT "seq", "lane" FROM "deliveries" WHERE "seq" IN ${integers(seqs)}`,
  );
}

/** @returns the positions of some that are pending for a subscription, lane by lane */
export async function findPending(
  tx: Transaction,
  options: { readonly subscriptionId: string; readonly limit: number },
): Promise<readonly number[]> {
  const found = await tx.all<{ readonly seq: number }>(
    sql`SELECT "seq" FROM "deliveries"
        WHERE "subscription_id" = ${options.subscriptionId} AND "status" = 'pending'
        ORDER BY "lane", "event_seq", "seq" LIMIT ${options.limit}`,
  );
  return found.map(({ seq }) => Number(seq));
}

/** Which of these subscriptions are not active, so that new events are caught up later. */
export async function inactiveAmong(
  tx: Transaction,
  subscriptionIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const found = await tx.all<{ id: string }>(
    sql`SELECT "id" FROM "subscriptions"
        WHERE "id" IN ${texts(subscriptionIds)} AND "status" <> 'active'`,
  );
  return new Set(found.map(({ id }) => id));
}

/** `laneOf` in SQL, for an event `e`; a test keeps the two consistent. */
export function laneOfEvent(ordering: Ordering): Sql {
  if (ordering === 'connection') return sql`e."connection_id"`;
  if (ordering === 'none') return sql`e."id"`;
  return sql`COALESCE(e."connection_id" || '/' || e."subject_kind" || '/' || e."subject_id", e."id")`;
}

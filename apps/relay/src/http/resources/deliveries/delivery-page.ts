import type { DeliveryStatus } from '../../../database/entities/delivery.entity.ts';
import { logSteps } from '../../../database/log-steps.ts';
import type { LogEnds } from '../../../database/log-steps.ts';
import { sql } from '../../../database/sql/sql.ts';
import type { Sql } from '../../../database/sql/sql.ts';
import type { Transaction } from '../../../database/transaction.ts';
import { deliveryQuery } from './delivery-reader.ts';
import type { DeliveryFilter, DeliveryRow } from './delivery-reader.ts';

/** Up to this many count as few. */
const mostFew = 1_000;

/** With more subscriptions than this, they are not looked up one by one. */
const maxSubscriptions = 100;

/**
 * A page of deliveries, by creation order or its reverse.
 *
 * If an index has this order, the page is read from it. Otherwise, if the filter matches few rows,
 * they are looked up, and if it matches many, the deliveries are scanned in steps: no statement
 * reads everything that is pending or was delivered, and none holds an embedded database for long.
 */
export async function readDeliveryPage(
  tx: Transaction,
  asked: DeliveryFilter,
): Promise<readonly DeliveryRow[]> {
  const subscriptionIds = await subscriptionsOf(tx, asked);
  // It is theirs, or there is nothing to look for.
  const filter = asked.subscriptionId === undefined ? asked : { ...asked, madeBy: null };
  if (subscriptionIds?.length === 0) return [];
  if (hasIndex(filter)) return deliveryQuery(tx, filter).getRawMany();
  if (subscriptionIds !== undefined) {
    const few = await fewDeliveries(tx, { subscriptionIds, status: filter.status });
    if (few !== undefined) return readFew(tx, { filter, few });
  }
  return walk(tx, { filter, ends: await endsOf(tx, { filter, subscriptionIds }) });
}

function hasIndex({ eventId, subscriptionId, status, madeBy }: DeliveryFilter): boolean {
  // An event has as many as it has subscriptions and replays.
  if (eventId !== undefined) return true;
  if (subscriptionId === undefined) return madeBy === null && status !== 'delivered';
  return status !== 'delivered' && status !== 'pending';
}

/** The subscriptions they belong to; undefined for any, or if there are very many. */
async function subscriptionsOf(
  tx: Transaction,
  { subscriptionId, madeBy }: DeliveryFilter,
): Promise<readonly string[] | undefined> {
  if (madeBy === null) return subscriptionId === undefined ? undefined : [subscriptionId];
  const made = await tx.all<{ id: string }>(
    sql`SELECT "id" FROM "subscriptions" WHERE "api_key_id" = ${madeBy}
          AND ${subscriptionId === undefined ? sql`1 = 1` : sql`"id" = ${subscriptionId}`}
        LIMIT ${maxSubscriptions + 1}`,
  );
  return made.length > maxSubscriptions ? undefined : made.map(({ id }) => id);
}

/** The positions of all of them; undefined if there are many. */
async function fewDeliveries(
  tx: Transaction,
  options: {
    readonly subscriptionIds: readonly string[];
    readonly status: DeliveryStatus | undefined;
  },
): Promise<readonly number[] | undefined> {
  const { subscriptionIds, status } = options;
  const few: number[] = [];
  for (const subscriptionId of subscriptionIds) {
    const found = await tx.all<{ seq: number }>(
      sql`SELECT "seq" FROM "deliveries" WHERE "subscription_id" = ${subscriptionId}
            AND ${ofStatus(status)} LIMIT ${mostFew + 1 - few.length}`,
    );
    few.push(...found.map(({ seq }) => Number(seq)));
    if (few.length > mostFew) return undefined;
  }
  return few;
}

/**
 * In the order of the indexes that begin with the subscription: otherwise PostgreSQL would scan a
 * whole index. Delivered ones have no such index and are the majority: any status.
 */
function ofStatus(status: DeliveryStatus | undefined): Sql {
  if (status === 'pending') return sql`"status" = 'pending' ORDER BY "lane", "event_seq", "seq"`;
  if (status === 'dead' || status === 'cancelled') {
    return sql`"status" = ${status} AND "status" IN ('dead', 'cancelled') ORDER BY "seq"`;
  }
  return sql`1 = 1 ORDER BY "seq"`;
}

async function readFew(
  tx: Transaction,
  { filter, few }: { readonly filter: DeliveryFilter; readonly few: readonly number[] },
): Promise<readonly DeliveryRow[]> {
  if (few.length === 0) return [];
  return deliveryQuery(tx, filter).andWhere('d.seq IN (:...few)', { few }).getRawMany();
}

/** The first and the last position of possible matches; undefined if there are none. */
async function endsOf(
  tx: Transaction,
  options: {
    readonly filter: DeliveryFilter;
    readonly subscriptionIds: readonly string[] | undefined;
  },
): Promise<LogEnds | undefined> {
  const { filter, subscriptionIds } = options;
  const all = await findEnds(tx, {
    of: filter.status === 'pending' ? sql`"finished_at" IS NULL` : sql`1 = 1`,
  });
  if (all === undefined || subscriptionIds === undefined) return all;
  const own: LogEnds[] = [];
  for (const id of subscriptionIds) {
    const ends = await findEnds(tx, { of: sql`"subscription_id" = ${id}` });
    if (ends !== undefined) own.push(ends);
  }
  if (own.length === 0) return undefined;
  return {
    first: Math.max(all.first, Math.min(...own.map(({ first }) => first))),
    last: Math.min(all.last, Math.max(...own.map(({ last }) => last))),
  };
}

async function findEnds(
  tx: Transaction,
  { of }: { readonly of: Sql },
): Promise<LogEnds | undefined> {
  const ends = await tx.first<{ first: number | null; last: number | null }>(
    sql`SELECT (SELECT "seq" FROM "deliveries" WHERE ${of} ORDER BY "seq" LIMIT 1) AS "first",
          (SELECT "seq" FROM "deliveries" WHERE ${of} ORDER BY "seq" DESC LIMIT 1) AS "last"`,
  );
  if (ends === undefined || ends.first === null) return undefined;
  return { first: Number(ends.first), last: Number(ends.last) };
}

async function walk(
  tx: Transaction,
  options: { readonly filter: DeliveryFilter; readonly ends: LogEnds | undefined },
): Promise<readonly DeliveryRow[]> {
  const { filter, ends } = options;
  const { after, order } = filter;
  const page: DeliveryRow[] = [];
  if (ends === undefined) return page;
  const first = order === 'asc' ? Math.max(ends.first, (after ?? 0) + 1) : ends.first;
  const last = order === 'desc' ? Math.min(ends.last, (after ?? Infinity) - 1) : ends.last;
  for await (const step of logSteps({ first, last, order })) {
    const limit = filter.limit - page.length;
    page.push(
      ...(await deliveryQuery(tx, { ...filter, limit })
        .andWhere('d.seq >= :first AND d.seq <= :last', step)
        .getRawMany<DeliveryRow>()),
    );
    if (page.length >= filter.limit) break;
  }
  return page;
}

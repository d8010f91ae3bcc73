import { setImmediate } from 'node:timers/promises';

import type { DeliveryStatus } from '../../../database/entities/delivery.entity.ts';
import { logSteps } from '../../../database/log-steps.ts';
import type { LogEnds } from '../../../database/log-steps.ts';
import { rows, sql } from '../../../database/sql/sql.ts';
import type { Sql } from '../../../database/sql/sql.ts';
import type { Transaction } from '../../../database/transaction.ts';
import { deliveryQuery } from './delivery-reader.ts';
import type { DeliveryFilter, DeliveryRow } from './delivery-reader.ts';

/** Up to this many count as few. */
const mostFew = 1_000;

/** With more subscriptions than this that have any, their deliveries are not looked up one by one. */
const maxSubscriptions = 100;

/** A key may have created any number of subscriptions: this many are examined per statement. */
const subscriptionsAtOnce = 1_000;

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
  if (subscriptionIds === undefined) {
    return walk(tx, { filter, ends: await allEnds(tx, filter) });
  }
  if (filter.status !== 'delivered' && filter.status !== 'pending') {
    return readFew(tx, { filter, few: await nextOfAll(tx, { filter, subscriptionIds }) });
  }
  const own = await ownEnds(tx, { filter, subscriptionIds });
  if (own.length <= maxSubscriptions) {
    const few = await fewDeliveries(tx, {
      subscriptionIds: own.map(({ id }) => id),
      status: filter.status,
    });
    if (few !== undefined) return readFew(tx, { filter, few });
  }
  return walk(tx, { filter, ends: within(await allEnds(tx, filter), own) });
}

function hasIndex({ eventId, subscriptionId, status, madeBy }: DeliveryFilter): boolean {
  // An event has as many as it has subscriptions and replays.
  if (eventId !== undefined) return true;
  if (subscriptionId === undefined) return madeBy === null && status !== 'delivered';
  return status !== 'delivered' && status !== 'pending';
}

/** The subscriptions they belong to; undefined for any. */
async function subscriptionsOf(
  tx: Transaction,
  { subscriptionId, madeBy }: DeliveryFilter,
): Promise<readonly string[] | undefined> {
  if (madeBy === null) return subscriptionId === undefined ? undefined : [subscriptionId];
  const made = await tx.all<{ id: string }>(
    sql`SELECT "id" FROM "subscriptions" WHERE "api_key_id" = ${madeBy}
          AND ${subscriptionId === undefined ? sql`1 = 1` : sql`"id" = ${subscriptionId}`}`,
  );
  return made.map(({ id }) => id);
}

/**
 * The positions of the next deliveries of several subscriptions, in the requested order: an index
 * has this order for each of them. Of most, only the first is looked up, as a page contains nothing
 * of those that begin after its end.
 */
async function nextOfAll(
  tx: Transaction,
  options: { readonly filter: DeliveryFilter; readonly subscriptionIds: readonly string[] },
): Promise<readonly number[]> {
  const { filter, subscriptionIds } = options;
  const { status, after, order, limit } = filter;
  const isAfter =
    after === undefined
      ? sql`1 = 1`
      : order === 'asc'
        ? sql`"seq" > ${after}`
        : sql`"seq" < ${after}`;
  const next = (id: Sql, count: number): Sql =>
    sql`SELECT "seq" FROM "deliveries" WHERE "subscription_id" = ${id} AND ${isAfter}
          AND ${hasStatus(status)} ORDER BY "seq" ${order === 'asc' ? sql`ASC` : sql`DESC`}
        LIMIT ${count}`;
  const inOrder = (a: number, b: number): number => (order === 'asc' ? a - b : b - a);
  const first = await eachSubscription<{ id: string; seq: number | null }>(tx, {
    subscriptionIds,
    columns: sql`(${next(sql`g."id"`, 1)}) AS "seq"`,
  });
  const begins = first
    .flatMap(({ id, seq }) => (seq === null ? [] : [{ id, seq: Number(seq) }]))
    .toSorted((a, b) => inOrder(a.seq, b.seq));
  let page: number[] = [];
  for (const { id, seq } of begins) {
    const last = page[limit - 1];
    if (last !== undefined && inOrder(last, seq) < 0) break;
    const found = await tx.all<{ seq: number }>(next(sql`${id}`, limit));
    page = [...page, ...found.map((one) => Number(one.seq))].toSorted(inOrder).slice(0, limit);
  }
  return page;
}

/** Reads columns for each of the given subscriptions, `g`, and lets others have the thread. */
async function eachSubscription<Row>(
  tx: Transaction,
  options: { readonly subscriptionIds: readonly string[]; readonly columns: Sql },
): Promise<readonly Row[]> {
  const { subscriptionIds, columns } = options;
  const found: Row[] = [];
  for (let done = 0; done < subscriptionIds.length; done += subscriptionsAtOnce) {
    if (done > 0) await setImmediate();
    const given = rows(
      { id: 'text' },
      subscriptionIds.slice(done, done + subscriptionsAtOnce).map((id) => [id]),
    );
    found.push(...(await tx.all<Row>(sql`SELECT g."id", ${columns} FROM ${given} g`)));
  }
  return found;
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
  return sql`${hasStatus(status)} ORDER BY "seq"`;
}

/** In the form of the index of those that were given up. */
function hasStatus(status: DeliveryStatus | undefined): Sql {
  return status === 'dead' || status === 'cancelled'
    ? sql`"status" = ${status} AND "status" IN ('dead', 'cancelled')`
    : sql`1 = 1`;
}

async function readFew(
  tx: Transaction,
  { filter, few }: { readonly filter: DeliveryFilter; readonly few: readonly number[] },
): Promise<readonly DeliveryRow[]> {
  if (few.length === 0) return [];
  return deliveryQuery(tx, filter).andWhere('d.seq IN (:...few)', { few }).getRawMany();
}

/** The first and the last position of deliveries of a subscription. */
interface OwnEnds extends LogEnds {
  readonly id: string;
}

/** Of those that have any; if pending ones are requested, of those that have any pending. */
async function ownEnds(
  tx: Transaction,
  options: { readonly filter: DeliveryFilter; readonly subscriptionIds: readonly string[] },
): Promise<readonly OwnEnds[]> {
  const { filter, subscriptionIds } = options;
  const one = (part: Sql): Sql =>
    sql`(SELECT "seq" FROM "deliveries" WHERE "subscription_id" = g."id" AND ${part} LIMIT 1)`;
  const found = await eachSubscription<{
    id: string;
    any: number | null;
    first: number;
    last: number;
  }>(tx, {
    subscriptionIds,
    columns: sql`${one(ofStatus(filter.status))} AS "any",
      ${one(sql`1 = 1 ORDER BY "seq"`)} AS "first", ${one(sql`1 = 1 ORDER BY "seq" DESC`)} AS "last"`,
  });
  return found.flatMap(({ id, any, first, last }) =>
    any === null ? [] : [{ id, first: Number(first), last: Number(last) }],
  );
}

function within(all: LogEnds | undefined, own: readonly OwnEnds[]): LogEnds | undefined {
  if (all === undefined || own.length === 0) return undefined;
  return own.reduce(
    (ends, { first, last }) => ({
      first: Math.min(ends.first, Math.max(all.first, first)),
      last: Math.max(ends.last, Math.min(all.last, last)),
    }),
    { first: all.last + 1, last: all.first - 1 },
  );
}

/** The first and the last position of possible matches; undefined if there are none. */
async function allEnds(tx: Transaction, { status }: DeliveryFilter): Promise<LogEnds | undefined> {
  const of = status === 'pending' ? sql`"finished_at" IS NULL` : sql`1 = 1`;
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

import { eventTypes, matchesEventType } from '@invoice-relay/core/events';
import type { EventTypePattern } from '@invoice-relay/core/events';

import type { DeliveryStatus } from '../entities/delivery.entity.ts';
import type { ReplayEntity } from '../entities/replay.entity.ts';
import type { Ordering } from '../entities/subscription.entity.ts';
import { sql, texts } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import type { Transaction } from '../transaction.ts';
import { laneOfEvent } from './deliveries.ts';

/** Which events a replay is about. */
export interface ReplayFilter {
  readonly subscriptionId: string;
  /** Patterns of the subscription, and those asked for; an event must match both. */
  readonly eventTypes: readonly (readonly EventTypePattern[])[];
  /** Null is every connection. */
  readonly connectionIds: readonly string[] | null;
  /** By the timestamps of events, in epoch milliseconds. */
  readonly from: number | null;
  readonly to: number | null;
  /** Only events whose latest delivery to the subscription ended so; null is every event. */
  readonly statuses: readonly DeliveryStatus[] | null;
}

/** In the order of the log: after the one place, up to the other. */
export interface LogRange {
  readonly after: number;
  readonly upTo: number;
}

export async function countReplayEvents(
  tx: Transaction,
  options: { readonly filter: ReplayFilter; readonly range: LogRange },
): Promise<number> {
  const row = await tx.first<{ count: number }>(
    sql`SELECT COUNT(*) AS "count" FROM "events" e WHERE ${matching(options)}`,
  );
  return Number(row?.count ?? 0);
}

/** The next events of a replay, with the lanes that they belong in. */
export async function nextReplayEvents(
  tx: Transaction,
  options: {
    readonly filter: ReplayFilter;
    readonly range: LogRange;
    readonly ordering: Ordering;
    readonly limit: number;
  },
): Promise<readonly { readonly seq: number; readonly lane: string }[]> {
  const found = await tx.all<{ seq: number; lane: string }>(
    sql`SELECT e."seq", ${laneOfEvent(options.ordering)} AS "lane" FROM "events" e
        WHERE ${matching(options)} ORDER BY e."seq" LIMIT ${options.limit}`,
  );
  return found.map(({ seq, lane }) => ({ seq: Number(seq), lane }));
}

function matching(options: { readonly filter: ReplayFilter; readonly range: LogRange }): Sql {
  const { filter, range } = options;
  const { connectionIds, from, to } = filter;
  const types = eventTypes.filter((type) =>
    filter.eventTypes.every((patterns) => matchesEventType({ patterns, type })),
  );
  const all = sql`1 = 1`;
  return sql`e."seq" > ${range.after} AND e."seq" <= ${range.upTo}
    AND ${types.length === eventTypes.length ? all : sql`e."type" IN ${texts(types)}`}
    AND ${connectionIds === null ? all : sql`e."connection_id" IN ${texts(connectionIds)}`}
    AND ${from === null ? all : sql`e."occurred_at" >= ${from}`}
    AND ${to === null ? all : sql`e."occurred_at" < ${to}`}
    AND ${ended(filter) ?? all}`;
}

function ended({ subscriptionId, statuses }: ReplayFilter): Sql | undefined {
  if (statuses === null) return undefined;
  return sql`(SELECT d."status" FROM "deliveries" d
    WHERE d."event_seq" = e."seq" AND d."subscription_id" = ${subscriptionId}
    ORDER BY d."seq" DESC LIMIT 1) IN ${texts(statuses)}`;
}

export async function lastEventSeq(tx: Transaction): Promise<number> {
  const row = await tx.first<{ seq: number | null }>(sql`SELECT MAX("seq") AS "seq" FROM "events"`);
  return Number(row?.seq ?? 0);
}

/** How many lanes wait with what is replayed or caught up, counted up to a limit. */
export async function countBulkLanes(
  tx: Transaction,
  options: { readonly subscriptionId: string; readonly upTo: number },
): Promise<number> {
  const row = await tx.first<{ count: number }>(
    sql`SELECT COUNT(*) AS "count" FROM (SELECT 1 FROM "lanes"
        WHERE "subscription_id" = ${options.subscriptionId} AND "priority" = 2
        LIMIT ${options.upTo}) AS "waiting"`,
  );
  return Number(row?.count ?? 0);
}

/** What became of the deliveries that a replay made. */
export async function replayProgress(
  tx: Transaction,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Readonly<Partial<Record<DeliveryStatus, number>>>>> {
  const rows = await tx.all<{ id: string; status: DeliveryStatus; count: number }>(
    sql`SELECT "replay_id" AS "id", "status", COUNT(*) AS "count" FROM "deliveries"
        WHERE "replay_id" IS NOT NULL AND "replay_id" IN ${texts(ids)}
        GROUP BY "replay_id", "status"`,
  );
  const progress = new Map<string, Partial<Record<DeliveryStatus, number>>>();
  for (const { id, status, count } of rows) {
    progress.set(id, { ...progress.get(id), [status]: Number(count) });
  }
  return progress;
}

/** Cancels what a replay has made and that is not delivered. */
export function cancelReplayDeliveries(
  tx: Transaction,
  options: { readonly replayId: string; readonly now: number },
) {
  return tx.all<{ subscriptionId: string; lane: string; seq: number }>(
    sql`UPDATE "deliveries" SET "status" = 'cancelled', "finished_at" = ${options.now}
        WHERE "replay_id" IS NOT NULL AND "replay_id" = ${options.replayId}
          AND "status" = 'pending'
        RETURNING "subscription_id" AS "subscriptionId", "lane", "seq"`,
  );
}

/** The filter of a stored replay of this subscription. */
export function filterOf(
  replay: ReplayEntity,
  subscription: { readonly eventTypes: string; readonly connectionIds: string | null },
): ReplayFilter {
  const own: EventTypePattern[] = JSON.parse(subscription.eventTypes);
  return {
    subscriptionId: replay.subscriptionId,
    eventTypes: replay.eventTypes === null ? [own] : [own, JSON.parse(replay.eventTypes)],
    connectionIds:
      subscription.connectionIds === null ? null : JSON.parse(subscription.connectionIds),
    from: replay.fromTime,
    to: replay.toTime,
    statuses: replay.deliveryStatuses === null ? null : JSON.parse(replay.deliveryStatuses),
  };
}

import { setImmediate } from 'node:timers/promises';

import { eventTypes, isOperationalEventType, matchesEventType } from '@invoice-relay/core/events';
import type { EventType, EventTypePattern } from '@invoice-relay/core/events';

import type { DeliveryStatus } from '../entities/delivery.entity.ts';
import type { ReplayEntity } from '../entities/replay.entity.ts';
import type { Ordering } from '../entities/subscription.entity.ts';
import { logSteps } from '../log-steps.ts';
import { integers, rows, sql, texts } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import type { Transaction } from '../transaction.ts';
import { laneOfEvent } from './deliveries.ts';
import { logEnds } from './event-ranges.ts';
import { typeSeparator } from './events.ts';

/** Which events a replay covers. */
export interface ReplayFilter {
  readonly subscriptionId: string;
  /** Patterns of the subscription, and those requested; an event must match both. */
  readonly eventTypes: readonly (readonly EventTypePattern[])[];
  /** About which subscriptions, other than itself, it may receive operational events. */
  readonly operational: {
    readonly all: boolean;
    /** If not about all: about those that this key created; null for those that no key created. */
    readonly apiKeyId: string | null;
  };
  /** Null means every connection. */
  readonly connectionIds: readonly string[] | null;
  /** By the timestamps of events, in epoch milliseconds. */
  readonly from: number | null;
  readonly to: number | null;
  /**
   * Only events whose latest delivery to the subscription has one of these statuses; null means
   * every event.
   */
  readonly statuses: readonly DeliveryStatus[] | null;
}

/** Failed deliveries examined per statement. */
const givenUpAtOnce = 2_000;

/** In log order: after the first position, up to the second. */
export interface LogRange {
  readonly after: number;
  readonly upTo: number;
}

/** Step by step, with others in between: call it outside of a transaction that writes. */
export async function countReplayEvents(
  tx: Transaction,
  options: { readonly filter: ReplayFilter; readonly range: LogRange },
): Promise<number> {
  const { filter, range } = options;
  if (filter.statuses?.every((status) => status === 'dead' || status === 'cancelled') === true) {
    return countGivenUp(tx, options);
  }
  const ends = await logEnds(tx);
  if (ends === undefined) return 0;
  let count = 0;
  for await (const { first, last } of logSteps({
    first: Math.max(ends.first, range.after + 1),
    last: Math.min(ends.last, range.upTo),
    order: 'asc',
  })) {
    const row = await tx.first<{ count: number }>(
      sql`SELECT COUNT(*) AS "count" FROM "events" e
          WHERE ${matching({ filter, range: { after: first - 1, upTo: last } })}`,
    );
    count += Number(row?.count ?? 0);
  }
  return count;
}

/** By the index of failed deliveries, which are usually a small part of the log. */
async function countGivenUp(
  tx: Transaction,
  options: { readonly filter: ReplayFilter; readonly range: LogRange },
): Promise<number> {
  const { subscriptionId } = options.filter;
  const counted = new Set<number>();
  for (const status of ['dead', 'cancelled']) {
    for (let after: number | undefined = 0; after !== undefined;) {
      const given: { seq: number; eventSeq: number }[] = await tx.all(
        sql`SELECT "seq", "event_seq" AS "eventSeq" FROM "deliveries"
            WHERE "subscription_id" = ${subscriptionId} AND "status" = ${status}
              AND "status" IN ('dead', 'cancelled') AND "seq" > ${after}
            ORDER BY "seq" LIMIT ${givenUpAtOnce}`,
      );
      const fitting = await tx.all<{ seq: number }>(
        sql`SELECT e."seq" FROM "events" e
            WHERE e."seq" IN ${integers(given.map(({ eventSeq }) => Number(eventSeq)))}
              AND ${matching(options)}`,
      );
      for (const { seq } of fitting) counted.add(Number(seq));
      const last = given.at(-1);
      after = given.length < givenUpAtOnce || last === undefined ? undefined : Number(last.seq);
      await setImmediate();
    }
  }
  return counted.size;
}

/** An event that a replay still has to deliver. */
export interface ReplayEvent {
  readonly seq: number;
  readonly lane: string;
  /** Until when it may still become complete, in epoch milliseconds; null if it is. */
  readonly enrichUntil: number | null;
}

interface Unmade {
  /** Skips what it has already created. */
  readonly replayId: string;
  /** Only those of the lane that this event is in. */
  readonly lane?: { readonly headEventSeq: number };
}

/** The next events of a replay, with the lanes that they belong in. */
export async function nextReplayEvents(
  tx: Transaction,
  options: {
    readonly filter: ReplayFilter;
    readonly range: LogRange;
    readonly ordering: Ordering;
    readonly limit: number;
  } & Unmade,
): Promise<readonly ReplayEvent[]> {
  const { filter, replayId, lane, ordering, limit } = options;
  // In the form that an index supports: see `laneOfEvent`.
  const inLane =
    lane === undefined
      ? sql`1 = 1`
      : ordering === 'connection'
        ? sql`e."connection_id" = (SELECT h."connection_id" FROM "events" h WHERE h."seq" = ${lane.headEventSeq})`
        : sql`(e."subject_id", e."connection_id", e."subject_kind") = (
            SELECT h."subject_id", h."connection_id", h."subject_kind" FROM "events" h
            WHERE h."seq" = ${lane.headEventSeq})`;
  const found = await tx.all<{ seq: number; lane: string; enrichUntil: number | null }>(
    sql`SELECT e."seq", ${laneOfEvent(ordering)} AS "lane", e."enrich_until" AS "enrichUntil"
        FROM "events" e
        WHERE ${matching({ filter, range: options.range })} AND ${inLane} AND NOT EXISTS (
          SELECT 1 FROM "deliveries" m WHERE m."replay_id" = ${replayId} AND m."event_seq" = e."seq")
        ORDER BY e."seq" LIMIT ${limit}`,
  );
  return found.map(({ seq, enrichUntil, ...one }) => ({
    ...one,
    seq: Number(seq),
    enrichUntil: enrichUntil === null ? null : Number(enrichUntil),
  }));
}

/** Ids of running replays of these subscriptions: one lookup in a small index. */
export async function runningReplayIds(
  tx: Transaction,
  subscriptionIds: readonly string[],
): Promise<readonly string[]> {
  const found = await tx.all<{ id: string }>(
    sql`SELECT "id" FROM "replays"
        WHERE "status" = 'running' AND "subscription_id" IN ${texts(subscriptionIds)}`,
  );
  return found.map(({ id }) => id);
}

/**
 * A replay created this many more deliveries, and all of those up to a position, if that is known.
 */
export function advanceReplay(
  tx: Transaction,
  options: { readonly id: string; readonly made: number; readonly position?: number },
) {
  const { id, made, position } = options;
  return tx.run(
    sql`UPDATE "replays" SET "enqueued" = "enqueued" + ${made},
          "position" = ${position === undefined ? sql`"position"` : sql`${position}`}
        WHERE "id" = ${id}`,
  );
}

function matching(options: { readonly filter: ReplayFilter; readonly range: LogRange }): Sql {
  const { filter, range } = options;
  const { connectionIds, from, to } = filter;
  const types = eventTypes.filter((type) =>
    filter.eventTypes.every((patterns) => matchesEventType({ patterns, type })),
  );
  const all = sql`1 = 1`;
  return sql`e."seq" > ${range.after} AND e."seq" <= ${range.upTo}
    AND ${ofTypes(types)}
    AND ${types.some(isOperationalEventType) ? mayReceive(filter) : all}
    AND ${connectionIds === null ? all : sql`e."connection_id" IN ${texts(connectionIds)}`}
    AND ${from === null ? all : sql`e."occurred_at" >= ${from}`}
    AND ${to === null ? all : sql`e."occurred_at" < ${to}`}
    AND ${ended(filter) ?? all}`;
}

/**
 * Events of these types, or corrections of such; if all types of sources are included, by excluding
 * the others.
 */
function ofTypes(types: readonly EventType[]): Sql {
  const others = eventTypes.filter((type) => !types.includes(type));
  if (others.every(isOperationalEventType)) return sql`e."type" NOT IN ${texts(others)}`;
  const given = rows(
    { type: 'text' },
    types.map((type) => [`${typeSeparator}${type}${typeSeparator}`]),
  );
  const corrected = sql`${typeSeparator} || e."corrected_type" || ${typeSeparator}`;
  // `LIKE` would take the underscore of a type for any character.
  return sql`(e."type" IN ${texts(types)} OR (e."corrected_type" IS NOT NULL AND EXISTS (
    SELECT 1 FROM ${given} g WHERE REPLACE(${corrected}, g."type", '') <> ${corrected})))`;
}

/** As in the log: nothing about the subscription itself, nor about those of others. */
function mayReceive({ subscriptionId, operational }: ReplayFilter): Sql {
  const ofTheirs = sql`e."subject_id" IN (
    SELECT "id" FROM "subscriptions" WHERE "api_key_id" IS NOT DISTINCT FROM ${operational.apiKeyId})`;
  return sql`(e."subject_kind" IS DISTINCT FROM 'subscription'
    OR (e."subject_id" <> ${subscriptionId} AND ${operational.all ? sql`1 = 1` : ofTheirs}))`;
}

function ended({ subscriptionId, statuses }: ReplayFilter): Sql | undefined {
  if (statuses === null) return undefined;
  return sql`(SELECT d."status" FROM "deliveries" d
    WHERE d."event_seq" = e."seq" AND d."subscription_id" = ${subscriptionId}
    ORDER BY d."seq" DESC LIMIT 1) IN ${texts(statuses)}`;
}

/** The number of the newest event, which is in the log in commit order; 0 if there is none. */
export async function lastEventSeq(tx: Transaction): Promise<number> {
  const row = await tx.first<{ seq: number | null }>(sql`SELECT MAX("seq") AS "seq" FROM "events"`);
  return Number(row?.seq ?? 0);
}

/** How many lanes wait with replayed or caught-up deliveries, counted up to a limit. */
export async function countBulkLanes(
  tx: Transaction,
  options: { readonly subscriptionId: string; readonly upTo: number },
): Promise<number> {
  const row = await tx.first<{ count: number }>(
    sql`SELECT COUNT(*) AS "count" FROM (SELECT 1 FROM "lanes"
        WHERE "subscription_id" = ${options.subscriptionId} AND "priority" = 2
          AND "priority" >= 0
        LIMIT ${options.upTo}) AS "waiting"`,
  );
  return Number(row?.count ?? 0);
}

/** Of the newest deliveries that a replay created, up to a limit, how many are pending. */
export async function countNewestPending(
  tx: Transaction,
  options: { readonly id: string; readonly newest: number },
): Promise<number> {
  const row = await tx.first<{ count: number }>(
    sql`SELECT COUNT(*) AS "count" FROM (SELECT "status" FROM "deliveries"
          WHERE "replay_id" IS NOT NULL AND "replay_id" = ${options.id}
          ORDER BY "event_seq" DESC LIMIT ${options.newest}) AS "newest"
        WHERE "status" = 'pending'`,
  );
  return Number(row?.count ?? 0);
}

/** The statuses of the next deliveries that a replay created, after a position in the log. */
export async function countReplayStep(
  tx: Transaction,
  options: { readonly id: string; readonly after: number; readonly limit: number },
): Promise<
  readonly {
    readonly status: DeliveryStatus;
    readonly count: number;
    /** The last of their positions. */
    readonly last: number;
  }[]
> {
  const { id, after, limit } = options;
  const found = await tx.all<{ status: DeliveryStatus; count: number; last: number }>(
    sql`SELECT "status", COUNT(*) AS "count", MAX("event_seq") AS "last" FROM (
          SELECT "status", "event_seq" FROM "deliveries"
          WHERE "replay_id" IS NOT NULL AND "replay_id" = ${id} AND "event_seq" > ${after}
          ORDER BY "event_seq" LIMIT ${limit}) AS "step"
        GROUP BY "status"`,
  );
  return found.map(({ status, count, last }) => ({
    status,
    count: Number(count),
    last: Number(last),
  }));
}

/**
 * The positions of the last deliveries that a replay created, up to one; undefined if there are
 * none.
 */
export async function lastOfReplay(
  tx: Transaction,
  options: { readonly id: string; readonly upTo: number; readonly limit: number },
): Promise<{ readonly first: number; readonly last: number; readonly count: number } | undefined> {
  const { id, upTo, limit } = options;
  const row = await tx.first<{ first: number | null; last: number | null; count: number }>(
    sql`SELECT MIN("event_seq") AS "first", MAX("event_seq") AS "last", COUNT(*) AS "count" FROM (
          SELECT "event_seq" FROM "deliveries"
          WHERE "replay_id" IS NOT NULL AND "replay_id" = ${id} AND "event_seq" <= ${upTo}
          ORDER BY "event_seq" DESC LIMIT ${limit}) AS "newest"`,
  );
  if (row === undefined || row.first === null) return undefined;
  return { first: Number(row.first), last: Number(row.last), count: Number(row.count) };
}

/** The filter of a stored replay of this subscription. */
export function filterOf(
  replay: ReplayEntity,
  subscription: {
    readonly eventTypes: string;
    readonly connectionIds: string | null;
    readonly apiKeyId: string | null;
    readonly receivesAllOperational: boolean;
  },
): ReplayFilter {
  const own: EventTypePattern[] = JSON.parse(subscription.eventTypes);
  return {
    subscriptionId: replay.subscriptionId,
    operational: { all: subscription.receivesAllOperational, apiKeyId: subscription.apiKeyId },
    eventTypes: replay.eventTypes === null ? [own] : [own, JSON.parse(replay.eventTypes)],
    connectionIds:
      subscription.connectionIds === null ? null : JSON.parse(subscription.connectionIds),
    from: replay.fromTime,
    to: replay.toTime,
    statuses: replay.deliveryStatuses === null ? null : JSON.parse(replay.deliveryStatuses),
  };
}

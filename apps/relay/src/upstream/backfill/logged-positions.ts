import type { AnySource } from '@invoice-relay/core/source';

import type { ActivityEntity } from '../../database/entities/activity.entity.ts';
import { sql } from '../../database/sql/sql.ts';
import type { Sql } from '../../database/sql/sql.ts';
import {
  after,
  before,
  newestFirst,
  ofConnection,
  oldestFirst,
} from '../../database/tables/connection-log.ts';
import { keptActivities } from '../../database/tables/activities.ts';
import type { KeptActivity } from '../../database/tables/activities.ts';
import type { Transaction } from '../../database/transaction.ts';
import { storedActivity } from '../../pipeline/log/stored-activity.ts';

/** Knows the positions of activities: a source with that capability. */
export type Positions = Pick<AnySource, 'position'>;

/** How many events are read at once: reading more would keep everyone else waiting. */
export const pageSize = 1_000;

/** An event in the log. Times are epoch milliseconds. */
export interface LoggedEvent {
  readonly seq: number;
  readonly connectionId: string;
  readonly activityId: string;
  readonly occurredAt: number;
  readonly receivedAt: number;
}

/** The first events of a connection after a position in the log. */
export function eventsAfter(
  tx: Transaction,
  { connectionId, seq }: Pick<LoggedEvent, 'connectionId' | 'seq'>,
): Promise<readonly LoggedEvent[]> {
  return readEvents(
    tx,
    sql`${ofConnection(connectionId)} AND ${after(seq)} ORDER BY ${oldestFirst}`,
  );
}

/** The last events of a connection before a position in the log, newest first. */
export function eventsBefore(
  tx: Transaction,
  { connectionId, seq }: Pick<LoggedEvent, 'connectionId' | 'seq'>,
): Promise<readonly LoggedEvent[]> {
  return readEvents(
    tx,
    sql`${ofConnection(connectionId)} AND ${before(seq)} ORDER BY ${newestFirst}`,
  );
}

/** The last events of all connections that happened before a place in the index of times. */
export function eventsThatHappenedBefore(
  tx: Transaction,
  { occurredAt, seq }: Pick<LoggedEvent, 'occurredAt' | 'seq'>,
): Promise<readonly LoggedEvent[]> {
  return readEvents(
    tx,
    sql`(e."occurred_at", e."seq") < (${occurredAt}, ${seq})
      ORDER BY e."occurred_at" DESC, e."seq" DESC`,
  );
}

async function readEvents(tx: Transaction, which: Sql): Promise<readonly LoggedEvent[]> {
  const events = await tx.all<LoggedEvent>(
    sql`SELECT e."seq", e."connection_id" AS "connectionId", e."activity_id" AS "activityId",
          e."occurred_at" AS "occurredAt", e."received_at" AS "receivedAt"
        FROM "events" e WHERE ${which} LIMIT ${pageSize}`,
  );
  return events.map((event) => ({
    ...event,
    seq: Number(event.seq),
    occurredAt: Number(event.occurredAt),
    receivedAt: Number(event.receivedAt),
  }));
}

/** The place of an activity in its vendor's order. */
export interface LoggedPosition extends LoggedEvent {
  readonly position: number;
}

/**
 * The positions of events of one connection, lowest first: of those whose activities first arrived
 * in one of these ways, and whose source knows them.
 */
export async function positionsOf(
  tx: Transaction,
  options: {
    readonly events: readonly LoggedEvent[];
    readonly source: Positions;
    readonly via: readonly ActivityEntity['via'][];
  },
): Promise<readonly LoggedPosition[]> {
  const { events, source, via } = options;
  const connectionId = events[0]?.connectionId;
  if (connectionId === undefined) return [];
  const kept = await keptActivities(tx, {
    connectionId,
    activityIds: events.map(({ activityId }) => activityId),
    via,
  });
  return events
    .flatMap((event) => {
      const activity = kept.get(event.activityId);
      const position = activity === undefined ? null : positionOf(activity, source);
      return position === null ? [] : [{ ...event, position }];
    })
    .toSorted((a, b) => a.position - b.position);
}

/** If a plugin fails at an activity, its position is unknown. */
function positionOf(kept: KeptActivity, source: Positions): number | null {
  try {
    return source.position?.(storedActivity({ ...kept, id: kept.activityId })) ?? null;
  } catch {
    return null;
  }
}

import { eventId } from '@invoice-relay/core/events';
import type { Correction, NormalizedEvent, SourceEvent } from '@invoice-relay/core/events';

import type { LogConnection } from '../../database/tables/log-connections.ts';
import { eventBodies, eventsWithActivities } from '../../database/tables/logged-events.ts';
import type { EventWithActivity } from '../../database/tables/logged-events.ts';
import type { Transaction } from '../../database/transaction.ts';
import type { SourceRegistry } from '../../sources/source-registry.ts';
import { readActivity } from '../log/read-activity.ts';
import { storedActivity } from '../log/stored-activity.ts';

/** An event that is no longer right. */
export interface MisreadEvent {
  /** The id that its activity is stored under. */
  readonly activityId: string;
  /** Which of the activity's events it is. */
  readonly index: number;
  /** The number of the correction: 1 for the first of this event. */
  readonly correction: number;
  /** The event that was valid until then. */
  readonly corrects: Correction;
  /** What the activity means according to current knowledge. */
  readonly event: NormalizedEvent;
}

/** Events of one connection, in log order. */
export interface LogPage {
  readonly connection: LogConnection;
  readonly sources: SourceRegistry;
  /** After this position. */
  readonly after: number;
  /** How many events are examined. */
  readonly limit: number;
}

/** An event as originally created, and what its activity means according to current knowledge. */
interface ReadAgain {
  readonly row: EventWithActivity;
  readonly index: number;
  readonly event: NormalizedEvent;
}

/**
 * Reads activities again with current knowledge, and finds those whose latest event says something
 * else. What cannot be read again is left as it is; so is a timestamp, as nobody acts on an hour
 * that was off.
 *
 * @returns the position to continue after; null when all were examined
 */
export async function misreadEvents(
  tx: Transaction,
  page: LogPage,
): Promise<{ readonly misread: readonly MisreadEvent[]; readonly next: number | null }> {
  const { connection } = page;
  const { events, next } = await eventsWithActivities(tx, {
    ...page,
    connectionId: connection.id,
  });
  const first = events.flatMap((row) => readAgain(row, page));
  const latest = await latestOf(tx, { connectionId: connection.id, first });
  const misread = first.flatMap(({ row, index, event }) => {
    const { body, corrections } = latest.get(row.id) ?? { body: row.body, corrections: 0 };
    const { type, data } = JSON.parse(body) as SourceEvent;
    if (type === event.type && data.activity.type === event.activity.type) return [];
    const corrects: Correction = { eventId: data.id, type };
    const { activityId } = row;
    return [{ activityId, index, correction: corrections + 1, corrects, event }];
  });
  return { misread, next };
}

/** Skips corrections: they are examined with the original event. */
function readAgain(row: EventWithActivity, { connection, sources }: LogPage): ReadAgain[] {
  // Its own id, which may differ from the one it is stored under.
  const { id } = (JSON.parse(row.body) as SourceEvent).data.activity;
  const activity = storedActivity({ id, raw: row.raw, receivedAt: row.receivedAt });
  const reading = readActivity({ activity, connection, sources });
  if ('problem' in reading) return [];
  const index = reading.events.findIndex((_, place) => row.id === idOf(connection.id, row, place));
  const event = reading.events[index];
  return event === undefined ? [] : [{ row, index, event }];
}

/** The latest correction of each event that has any, by event id. */
async function latestOf(
  tx: Transaction,
  options: { readonly connectionId: string; readonly first: readonly ReadAgain[] },
): Promise<ReadonlyMap<string, { readonly body: string; readonly corrections: number }>> {
  const { connectionId } = options;
  const latest = new Map<string, { body: string; corrections: number }>();
  let { first } = options;
  for (let correction = 1; first.length > 0; correction += 1) {
    const ids = new Map(
      first.map((one) => [idOf(connectionId, one.row, one.index, correction), one]),
    );
    const bodies = await eventBodies(tx, [...ids.keys()]);
    first = [...ids].flatMap(([id, one]) => {
      const body = bodies.get(id);
      if (body === undefined) return [];
      latest.set(one.row.id, { body, corrections: correction });
      return [one];
    });
  }
  return latest;
}

function idOf(
  connectionId: string,
  { activityId }: EventWithActivity,
  index: number,
  correction?: number,
): string {
  return eventId({
    connectionId,
    activityId,
    index,
    ...(correction === undefined ? {} : { correction }),
  });
}

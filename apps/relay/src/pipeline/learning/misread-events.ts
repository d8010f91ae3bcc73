import { eventId } from '@invoice-relay/core/events';
import type {
  Correction,
  EventType,
  NormalizedEvent,
  SourceEvent,
} from '@invoice-relay/core/events';

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
  /** The types of that one and of those that it had corrected itself: see `EventEntity`. */
  readonly correctedTypes: readonly EventType[];
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
  const corrections = await correctionsOf(tx, { connectionId: connection.id, first });
  const misread = first.flatMap(({ row, index, event }) => {
    const known = [JSON.parse(row.body) as SourceEvent, ...(corrections.get(row.id) ?? [])];
    const { type, data } = known.at(-1) as SourceEvent;
    if (type === event.type && data.activity.type === event.activity.type) return [];
    const corrects: Correction = { eventId: data.id, type };
    const correctedTypes = [...new Set(known.map((one) => one.type))];
    const { activityId } = row;
    return [{ activityId, index, correction: known.length, corrects, correctedTypes, event }];
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

/** The corrections of each event that has any, in order, by event id. */
async function correctionsOf(
  tx: Transaction,
  options: { readonly connectionId: string; readonly first: readonly ReadAgain[] },
): Promise<ReadonlyMap<string, readonly SourceEvent[]>> {
  const { connectionId } = options;
  const corrections = new Map<string, SourceEvent[]>();
  let { first } = options;
  for (let correction = 1; first.length > 0; correction += 1) {
    const ids = new Map(
      first.map((one) => [idOf(connectionId, one.row, one.index, correction), one]),
    );
    const bodies = await eventBodies(tx, [...ids.keys()]);
    first = [...ids].flatMap(([id, one]) => {
      const body = bodies.get(id);
      if (body === undefined) return [];
      const known = corrections.get(one.row.id) ?? [];
      corrections.set(one.row.id, [...known, JSON.parse(body) as SourceEvent]);
      return [one];
    });
  }
  return corrections;
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

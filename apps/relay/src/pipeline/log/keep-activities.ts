import { insertActivities } from '../../database/tables/activities.ts';
import type { Flow } from '../../database/tables/flow-counts.ts';
import type { Transaction } from '../../database/transaction.ts';
import type { Appended, ArrivedActivity } from './arrival.ts';
import { enrichmentDeadline } from './enrichment-deadline.ts';
import { newEvent } from './new-event.ts';
import type { LogEvent } from './new-event.ts';
import { idOf } from './read-arrival.ts';
import type { ReadArrival } from './read-arrival.ts';

/** The outcome of an arrival, with its events as they go into the log. */
export interface Kept extends Appended {
  readonly events: readonly LogEvent[];
}

/**
 * Stores what could be read, in one pass for all arrivals of a group.
 *
 * @returns a function that returns true once for each activity that was new, and false for every
 *   repeat
 */
export async function keepActivities(
  tx: Transaction,
  read: readonly ReadArrival[],
): Promise<(connectionId: string, activityId: string) => boolean> {
  const inserted = await insertActivities(
    tx,
    read.flatMap(({ arrival, readings }) =>
      readings.flatMap((reading, index) => {
        const activity = arrival.activities[index] as ArrivedActivity;
        if ('problem' in reading) return [];
        const { connectionId, via, receivedAt } = arrival;
        return [{ connectionId, activityId: idOf(activity), raw: activity.raw, via, receivedAt }];
      }),
    ),
  );
  const unclaimed = new Set(
    inserted.map(({ connectionId, activityId }) => `${connectionId}\n${activityId}`),
  );
  return (connectionId, activityId) => unclaimed.delete(`${connectionId}\n${activityId}`);
}

/** The events of an arrival's activities that are new. */
export function newOf(
  { arrival, connection, readings }: ReadArrival,
  options: {
    readonly isNew: (connectionId: string, activityId: string) => boolean;
    /** The trace of a new activity; null without tracing. */
    readonly traceOf: () => string | null;
    /** Epoch milliseconds. */
    readonly now: number;
  },
): Kept {
  const { isNew, traceOf, now } = options;
  const events: LogEvent[] = [];
  let duplicates = 0;
  let quarantined = 0;
  for (const [index, reading] of readings.entries()) {
    const activity = arrival.activities[index] as ArrivedActivity;
    if ('problem' in reading) quarantined += 1;
    else if (connection === undefined || !isNew(connection.id, idOf(activity))) duplicates += 1;
    else {
      const { receivedAt } = arrival;
      const activityId = idOf(activity);
      const trace = traceOf();
      // Not from its receipt: since then it may have waited for hours for a confirmation, in the
      // inbox or in the quarantine.
      const enrichUntil = enrichmentDeadline({ connection, now: Math.max(receivedAt, now) });
      for (const [place, event] of reading.events.entries()) {
        events.push(
          newEvent({
            connection,
            activityId,
            event,
            index: place,
            receivedAt,
            enrichUntil,
            trace,
          }),
        );
      }
    }
  }
  return { events, duplicates, quarantined };
}

/** How many activities of each arrival were not known yet. */
export function newActivities(read: readonly ReadArrival[], kept: readonly Kept[]): Flow[] {
  return read.flatMap(({ arrival, readings }, index) => {
    const { duplicates = 0, quarantined = 0 } = kept[index] ?? {};
    const activities = readings.length - duplicates - quarantined;
    return activities === 0 ? [] : [{ at: arrival.receivedAt, activities }];
  });
}

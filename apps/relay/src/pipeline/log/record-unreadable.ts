import { setTrouble } from '../../database/tables/log-connections.ts';
import type { NewQuarantined } from '../../database/tables/quarantine.ts';
import type { Transaction } from '../../database/transaction.ts';
import type { ArrivedActivity } from './arrival.ts';
import { quarantinedActivity } from './quarantined-activity.ts';
import { idOf } from './read-arrival.ts';
import type { ReadArrival } from './read-arrival.ts';

/**
 * Records for each connection what its source failed to read, or that it can read again.
 *
 * @returns what could not be read, to be quarantined
 */
export async function recordUnreadable(
  tx: Transaction,
  read: readonly ReadArrival[],
): Promise<readonly NewQuarantined[]> {
  const items: NewQuarantined[] = [];
  const troubles = new Map<string, string | null>();
  for (const { arrival, connection, readings } of read) {
    if (connection === undefined) continue;
    for (const [index, reading] of readings.entries()) {
      if (!('problem' in reading)) {
        if (connection.trouble !== null) troubles.set(connection.id, null);
        continue;
      }
      const activity = arrival.activities[index] as ArrivedActivity;
      troubles.set(connection.id, reading.problem.detail);
      items.push(
        quarantinedActivity({
          connectionId: connection.id,
          source: connection.source,
          via: arrival.via,
          activityId: idOf(activity),
          body: activity.raw,
          receivedAt: arrival.receivedAt,
          problem: reading.problem,
        }),
      );
    }
  }
  for (const [connectionId, trouble] of troubles) await setTrouble(tx, { connectionId, trouble });
  return items;
}

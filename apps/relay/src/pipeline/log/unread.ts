import { setTrouble } from '../../database/tables/log-connections.ts';
import type { NewQuarantined } from '../../database/tables/quarantine.ts';
import type { Transaction } from '../../database/transaction.ts';
import { newId } from '../../shared/ids/index.ts';
import type { ArrivedActivity } from './arrival.ts';
import { idOf } from './read-arrival.ts';
import type { ReadArrival } from './read-arrival.ts';

/**
 * What could not be read, after its connection was updated accordingly, and that others can be read
 * again.
 */
export async function unread(
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
      items.push({
        id: newId({ prefix: 'qua', now: arrival.receivedAt }),
        connectionId: connection.id,
        source: connection.source,
        ...reading.problem,
        authentic: true,
        via: arrival.via,
        activityId: idOf(activity),
        method: 'POST',
        headers: {},
        body: activity.raw,
        bodyAlone: true,
        receivedAt: arrival.receivedAt,
      });
    }
  }
  for (const [connectionId, trouble] of troubles) await setTrouble(tx, { connectionId, trouble });
  return items;
}

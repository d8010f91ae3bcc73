import type { Database } from '../../src/database/database.ts';
import { ReplayEntity } from '../../src/database/entities/replay.entity.ts';

/** Stores a replay of the first events of the log that has yet to begin. */
export async function insertRunningReplay(
  database: Database,
  replay: { readonly id: string; readonly subscriptionId: string; readonly events: number },
): Promise<void> {
  const { id, subscriptionId, events } = replay;
  await database.write((tx) =>
    tx.entities.insert(ReplayEntity, {
      id,
      subscriptionId,
      eventTypes: null,
      fromTime: null,
      toTime: null,
      deliveryStatuses: null,
      position: 0,
      endSeq: events,
      total: events,
      enqueued: 0,
      status: 'running',
      createdAt: 0,
      finishedAt: null,
    }),
  );
}

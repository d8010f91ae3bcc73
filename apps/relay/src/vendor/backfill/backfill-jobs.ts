import { IsNull } from 'typeorm';
import type { EntityManager } from 'typeorm';

import { BackfillEntity } from '../../database/entities/backfill.entity.ts';
import type { JobStore } from '../../jobs/job-store.ts';

/** The kind of the jobs of backfills; the key is the backfill's id. */
export const backfillJobs = 'backfill';

/** At most one of each connection is open. */
export function findOpen(
  manager: EntityManager,
  connectionId: string,
): Promise<BackfillEntity | null> {
  return manager.findOneBy(BackfillEntity, { connectionId, finishedAt: IsNull() });
}

export function scheduleBackfill(
  manager: EntityManager,
  options: {
    readonly jobs: JobStore;
    readonly backfill: Pick<BackfillEntity, 'id' | 'nextRunAt'>;
  },
): Promise<void> {
  const { jobs, backfill } = options;
  return jobs.schedule(manager, {
    kind: backfillJobs,
    key: backfill.id,
    dueAt: backfill.nextRunAt,
  });
}

/** The connection was deleted: its open backfill is due now, to see that and to end. */
export async function endBackfill(
  manager: EntityManager,
  options: { readonly jobs: JobStore; readonly connectionId: string; readonly now: number },
): Promise<void> {
  const { jobs, connectionId, now } = options;
  const open = await findOpen(manager, connectionId);
  if (open !== null) {
    await scheduleBackfill(manager, { jobs, backfill: { id: open.id, nextRunAt: now } });
  }
}

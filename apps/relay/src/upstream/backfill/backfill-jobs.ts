import { IsNull } from 'typeorm';

import { BackfillEntity } from '../../database/entities/backfill.entity.ts';
import type { JobStore } from '../../jobs/job-store.ts';
import type { Transaction } from '../../database/transaction.ts';

/** The kind of backfill jobs; the key is the backfill's id. */
export const backfillJobs = 'backfill';

/** At most one per connection is open. */
export function findOpen(
  transaction: Transaction,
  connectionId: string,
): Promise<BackfillEntity | null> {
  return transaction.entities.findOneBy(BackfillEntity, { connectionId, finishedAt: IsNull() });
}

export function scheduleBackfill(
  transaction: Transaction,
  options: {
    readonly jobs: JobStore;
    readonly backfill: Pick<BackfillEntity, 'id' | 'nextRunAt'>;
  },
): Promise<void> {
  const { jobs, backfill } = options;
  return jobs.schedule(transaction, {
    kind: backfillJobs,
    key: backfill.id,
    dueAt: backfill.nextRunAt,
  });
}

/** The connection was deleted: its open backfill is due now, to notice that and end. */
export async function endBackfill(
  transaction: Transaction,
  options: { readonly jobs: JobStore; readonly connectionId: string; readonly now: number },
): Promise<void> {
  const { jobs, connectionId, now } = options;
  const open = await findOpen(transaction, connectionId);
  if (open !== null) {
    await scheduleBackfill(transaction, { jobs, backfill: { id: open.id, nextRunAt: now } });
  }
}

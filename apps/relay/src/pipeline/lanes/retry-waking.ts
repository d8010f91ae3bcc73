import type { WakeStep } from '../../database/tables/waiting-lanes.ts';
import type { Transaction } from '../../database/transaction.ts';
import type { JobStore } from '../../jobs/job-store.ts';
import type { DeliveryQueue } from './delivery-queue.ts';

/** How many lanes are woken in one transaction. */
export const wokenAtOnce = 1_000;

/** The kind of the jobs that wake the rest; the key is the subscription. */
export function wakingJobs({ anew }: Pick<WakeStep, 'anew'>): string {
  return anew ? 'subscription-wake-anew' : 'subscription-wake';
}

/**
 * Makes everything that waits for a later attempt of a subscription due: the first lanes in the
 * caller's transaction, and if there are more, the others right after it, in steps. In a single
 * transaction, hundreds of thousands would keep other writers waiting for seconds, and a million
 * would take longer than PostgreSQL lets a statement run.
 *
 * @param options.anew whether their schedules restart: for a subscription that is enabled again
 */
export async function wakeRetries(
  tx: Transaction,
  options: Pick<WakeStep, 'subscriptionId' | 'anew' | 'now'> & {
    readonly queue: Pick<DeliveryQueue, 'wakeRetries'>;
    readonly jobs: Pick<JobStore, 'schedule'>;
  },
): Promise<void> {
  const { queue, jobs, ...step } = options;
  const rest = await queue.wakeRetries(tx, { ...step, limit: wokenAtOnce });
  if (rest === undefined) return;
  const { subscriptionId: key, now: dueAt } = step;
  await jobs.schedule(tx, { kind: wakingJobs(step), key, dueAt });
}

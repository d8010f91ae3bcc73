import { Inject, Injectable } from '@nestjs/common';

import { Database } from '../../../database/database.ts';
import { findPending } from '../../../database/tables/deliveries.ts';
import type { Transaction } from '../../../database/transaction.ts';
import type { JobHandler, JobResult } from '../../../jobs/job-runner.ts';
import type { ClaimedJob, JobStore } from '../../../jobs/job-store.ts';
import type { DeliveryQueue } from '../../../pipeline/lanes/delivery-queue.ts';
import type { Clock } from '../../../shared/clock/clock.ts';
import { CLOCK, DELIVERY_QUEUE, JOB_STORE } from '../../../shared/tokens.ts';

/** How many deliveries of a subscription are cancelled in one transaction. */
export const cancelledAtOnce = 500;

/**
 * Cancels the pending deliveries of a deleted subscription: in steps, so that neither ingest nor
 * delivery waits for one long transaction. None is sent meanwhile, as the subscription is deleted.
 */
@Injectable()
export class SubscriptionCancellation implements JobHandler {
  readonly kind = 'subscription-cancel';
  readonly atOnce = 1;

  constructor(
    private readonly database: Database,
    @Inject(DELIVERY_QUEUE) private readonly queue: DeliveryQueue,
    @Inject(JOB_STORE) private readonly jobs: JobStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** In the transaction that deletes it. The rest is cancelled in the background. */
  async begin(tx: Transaction, subscriptionId: string): Promise<void> {
    if (await this.#step(tx, subscriptionId)) return;
    const dueAt = this.clock.now();
    await this.jobs.schedule(tx, { kind: this.kind, key: subscriptionId, dueAt });
  }

  run({ job }: { readonly job: ClaimedJob }): Promise<JobResult> {
    return this.database.write(async (tx) =>
      (await this.#step(tx, job.key)) ? 'done' : { dueAt: this.clock.now() },
    );
  }

  /** @returns whether nothing is left */
  async #step(tx: Transaction, subscriptionId: string): Promise<boolean> {
    const seqs = await findPending(tx, { subscriptionId, limit: cancelledAtOnce });
    if (seqs.length === 0) return true;
    await this.queue.giveUp(tx, { which: { seqs }, now: this.clock.now() });
    return seqs.length < cancelledAtOnce;
  }
}

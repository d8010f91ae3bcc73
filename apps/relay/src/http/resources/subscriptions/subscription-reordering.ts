import { setImmediate } from 'node:timers/promises';

import { Inject, Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';

import { Database } from '../../../database/database.ts';
import { SubscriptionEntity } from '../../../database/entities/subscription.entity.ts';
import type { Ordering } from '../../../database/entities/subscription.entity.ts';
import { StepSize } from '../../../database/step-size.ts';
import { reorderingJobs } from '../../../database/tables/reorderings.ts';
import type { PendingPlace } from '../../../database/tables/reorderings.ts';
import type { Transaction } from '../../../database/transaction.ts';
import type { JobHandler, JobResult } from '../../../jobs/job-runner.ts';
import type { ClaimedJob, JobStore } from '../../../jobs/job-store.ts';
import type { DeliveryQueue } from '../../../pipeline/lanes/delivery-queue.ts';
import type { Clock } from '../../../shared/clock/clock.ts';
import { CLOCK, DELIVERY_QUEUE, JOB_STORE } from '../../../shared/tokens.ts';
import { Wake } from '../../../shared/wake.ts';

/** How many pending deliveries are examined in one transaction, at most. */
export const reorderedAtOnce = 1_000;

/**
 * Other changes wait for a step. Those of the API do so for less than a second, which a busy machine
 * would need for a thousand.
 */
const stepLimits = { minRows: 100, maxRows: reorderedAtOnce, longestMs: 200 };

/**
 * Moves the pending deliveries of a subscription to the lanes of its new ordering: in steps, so that
 * neither ingest nor other deliveries wait for one long transaction. None of them is sent meanwhile,
 * as a partial order is none.
 */
@Injectable()
export class SubscriptionReordering implements JobHandler {
  readonly kind = reorderingJobs;
  readonly atOnce = 1;

  constructor(
    private readonly database: Database,
    private readonly wake: Wake,
    @Inject(DELIVERY_QUEUE) private readonly queue: DeliveryQueue,
    @Inject(JOB_STORE) private readonly jobs: JobStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** In the transaction that changes the ordering. The rest is moved in the background. */
  async begin(
    tx: Transaction,
    subscription: { readonly id: string; readonly ordering: Ordering },
  ): Promise<void> {
    const first = await this.#step(tx, { ...subscription, limit: reorderedAtOnce });
    if (first === undefined) return;
    const dueAt = this.clock.now();
    await this.jobs.schedule(tx, { kind: this.kind, key: subscription.id, dueAt });
  }

  /** An interrupted run starts over: what is in its lane by then is only read. */
  async run({
    job,
    signal,
  }: {
    readonly job: ClaimedJob;
    readonly signal: AbortSignal;
  }): Promise<JobResult> {
    const size = new StepSize(stepLimits);
    let after: PendingPlace | undefined;
    do {
      signal.throwIfAborted();
      after = await this.database.write(async (tx) => {
        const startedAt = performance.now();
        const subscription = await tx.entities.findOneBy(SubscriptionEntity, {
          id: job.key,
          deletedAt: IsNull(),
        });
        const { rows: limit } = size;
        const next =
          subscription === null
            ? undefined
            : await this.#step(tx, { id: job.key, ordering: subscription.ordering, after, limit });
        size.took(performance.now() - startedAt);
        if (next === undefined) {
          // With the last step, so that its deliveries can be sent from this commit on. If the
          // ordering was changed again, the job stays.
          await this.jobs.finish(job);
          this.database.afterCommit(() => this.wake.changed(job.key));
        }
        return next;
      });
      await setImmediate();
    } while (after !== undefined);
    return 'done';
  }

  #step(
    tx: Transaction,
    step: {
      readonly id: string;
      readonly ordering: Ordering;
      readonly after?: PendingPlace | undefined;
      readonly limit: number;
    },
  ): Promise<PendingPlace | undefined> {
    const { id: subscriptionId, ...rest } = step;
    return this.queue.reorder(tx, { subscriptionId, ...rest, now: this.clock.now() });
  }
}

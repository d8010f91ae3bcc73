import { Inject, Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import type { Logger } from 'pino';

import { CLOCK, JOB_STORE, LOGGER } from '../../../shared/tokens.ts';
import type { Clock } from '../../../shared/clock/clock.ts';
import { Database } from '../../../database/database.ts';
import { SubscriptionEntity } from '../../../database/entities/subscription.entity.ts';
import type { JobHandler, JobResult } from '../../../jobs/job-runner.ts';
import type { ClaimedJob, JobStore } from '../../../jobs/job-store.ts';
import { SubscriptionChanges } from './subscription-changes.ts';
import type { Transaction } from '../../../database/transaction.ts';

/** Deletes expired subscriptions, and cancels their pending deliveries. */
@Injectable()
export class SubscriptionExpiry implements JobHandler {
  readonly kind = 'subscription-expiry';
  readonly atOnce = 4;

  constructor(
    private readonly database: Database,
    private readonly changes: SubscriptionChanges,
    @Inject(JOB_STORE) private readonly jobs: JobStore,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Call this in the transaction that sets `expiresAt`. */
  async schedule(
    transaction: Transaction,
    { id, expiresAt }: Pick<SubscriptionEntity, 'id' | 'expiresAt'>,
  ): Promise<void> {
    if (expiresAt === null) return;
    await this.jobs.schedule(transaction, { kind: this.kind, key: id, dueAt: expiresAt });
  }

  run({ job }: { readonly job: ClaimedJob }): Promise<JobResult> {
    return this.database.write(async (transaction) => {
      const subscription = await transaction.entities.findOneBy(SubscriptionEntity, {
        id: job.key,
        deletedAt: IsNull(),
      });
      // Already gone, or claimed to stay.
      if (subscription === null || subscription.expiresAt === null) return 'done';
      const { id, status, expiresAt } = subscription;
      if (expiresAt > this.clock.now()) return { dueAt: expiresAt };
      await this.changes.remove(transaction, id);
      this.database.afterCommit(() =>
        this.logger.info({ subscriptionId: id, status }, 'subscription expired'),
      );
      return 'done';
    });
  }
}

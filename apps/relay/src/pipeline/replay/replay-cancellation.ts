import { Inject, Injectable } from '@nestjs/common';

import { Database } from '../../database/database.ts';
import { ReplayEntity } from '../../database/entities/replay.entity.ts';
import { lastOfReplay } from '../../database/tables/replays.ts';
import type { JobHandler, JobResult } from '../../jobs/job-runner.ts';
import type { ClaimedJob, JobStore } from '../../jobs/job-store.ts';
import type { Clock } from '../../shared/clock/clock.ts';
import { CLOCK, DELIVERY_QUEUE, JOB_STORE } from '../../shared/tokens.ts';
import type { DeliveryQueue } from '../lanes/delivery-queue.ts';
import type { Transaction } from '../../database/transaction.ts';
import { replayJobs } from './replay-jobs.ts';

/** How many deliveries of a replay are processed in one transaction. */
export const cancelledAtOnce = 5_000;

/**
 * Cancels the undelivered deliveries of a replay, newest first: in steps, so that nobody waits for
 * one long transaction.
 */
@Injectable()
export class ReplayCancellation implements JobHandler {
  readonly kind = 'replay_cancel';
  readonly atOnce = 1;

  constructor(
    private readonly database: Database,
    @Inject(DELIVERY_QUEUE) private readonly queue: DeliveryQueue,
    @Inject(JOB_STORE) private readonly jobs: JobStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * From the commit on it creates no more, and what is left to cancel is cancelled in the
   * background.
   */
  async begin(tx: Transaction, replay: Pick<ReplayEntity, 'id' | 'endSeq'>): Promise<void> {
    const { id, endSeq } = replay;
    const now = this.clock.now();
    await tx.entities.update(
      ReplayEntity,
      { id, status: 'running' },
      { status: 'cancelled', finishedAt: now },
    );
    // From here on it records how far back everything is cancelled.
    await tx.entities.update(ReplayEntity, { id }, { position: endSeq });
    await this.jobs.cancel(tx, { kind: replayJobs, key: id });
    if (await this.#step(tx, { id, position: endSeq })) return;
    await this.jobs.schedule(tx, { kind: this.kind, key: id, dueAt: now });
  }

  run({ job }: { readonly job: ClaimedJob }): Promise<JobResult> {
    return this.database.write(async (tx) => {
      const replay = await tx.entities.findOneBy(ReplayEntity, { id: job.key });
      if (replay === null || (await this.#step(tx, replay))) return 'done';
      return { dueAt: this.clock.now() };
    });
  }

  /** @returns whether nothing is left */
  async #step(
    tx: Transaction,
    { id, position }: Pick<ReplayEntity, 'id' | 'position'>,
  ): Promise<boolean> {
    const events = await lastOfReplay(tx, { id, upTo: position, limit: cancelledAtOnce });
    if (events === undefined) return true;
    const which = { replayId: id, first: events.first, last: events.last };
    const now = this.clock.now();
    if ((await this.queue.giveUp(tx, { which, now })) > 0) {
      // It had created all deliveries, and some of them were still to be made.
      await tx.entities.update(
        ReplayEntity,
        { id, status: 'done' },
        { status: 'cancelled', finishedAt: now },
      );
    }
    await tx.entities.update(ReplayEntity, { id }, { position: events.first - 1 });
    return events.count < cancelledAtOnce;
  }
}

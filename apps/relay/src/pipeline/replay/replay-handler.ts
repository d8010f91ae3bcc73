import { Inject, Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';

import { Database } from '../../database/database.ts';
import { stepSize } from '../../database/log-steps.ts';
import { ReplayEntity } from '../../database/entities/replay.entity.ts';
import { SubscriptionEntity } from '../../database/entities/subscription.entity.ts';
import {
  advanceReplay,
  countBulkLanes,
  countNewestPending,
  filterOf,
  nextReplayEvents,
} from '../../database/tables/replays.ts';
import type { JobHandler, JobResult } from '../../jobs/job-runner.ts';
import type { ClaimedJob, JobStore } from '../../jobs/job-store.ts';
import type { Clock } from '../../shared/clock/clock.ts';
import { CLOCK, DELIVERY_QUEUE, JOB_STORE } from '../../shared/tokens.ts';
import type { DeliveryQueue } from '../lanes/delivery-queue.ts';
import type { Transaction } from '../../database/transaction.ts';
import { makeDeliveries } from './make-deliveries.ts';
import { ReplayCancellation } from './replay-cancellation.ts';
import { replayJobs } from './replay-jobs.ts';

/** Deliveries created in one transaction, so that nobody waits for a long one. */
const chunk = 200;

/**
 * While this many lanes of a subscription are waiting, no more is created for it. Nor while this
 * many of the last ones created are all pending, however few lanes they are in.
 */
const maxWaiting = 500;

/** How soon it continues: immediately as a rule, later while enough is waiting. Milliseconds. */
const soonMs = 50;
const laterMs = 1_000;

/** Creates the deliveries of replays, a chunk at a time. Its progress is in the database. */
@Injectable()
export class ReplayHandler implements JobHandler {
  readonly kind = replayJobs;
  readonly atOnce = 4;

  constructor(
    private readonly database: Database,
    @Inject(DELIVERY_QUEUE) private readonly queue: DeliveryQueue,
    @Inject(JOB_STORE) private readonly jobs: JobStore,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly cancellation: ReplayCancellation,
  ) {}

  /** Call this in the transaction that creates the replay. */
  async schedule(tx: Transaction, { id }: Pick<ReplayEntity, 'id'>): Promise<void> {
    await this.jobs.schedule(tx, { kind: this.kind, key: id, dueAt: this.clock.now() });
  }

  run({ job }: { readonly job: ClaimedJob }): Promise<JobResult> {
    return this.database.write(async (tx) => {
      const now = this.clock.now();
      const replay = await tx.entities.findOneBy(ReplayEntity, { id: job.key, status: 'running' });
      if (replay === null) return 'done';
      const subscription = await tx.entities.findOneBy(SubscriptionEntity, {
        id: replay.subscriptionId,
        deletedAt: IsNull(),
      });
      if (subscription === null) {
        await this.cancellation.begin(tx, replay);
        return 'done';
      }
      if (await hasEnough(tx, replay)) return { dueAt: now + laterMs };
      if (!(await this.#enqueueChunk(tx, { replay, subscription, now })))
        return { dueAt: now + soonMs };
      await tx.entities.update(
        ReplayEntity,
        { id: replay.id },
        { status: 'done', finishedAt: now, position: replay.endSeq },
      );
      return 'done';
    });
  }

  /** @returns whether that was the last one */
  async #enqueueChunk(
    tx: Transaction,
    options: {
      readonly replay: ReplayEntity;
      readonly subscription: SubscriptionEntity;
      readonly now: number;
    },
  ): Promise<boolean> {
    const { replay, subscription, now } = options;
    // If few events match, the next one may be millions further on.
    const upTo = Math.min(replay.endSeq, replay.position + stepSize);
    const events = await nextReplayEvents(tx, {
      filter: filterOf(replay, subscription),
      replayId: replay.id,
      range: { after: replay.position, upTo },
      ordering: subscription.ordering,
      limit: chunk,
    });
    await makeDeliveries(tx, { queue: this.queue, replay, events, now });
    const isFull = events.length === chunk;
    const position = isFull ? (events.at(-1)?.seq ?? upTo) : upTo;
    await advanceReplay(tx, { id: replay.id, made: events.length, position });
    return !isFull && upTo === replay.endSeq;
  }
}

async function hasEnough(tx: Transaction, replay: ReplayEntity): Promise<boolean> {
  const { id, subscriptionId } = replay;
  return (
    (await countBulkLanes(tx, { subscriptionId, upTo: maxWaiting })) >= maxWaiting ||
    (await countNewestPending(tx, { id, newest: maxWaiting })) >= maxWaiting
  );
}

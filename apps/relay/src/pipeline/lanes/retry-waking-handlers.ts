import { setImmediate } from 'node:timers/promises';

import { Inject, Injectable } from '@nestjs/common';

import { Database } from '../../database/database.ts';
import type { WaitingPlace } from '../../database/tables/waiting-lanes.ts';
import type { JobHandler, JobResult } from '../../jobs/job-runner.ts';
import type { ClaimedJob } from '../../jobs/job-store.ts';
import type { Clock } from '../../shared/clock/clock.ts';
import { CLOCK, DELIVERY_QUEUE } from '../../shared/tokens.ts';
import type { DeliveryQueue } from './delivery-queue.ts';
import { wakingJobs, wokenAtOnce } from './retry-waking.ts';

/**
 * Makes the rest due of what waits for a later attempt of a subscription that works again: see
 * `wakeRetries`.
 */
@Injectable()
export class RetryWaking implements JobHandler {
  protected readonly anew: boolean = false;
  readonly atOnce = 1;

  constructor(
    private readonly database: Database,
    @Inject(DELIVERY_QUEUE) private readonly queue: DeliveryQueue,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  get kind(): string {
    return wakingJobs({ anew: this.anew });
  }

  /** An interrupted run starts over: what is due by then is not found again. */
  async run({
    job,
    signal,
  }: {
    readonly job: ClaimedJob;
    readonly signal: AbortSignal;
  }): Promise<JobResult> {
    let before: WaitingPlace | undefined;
    do {
      signal.throwIfAborted();
      before = await this.database.write(
        (tx) =>
          this.queue.wakeRetries(tx, {
            subscriptionId: job.key,
            anew: this.anew,
            now: this.clock.now(),
            before,
            limit: wokenAtOnce,
          }),
        { inLine: false },
      );
      await setImmediate();
    } while (before !== undefined);
    return 'done';
  }
}

/** The same for a subscription that was enabled again: schedules restart. */
@Injectable()
export class RetryWakingAnew extends RetryWaking {
  protected override readonly anew = true;
}

import { setImmediate } from 'node:timers/promises';

import { Inject, Injectable } from '@nestjs/common';

import type { JobHandler, JobResult } from '../../jobs/job-runner.ts';
import type { ClaimedJob } from '../../jobs/job-store.ts';
import type { Clock } from '../../shared/clock/clock.ts';
import { CLOCK } from '../../shared/tokens.ts';
import { EventLog } from './event-log.ts';
import { holdJobs } from './held-event.ts';

/** For how many connections held events are released at the same time. */
const connectionsAtOnce = 8;

/** Releases the events of a connection that were held for long enough. */
@Injectable()
export class HoldHandler implements JobHandler {
  readonly kind = holdJobs;
  readonly atOnce = connectionsAtOnce;

  constructor(
    private readonly log: EventLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run({
    job,
    signal,
  }: {
    readonly job: ClaimedJob;
    readonly signal: AbortSignal;
  }): Promise<JobResult> {
    for (;;) {
      const now = this.clock.now();
      const dueAt = await this.log.release({ connectionId: job.key, now });
      if (dueAt === null) return 'done';
      if (dueAt > now) return { dueAt };
      // Webhooks are answered in between, with an embedded database, too.
      await setImmediate();
      signal.throwIfAborted();
    }
  }
}

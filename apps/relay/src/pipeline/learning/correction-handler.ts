import { setImmediate } from 'node:timers/promises';

import { Inject, Injectable } from '@nestjs/common';

import type { JobHandler, JobResult } from '../../jobs/job-runner.ts';
import type { ClaimedJob } from '../../jobs/job-store.ts';
import type { Clock } from '../../shared/clock/clock.ts';
import { CLOCK } from '../../shared/tokens.ts';
import { EventLog } from '../log/event-log.ts';
import { correctionJobs } from './correction-jobs.ts';

/** Small enough that webhooks, which also need to write, hardly wait for it. */
const pageSize = 200;

/**
 * Examines a connection's events after its source learned that some were misread, and has these
 * corrected. If interrupted, it starts over: what is already corrected is found to be right.
 */
@Injectable()
export class CorrectionHandler implements JobHandler {
  readonly kind = correctionJobs;
  readonly atOnce = 1;

  constructor(
    private readonly log: EventLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(options: {
    readonly job: ClaimedJob;
    readonly signal: AbortSignal;
  }): Promise<JobResult> {
    const { job, signal } = options;
    const connectionId = job.key;
    // Held events were also read with the earlier knowledge.
    await this.log.releaseAll({ connectionId, now: this.clock.now() });
    let after: number | null = 0;
    while (after !== null) {
      signal.throwIfAborted();
      const now = this.clock.now();
      after = await this.log.correct({ connectionId, after, limit: pageSize, now });
      // A long log must not keep everyone else waiting.
      await setImmediate();
    }
    return 'done';
  }
}

import type { Logger } from 'pino';

import type { Clock } from '../../shared/clock/clock.ts';
import type { JobHandler, JobResult } from '../../jobs/job-runner.ts';
import type { ClaimedJob } from '../../jobs/job-store.ts';
import { confirmationJobs } from '../../pipeline/unconfirmed/confirmation-jobs.ts';
import type { ConfirmationRound } from './confirmation-round.ts';
import type { Outages } from './outages.ts';
import type { UnconfirmedStore } from '../../pipeline/unconfirmed/unconfirmed-store.ts';

/** For how many connections vendors are asked at the same time. */
const atOnce = 16;

interface ConfirmationHandlerOptions {
  readonly round: Pick<ConfirmationRound, 'ask'>;
  readonly store: Pick<UnconfirmedStore, 'nextCheckAt'>;
  readonly outages: Outages;
  readonly clock: Clock;
  readonly logger: Logger;
}

/**
 * Asks the vendor of a connection about the activities that wait to be confirmed. Each connection
 * is a job of its own, so that a slow or unavailable vendor delays no other.
 */
export class ConfirmationHandler implements JobHandler {
  readonly kind = confirmationJobs;
  readonly atOnce = atOnce;
  readonly #options: ConfirmationHandlerOptions;

  constructor(options: ConfirmationHandlerOptions) {
    this.#options = options;
  }

  /** Continues until nothing is due any more, or the vendor cannot be reached. */
  async run(options: {
    readonly job: ClaimedJob;
    readonly signal: AbortSignal;
  }): Promise<JobResult> {
    const { job, signal } = options;
    const { round, store, outages, clock, logger } = this.#options;
    const connectionId = job.key;
    try {
      while (!signal.aborted && (await round.ask({ connectionId, signal })));
    } catch (err) {
      signal.throwIfAborted();
      const error = { code: 'vendor_failed', retryAfterMs: null } as const;
      outages.note({ connectionId, error, now: clock.now() });
      logger.error({ connectionId, err }, 'could not confirm activities; will try again');
    }
    signal.throwIfAborted();
    const next = await store.nextCheckAt(connectionId);
    return next === null ? 'done' : { dueAt: Math.max(next, outages.until(connectionId)) };
  }
}

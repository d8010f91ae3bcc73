import type { Clock } from '../../shared/clock/clock.ts';
import type { JobHandler, JobResult } from '../../jobs/job-runner.ts';
import type { ConfirmationLimits } from '../../pipeline/unconfirmed/limits.ts';
import type { UnconfirmedStore } from '../../pipeline/unconfirmed/unconfirmed-store.ts';
import { hours } from '../../shared/clock/durations.ts';

/** How often it deletes what need not be remembered any more. Milliseconds. */
const purgeEveryMs = 1 * hours;

/** Deletes activities that were settled long enough ago. */
export class ConfirmationPurgeHandler implements JobHandler {
  readonly kind = 'confirmation-purge';
  readonly atOnce = 1;
  readonly recurring = true;
  readonly #options: {
    readonly store: Pick<UnconfirmedStore, 'purge'>;
    readonly clock: Clock;
    readonly limits: Pick<ConfirmationLimits, 'remembersForMs'>;
  };

  constructor(options: {
    readonly store: Pick<UnconfirmedStore, 'purge'>;
    readonly clock: Clock;
    readonly limits: Pick<ConfirmationLimits, 'remembersForMs'>;
  }) {
    this.#options = options;
  }

  async run(): Promise<JobResult> {
    const { store, clock, limits } = this.#options;
    const now = clock.now();
    await store.purge({ receivedBefore: now - limits.remembersForMs });
    return { dueAt: now + purgeEveryMs };
  }
}

import { setTimeout } from 'node:timers/promises';

import type { Clock } from '../../shared/clock/clock.ts';
import type { Database } from '../../database/database.ts';
import type { JobHandler, JobResult } from '../../jobs/job-runner.ts';
import { StepSize } from '../../database/step-size.ts';
import type { ConfirmationLimits } from '../../pipeline/unconfirmed/limits.ts';
import type { UnconfirmedStore } from '../../pipeline/unconfirmed/unconfirmed-store.ts';
import { hours } from '../../shared/clock/durations.ts';

/** How often it deletes what need not be remembered any more. Milliseconds. */
const purgeEveryMs = 1 * hours;

interface ConfirmationPurgeOptions {
  readonly database: Database;
  readonly store: UnconfirmedStore;
  readonly clock: Clock;
  readonly limits: Pick<ConfirmationLimits, 'remembersForMs'>;
}

/**
 * Deletes activities that were settled long enough ago, and those of deleted connections, in small
 * steps.
 */
export class ConfirmationPurgeHandler implements JobHandler {
  readonly kind = 'confirmation-purge';
  readonly atOnce = 1;
  readonly recurring = true;
  readonly #options: ConfirmationPurgeOptions;
  readonly #size = new StepSize();

  constructor(options: ConfirmationPurgeOptions) {
    this.#options = options;
  }

  async run({ signal }: { readonly signal: AbortSignal }): Promise<JobResult> {
    const { database, store, clock, limits } = this.#options;
    const now = clock.now();
    const receivedBefore = now - limits.remembersForMs;
    for (const connection of await store.connections()) {
      for (;;) {
        signal.throwIfAborted();
        const limit = this.#size.rows;
        const { count, tookMs } = await database.write(async (tx) => {
          const startedAt = performance.now();
          const forgotten = await store.forget(tx, { connection, receivedBefore, now, limit });
          return { count: forgotten, tookMs: performance.now() - startedAt };
        });
        if (count < limit) break;
        await setTimeout(this.#size.took(tookMs));
      }
    }
    return { dueAt: now + purgeEveryMs };
  }
}

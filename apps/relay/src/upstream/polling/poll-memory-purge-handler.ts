import type { Database } from '../../database/database.ts';
import type { JobHandler, JobResult } from '../../jobs/job-runner.ts';
import type { Clock } from '../../shared/clock/clock.ts';
import { days } from '../../shared/clock/durations.ts';
import { forgetDeleted, rememberedDeleted } from './poll-memory.ts';

/** Milliseconds. */
const everyMs = 1 * days;

/**
 * Forgets the documents of deleted connections that the connection's own job did not: during a
 * rolling upgrade, a process of an older version may have run it.
 */
export class PollMemoryPurgeHandler implements JobHandler {
  readonly kind = 'poll-memory-purge';
  readonly atOnce = 1;
  readonly recurring = true;
  readonly #database: Database;
  readonly #clock: Clock;

  constructor(options: { readonly database: Database; readonly clock: Clock }) {
    this.#database = options.database;
    this.#clock = options.clock;
  }

  async run({ signal }: { readonly signal: AbortSignal }): Promise<JobResult> {
    const database = this.#database;
    for (const connectionId of await rememberedDeleted(database)) {
      await forgetDeleted({ database, connectionId, signal });
    }
    return { dueAt: this.#clock.now() + everyMs };
  }
}

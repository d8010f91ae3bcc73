import type { JobHandler, JobResult } from '../../jobs/job-runner.ts';
import type { ClaimedJob } from '../../jobs/job-store.ts';
import { backfillJobs } from './backfill-jobs.ts';
import type { BackfillRun } from './backfill-run.ts';
import type { BackfillStore } from './backfill-store.ts';

/** Few: they are not urgent, and each keeps the disk busy. */
const atOnce = 2;

/** Runs the backfills that are due. */
export class BackfillHandler implements JobHandler {
  readonly kind = backfillJobs;
  readonly atOnce = atOnce;
  readonly #store: BackfillStore;
  readonly #run: BackfillRun;

  constructor(options: { readonly store: BackfillStore; readonly run: BackfillRun }) {
    this.#store = options.store;
    this.#run = options.run;
  }

  async run(options: {
    readonly job: ClaimedJob;
    readonly signal: AbortSignal;
  }): Promise<JobResult> {
    const { job, signal } = options;
    const before = await this.#store.findOpen(job.key);
    if (before === undefined) return 'done';
    await this.#run.run({ id: job.key, connectionId: before.connectionId, signal });
    const after = await this.#store.findOpen(job.key);
    return after === undefined ? 'done' : { dueAt: after.nextRunAt };
  }
}

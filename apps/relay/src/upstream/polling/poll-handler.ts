import type { JobHandler } from '../../jobs/job-runner.ts';
import type { PollRun } from './poll-run.ts';
import { pollJobs } from './poll-jobs.ts';

/** Each waits for its own vendor most of the time. */
const atOnce = 16;

/** Polls the connections that are due. */
export class PollHandler implements JobHandler {
  readonly kind = pollJobs;
  readonly atOnce = atOnce;
  readonly run: JobHandler['run'];

  constructor(options: { readonly run: PollRun }) {
    this.run = (job) => options.run.run(job);
  }
}

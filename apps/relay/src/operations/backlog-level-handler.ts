import { Inject, Injectable } from '@nestjs/common';

import { Database } from '../database/database.ts';
import {
  flowSteps,
  keepLevel,
  purgeFlow,
  readBacklog,
  startOf,
} from '../database/tables/flow-counts.ts';
import type { JobHandler, JobResult } from '../jobs/job-runner.ts';
import type { Clock } from '../shared/clock/clock.ts';
import { days, minutes } from '../shared/clock/durations.ts';
import { CLOCK } from '../shared/tokens.ts';

/** Longer than the longest range that is shown for each step. Milliseconds. */
const keepMs = { 60: 2 * days, 3_600: 400 * days } as const;

/** Records the backlog once a minute, and deletes what is too old to be shown. */
@Injectable()
export class BacklogLevelHandler implements JobHandler {
  readonly kind = 'backlog_level';
  readonly atOnce = 1;
  readonly recurring = true;

  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(): Promise<JobResult> {
    const now = this.clock.now();
    const { pending = 0, oldestAt } = await this.database.read((tx) => readBacklog(tx));
    const oldestSeconds = oldestAt === null ? 0 : Math.max(0, Math.round((now - oldestAt) / 1_000));
    await this.database.write(async (tx) => {
      await keepLevel(tx, { at: now, pending, oldestSeconds });
      for (const step of flowSteps) {
        await purgeFlow(tx, { step, before: now - keepMs[step] });
      }
    });
    return { dueAt: startOf(now, 60) + 1 * minutes };
  }
}

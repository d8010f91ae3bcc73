import type { Logger } from 'pino';

import type { Database } from '../../database/database.ts';
import { GroupCommit } from '../../database/group-commit.ts';
import type { JobStore } from '../../jobs/job-store.ts';
import type { DeliveryQueue } from '../lanes/delivery-queue.ts';
import type { FailingLimits } from '../../operations/config/failing-limits.ts';
import type { OperationalLog } from '../operational/operational-log.ts';
import { recordAttempts } from './record-attempts.ts';
import type { AttemptRecord } from './attempt-record.ts';
import type { Disabled, HealthChanges } from './record-health.ts';
import type { RecordingThread } from './recording-thread.ts';

export interface AttemptRecorderOptions {
  readonly database: Database;
  readonly queue: DeliveryQueue;
  readonly jobs: Pick<JobStore, 'schedule'>;
  readonly operational: OperationalLog;
  readonly failingLimits: FailingLimits;
  /** Records instead of this thread, while it runs. */
  readonly thread?: RecordingThread | undefined;
  readonly logger: Logger;
  /** Called with each subscription that the relay disabled, for metrics. */
  readonly onDisabled?: (disabled: Disabled) => void;
}

/** Records attempts and everything that follows from them: many attempts in one commit. */
export class AttemptRecorder {
  readonly #options: AttemptRecorderOptions;
  readonly #group: GroupCommit<AttemptRecord, undefined>;

  constructor(options: AttemptRecorderOptions) {
    this.#options = options;
    const { thread } = options;
    this.#group = new GroupCommit({
      maxWaiting: Number.POSITIVE_INFINITY,
      maxItems: thread === undefined ? 512 : 256,
      // The thread gathers what arrives while it writes: waiting for its answer would leave it
      // idle.
      maxRunning: thread === undefined ? 1 : Number.POSITIVE_INFINITY,
      // Nothing waits for it except the next delivery of the same lane.
      maxTurns: 8,
      commit: async (take) => {
        this.#report(await this.#record(take));
        return take().map(() => undefined);
      },
    });
  }

  /** Resolves when it is on disk. */
  async record(record: AttemptRecord): Promise<void> {
    await this.#group.add(record);
  }

  #record(take: () => readonly AttemptRecord[]): Promise<HealthChanges> {
    const { database, queue, jobs, operational, failingLimits, thread } = this.#options;
    if (thread?.isRunning === true) return thread.record(take());
    return database.write(
      (tx) => recordAttempts(tx, { records: take(), queue, jobs, operational, failingLimits }),
      { inLine: false },
    );
  }

  #report({ disabled, failing, recovered }: HealthChanges): void {
    const { logger, onDisabled } = this.#options;
    for (const one of disabled) {
      logger.warn(one, 'subscription disabled');
      onDisabled?.(one);
    }
    for (const { id, failingSince, failedAttempts } of failing) {
      logger.warn({ subscriptionId: id, failingSince, failedAttempts }, 'subscription failing');
    }
    for (const { id } of recovered) logger.info({ subscriptionId: id }, 'subscription recovered');
  }
}

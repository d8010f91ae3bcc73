import type { Logger } from 'pino';

import type { Clock } from '../../shared/clock/clock.ts';
import type { Database } from '../../database/database.ts';
import { GroupCommit } from '../../database/group-commit.ts';
import { insertAttempts } from '../../database/tables/attempts.ts';
import type { DeliveryQueue, Transaction } from '../lanes/delivery-queue.ts';
import type { SendResult } from '../send/index.ts';
import type { Judgement } from './outcome.ts';
import { recordHealth } from './record-health.ts';
import type { Disabled } from './record-health.ts';

/** An attempt that was made, and what it means. */
export interface AttemptRecord {
  readonly judgement: Judgement;
  readonly result: SendResult;
  /** Epoch milliseconds. */
  readonly startedAt: number;
}

export interface AttemptRecorderOptions {
  readonly database: Database;
  readonly queue: DeliveryQueue;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Told of each subscription that the relay disabled, for metrics. */
  readonly onDisabled?: (disabled: Disabled) => void;
}

/**
 * Records attempts, what became of their deliveries, and how their subscriptions fare: many
 * attempts in one commit.
 */
export class AttemptRecorder {
  readonly #options: AttemptRecorderOptions;
  readonly #group: GroupCommit<AttemptRecord, undefined>;

  constructor(options: AttemptRecorderOptions) {
    this.#options = options;
    this.#group = new GroupCommit({
      maxWaiting: Number.POSITIVE_INFINITY,
      maxItems: 512,
      commit: async (records) => {
        const disabled = await options.database.write((tx) => this.#record(tx, records), {
          inLine: false,
        });
        for (const one of disabled) this.#tell(one);
        return records.map(() => undefined);
      },
    });
  }

  /** Answers when it is on disk. */
  async record(record: AttemptRecord): Promise<void> {
    await this.#group.add(record);
  }

  async #record(tx: Transaction, records: readonly AttemptRecord[]): Promise<readonly Disabled[]> {
    const { queue } = this.#options;
    await insertAttempts(
      tx,
      records.map(({ judgement, result, startedAt }) => ({
        deliverySeq: judgement.outcome.delivery.seq,
        startedAt,
        durationMs: result.durationMs,
        status: result.status,
        error: result.error,
        response: result.response,
      })),
    );
    await queue.settle(
      tx,
      records.map(({ judgement }) => judgement.outcome),
    );
    return recordHealth(tx, { records, queue });
  }

  #tell(disabled: Disabled): void {
    this.#options.logger.warn(disabled, 'subscription disabled');
    this.#options.onDisabled?.(disabled);
  }
}

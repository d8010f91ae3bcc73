import type { Logger } from 'pino';

import type { Clock } from '../../shared/clock/clock.ts';
import type { Database } from '../../database/database.ts';
import { GroupCommit } from '../../database/group-commit.ts';
import { insertAttempts } from '../../database/tables/attempts.ts';
import { countFlow } from '../../database/tables/flow-counts.ts';
import type { Flow } from '../../database/tables/flow-counts.ts';
import type { DeliveryQueue, Outcome, Transaction } from '../lanes/delivery-queue.ts';
import type { SendResult } from '../send/index.ts';
import type { FailingLimits } from '../operational/failing-limits.ts';
import type { OperationalLog } from '../operational/operational-log.ts';
import { tellDead } from '../operational/tell-dead.ts';
import { keepAnswerHeaders } from './attempt-heads.ts';
import type { Judgement } from './outcome.ts';
import { recordHealth } from './record-health.ts';
import type { Disabled, HealthChanges } from './record-health.ts';

/** An attempt that was made, and what it means. */
export interface AttemptRecord {
  readonly judgement: Judgement;
  readonly result: SendResult;
  /** What was sent: JSON of a `KeptRequest`. */
  readonly request: string;
  /** Epoch milliseconds. */
  readonly startedAt: number;
}

export interface AttemptRecorderOptions {
  readonly database: Database;
  readonly queue: DeliveryQueue;
  /** Told of what becomes of subscriptions and deliveries. */
  readonly operational: OperationalLog;
  readonly failingLimits: FailingLimits;
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
      // Nobody waits for it but the next of the same lane.
      maxTurns: 8,
      commit: async (records) => {
        this.#tell(
          await options.database.write((tx) => this.#record(tx, records), { inLine: false }),
        );
        return records.map(() => undefined);
      },
    });
  }

  /** Answers when it is on disk. */
  async record(record: AttemptRecord): Promise<void> {
    await this.#group.add(record);
  }

  async #record(tx: Transaction, records: readonly AttemptRecord[]): Promise<HealthChanges> {
    const { queue, operational, failingLimits } = this.#options;
    await insertAttempts(
      tx,
      records.map(({ judgement, result, request, startedAt }) => ({
        deliverySeq: judgement.outcome.delivery.seq,
        startedAt,
        durationMs: result.durationMs,
        status: result.status,
        error: result.error,
        response: result.response,
        request,
        responseHeaders: keepAnswerHeaders(result.headers),
      })),
    );
    const settled = await queue.settle(
      tx,
      records.map(({ judgement }) => judgement.outcome),
    );
    await this.#tellDead(tx, { settled, records });
    await countFlow(tx, [...settled.map(settledFlow), ...records.map(attemptFlow)]);
    return recordHealth(tx, { records, queue, operational, limits: failingLimits });
  }

  async #tellDead(
    tx: Transaction,
    options: { readonly settled: readonly Outcome[]; readonly records: readonly AttemptRecord[] },
  ): Promise<void> {
    const dead = options.settled.filter(({ status }) => status === 'dead');
    if (dead.length === 0) return;
    const errors = new Map(
      options.records.map(({ judgement, result }) => [
        judgement.outcome.delivery.seq,
        result.error,
      ]),
    );
    await tellDead(tx, {
      log: this.#options.operational,
      dead: dead.map(({ delivery }) => ({ delivery, error: errors.get(delivery.seq) ?? null })),
      now: Math.max(...dead.map(({ at }) => at)),
    });
  }

  #tell({ disabled, failing, recovered }: HealthChanges): void {
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

/** Of what somebody else settled meanwhile, it is that one who counts it. */
function settledFlow({ at, status }: Outcome): Flow {
  return { at, delivered: status === 'delivered' ? 1 : 0, dead: status === 'dead' ? 1 : 0 };
}

function attemptFlow({ judgement, result }: AttemptRecord): Flow {
  return { at: judgement.outcome.at, failedAttempts: result.error === null ? 0 : 1 };
}

import type { Clock } from '../../shared/clock/clock.ts';
import type { Database } from '../../database/database.ts';
import { GroupCommit } from '../../database/group-commit.ts';
import { insertRows, placeholders } from '../../database/sql.ts';
import type { DeliveryQueue } from '../lanes/delivery-queue.ts';
import type { SendResult } from '../send/index.ts';
import type { Judgement } from './outcome.ts';
import type { Transaction } from '../../database/transaction.ts';

/** After so long of nothing but failures a subscription is disabled. Milliseconds. */
export const disableAfterMs = 5 * 24 * 60 * 60 * 1000;

/** An attempt that was made, and what it means. */
export interface AttemptRecord {
  readonly judgement: Judgement;
  readonly result: SendResult;
  /** Epoch milliseconds. */
  readonly startedAt: number;
}

/**
 * Records attempts, what became of their deliveries, and how their subscriptions fare: many
 * attempts in one commit.
 */
export class AttemptRecorder {
  readonly #queue: DeliveryQueue;
  readonly #group: GroupCommit<AttemptRecord, undefined>;

  constructor(options: {
    readonly database: Database;
    readonly queue: DeliveryQueue;
    readonly clock: Clock;
  }) {
    this.#queue = options.queue;
    this.#group = new GroupCommit({
      maxWaiting: Number.POSITIVE_INFINITY,
      commit: async (records) => {
        await options.database.write((transaction) => this.#record(transaction, records));
        return records.map(() => undefined);
      },
    });
  }

  /** Answers when it is on disk. */
  async record(record: AttemptRecord): Promise<void> {
    await this.#group.add(record);
  }

  async #record(transaction: Transaction, records: readonly AttemptRecord[]): Promise<void> {
    await insertRows(transaction, {
      table: 'attempts',
      columns: ['delivery_seq', 'started_at', 'duration_ms', 'status', 'error', 'response'],
      rows: records.map(({ judgement, result, startedAt }) => [
        judgement.outcome.delivery.seq,
        startedAt,
        result.durationMs,
        result.status,
        result.error,
        result.response,
      ]),
    });
    await this.#queue.settle(
      transaction,
      records.map(({ judgement }) => judgement.outcome),
    );
    await recordHealth(transaction, records);
  }
}

/** Keeps since when each subscription has only failed, and disables those that failed too long. */
async function recordHealth(
  transaction: Transaction,
  records: readonly AttemptRecord[],
): Promise<void> {
  const health = new Map<string, { succeeded: boolean; gone: boolean; at: number }>();
  for (const { judgement, result } of records) {
    const { delivery, at } = judgement.outcome;
    const known = health.get(delivery.subscriptionId);
    health.set(delivery.subscriptionId, {
      succeeded: result.error === null || known?.succeeded === true,
      gone: judgement.gone || known?.gone === true,
      at: Math.max(at, known?.at ?? 0),
    });
  }
  const ids = (wanted: (state: { succeeded: boolean; gone: boolean }) => boolean): string[] =>
    [...health].filter(([, state]) => wanted(state)).map(([id]) => id);
  const now = Math.max(...[...health.values()].map(({ at }) => at));

  const succeeded = ids((state) => state.succeeded);
  if (succeeded.length > 0) {
    await transaction.query(
      `UPDATE "subscriptions" SET "failing_since" = NULL
       WHERE "failing_since" IS NOT NULL AND "id" IN (${placeholders(succeeded.length)})`,
      succeeded,
    );
  }
  const failed = ids((state) => !state.succeeded);
  if (failed.length > 0) {
    await transaction.query(
      `UPDATE "subscriptions" SET "failing_since" = ?
       WHERE "failing_since" IS NULL AND "id" IN (${placeholders(failed.length)})`,
      [now, ...failed],
    );
    await disable(transaction, {
      ids: failed,
      reason: 'Every attempt failed for 5 days.',
      now,
      failingBefore: now - disableAfterMs,
    });
  }
  const gone = ids((state) => state.gone);
  if (gone.length > 0) {
    await disable(transaction, { ids: gone, reason: 'The subscriber answered 410 Gone.', now });
  }
}

async function disable(
  transaction: Transaction,
  options: {
    readonly ids: readonly string[];
    readonly reason: string;
    readonly now: number;
    readonly failingBefore?: number;
  },
): Promise<void> {
  await transaction.query(
    `UPDATE "subscriptions" SET "status" = 'disabled', "disabled_reason" = ?, "updated_at" = ?
     WHERE "status" = 'active' AND ("failing_since" <= ? OR ?)
       AND "id" IN (${placeholders(options.ids.length)})`,
    [
      options.reason,
      options.now,
      options.failingBefore ?? 0,
      options.failingBefore === undefined,
      ...options.ids,
    ],
  );
}

import type { VendorError } from '@invoice-relay/core/errors';
import type { Activity, AnySource, BackfillStep } from '@invoice-relay/core/source';
import { IsNull } from 'typeorm';

import type { Clock } from '../../shared/clock/clock.ts';
import type { Database } from '../../database/database.ts';
import { BackfillFindEntity } from '../../database/entities/backfill-find.entity.ts';
import { BackfillEntity } from '../../database/entities/backfill.entity.ts';
import { ConnectionEntity } from '../../database/entities/connection.entity.ts';
import {
  addExamples,
  connectionDeleted,
  sourceMissing,
  failureReason,
  waitingReason,
} from './explain-failure.ts';
import { knownActivityIds } from '../../database/tables/activities.ts';
import { knownFromWebhooks } from '../../pipeline/learning/same-activities.ts';
import type { EventLog } from '../../pipeline/log/event-log.ts';
import { dateBound } from './date-bound.ts';
import { retryDelay } from './retry-delay.ts';
import type { Transaction } from '../../database/transaction.ts';

const insertFinds = {
  table: 'backfill_finds',
  columns: { backfill_id: 'text', activity_id: 'text', position: 'bigint', raw: 'bytes' },
  onConflict: 'ON CONFLICT ("backfill_id", "activity_id") DO NOTHING',
  returning: ['seq'],
} as const;

/** The state of a backfill in the database: each method is one transaction. */
export class BackfillStore {
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #log: Pick<EventLog, 'learn'>;

  constructor(options: {
    readonly database: Database;
    readonly clock: Clock;
    readonly log: Pick<EventLog, 'learn'>;
  }) {
    this.#database = options.database;
    this.#clock = options.clock;
    this.#log = options.log;
  }

  /** @returns undefined if there is none, or it is finished */
  async findOpen(id: string): Promise<BackfillEntity | undefined> {
    const backfill = await this.#database.read((transaction) =>
      transaction.entities.findOneBy(BackfillEntity, { id, finishedAt: IsNull() }),
    );
    return backfill ?? undefined;
  }

  /** It is running from now on. */
  begin(id: string): Promise<BackfillEntity> {
    return this.#change(id, ({ startedAt }) => ({
      status: 'running',
      startedAt: startedAt ?? this.#clock.now(),
    }));
  }

  /**
   * Stores what a step found and is not known yet, with the place to continue from. Comparing it
   * with what a webhook brought, its source may learn how webhooks and API differ.
   *
   * @returns null if the connection is deleted; nothing is stored then
   */
  keepStep(options: {
    readonly id: string;
    readonly step: BackfillStep;
    readonly source: AnySource;
  }): Promise<BackfillEntity | null> {
    const { id, step, source } = options;
    return this.#database.write(async (transaction) => {
      const backfill = await find(transaction, id);
      const { connectionId, afterPosition, found, missing, leftOut } = backfill;
      if (!(await isConnected(transaction, connectionId))) return null;
      await this.#learn(transaction, { connectionId, source, listed: step.activities });
      const later = step.activities.filter(
        ({ position }) => afterPosition === null || position > afterPosition,
      );
      const isWanted = await dateBound(transaction, { backfill, source });
      const wanted = later.filter(isWanted);
      const known = await knownActivityIds(transaction, {
        connectionId,
        activityIds: wanted.map((activity) => activity.id),
      });
      // A document that is read a second time returns the same finds.
      const kept = await transaction.insertMany<{ seq: number }>(
        insertFinds,
        wanted
          .filter((activity) => !known.has(activity.id))
          .map((activity) => [id, activity.id, activity.position, activity.raw]),
      );
      return this.#change(id, () => ({
        cursor: JSON.stringify(step.cursor),
        done: step.done,
        total: step.total,
        ...unreadableSoFar(backfill, step),
        found: found + wanted.length,
        missing: missing + kept.length,
        leftOut: leftOut + later.length - wanted.length,
        failures: 0,
        error: null,
      }));
    });
  }

  async #learn(
    transaction: Transaction,
    options: {
      readonly connectionId: string;
      readonly source: AnySource;
      readonly listed: readonly Activity[];
    },
  ): Promise<void> {
    const { connectionId, source } = options;
    if (source.learn === undefined) return;
    const activities = await knownFromWebhooks(transaction, options);
    await this.#log.learn(transaction, { connectionId, activities, now: this.#clock.now() });
  }

  /** Nothing more is to be found: what was found may go into the event log. */
  endWalk(id: string): Promise<BackfillEntity> {
    return this.#change(id, () => ({ walkedAt: this.#clock.now(), failures: 0, error: null }));
  }

  /**
   * The vendor could not be reached: retry later, or give up. In the latter case the scan ends, and
   * what it found is appended before the backfill fails; it stays open for that, and is due.
   */
  postponeOrFail(options: {
    readonly id: string;
    readonly error: VendorError;
  }): Promise<BackfillEntity> {
    const { id, error } = options;
    return this.#database.write(async (transaction) => {
      const { connectionId, failures, walkedAt } = await find(transaction, id);
      const delay = error.temporary
        ? retryDelay({ failures: failures + 1, retryAfterMs: error.retryAfterMs })
        : null;
      if (delay === null) {
        const why = failureReason({ error, connectionId });
        // What was found cannot be appended either, if appending is what failed.
        return walkedAt === null ? this.#giveUpWalk({ id, why }) : this.fail({ id, error: why });
      }
      return this.#change(id, () => ({
        failures: failures + 1,
        nextRunAt: this.#clock.now() + delay,
        error: waitingReason(error),
      }));
    });
  }

  /** There is nobody left to ask for. */
  async failWithoutSource(options: {
    readonly id: string;
    readonly connectionId: string;
  }): Promise<BackfillEntity> {
    const { id, connectionId } = options;
    const connected = await this.#database.read((transaction) =>
      isConnected(transaction, connectionId),
    );
    return this.fail({ id, error: connected ? sourceMissing : connectionDeleted });
  }

  #giveUpWalk(options: { readonly id: string; readonly why: string }): Promise<BackfillEntity> {
    const now = this.#clock.now();
    return this.#change(options.id, () => ({
      walkedAt: now,
      walkError: options.why,
      failures: 0,
      nextRunAt: now,
      error: options.why,
    }));
  }

  /**
   * Ends it, and drops what it found and did not append.
   *
   * @param options.error human-readable
   */
  fail(options: { readonly id: string; readonly error: string }): Promise<BackfillEntity> {
    const { id, error } = options;
    return this.#database.write(async (transaction) => {
      await transaction.entities.delete(BackfillFindEntity, { backfillId: id });
      return this.#change(id, () => ({ status: 'failed', error, finishedAt: this.#clock.now() }));
    });
  }

  #change(
    id: string,
    changesOf: (backfill: BackfillEntity) => Partial<BackfillEntity>,
  ): Promise<BackfillEntity> {
    return this.#database.write(async (transaction) => {
      const backfill = await find(transaction, id);
      const changes = changesOf(backfill);
      await transaction.entities.update(BackfillEntity, { id }, changes);
      return { ...backfill, ...changes };
    });
  }
}

function find(transaction: Transaction, id: string): Promise<BackfillEntity> {
  return transaction.entities.findOneByOrFail(BackfillEntity, { id });
}

function isConnected(transaction: Transaction, id: string): Promise<boolean> {
  return transaction.entities.existsBy(ConnectionEntity, { id, deletedAt: IsNull() });
}

function unreadableSoFar(
  before: BackfillEntity,
  { unreadable = [] }: BackfillStep,
): Pick<BackfillEntity, 'unreadable' | 'unreadableExamples'> {
  const examples = addExamples(JSON.parse(before.unreadableExamples), unreadable);
  return {
    unreadable: before.unreadable + unreadable.length,
    unreadableExamples: JSON.stringify(examples),
  };
}

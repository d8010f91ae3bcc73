import { Inject, Injectable } from '@nestjs/common';
import type { AnySource } from '@invoice-relay/core/source';
import { IsNull, Not } from 'typeorm';

import { conflict, invalid, notFound } from '../../shared/problems/problem.ts';
import { CLOCK, JOB_STORE } from '../../shared/tokens.ts';
import type { Clock } from '../../shared/clock/clock.ts';
import { Database } from '../../database/database.ts';
import { BackfillEntity } from '../../database/entities/backfill.entity.ts';
import type { BackfillReason } from '../../database/entities/backfill.entity.ts';
import { ConnectionEntity } from '../../database/entities/connection.entity.ts';
import { newId } from '../../shared/ids/new-id.ts';
import { sourceOf } from '../../sources/loaded-source.ts';
import { SourceRegistry } from '../../sources/source-registry.ts';
import { ConnectionSignals } from '../../pipeline/log/connection-signals.ts';
import type { JobStore } from '../../jobs/job-store.ts';
import { findOpen, scheduleBackfill } from './backfill-jobs.ts';
import { hours } from '../../shared/clock/durations.ts';
import { futureErrors } from './future-errors.ts';
import { FirstWebhooks } from './first-webhooks.ts';
import { lastPositionBefore } from './known-activities.ts';
import type { Transaction } from '../../database/transaction.ts';

/** The minimum time between backfills of a connection that the relay starts itself. */
const spacingMs = 1 * hours;

/** A requested backfill, and whether it was created for that request. */
export interface RequestedBackfill {
  readonly backfill: BackfillEntity;
  readonly created: boolean;
}

type Scope = Pick<BackfillEntity, 'reason' | 'fromAt' | 'afterPosition' | 'nextRunAt'>;

/** Creates backfills: on request, and for the relay itself. At most one open per connection. */
@Injectable()
export class BackfillRequests {
  readonly #firstWebhooks: FirstWebhooks;

  constructor(
    private readonly database: Database,
    private readonly sources: SourceRegistry,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(JOB_STORE) private readonly jobs: JobStore,
    signals: ConnectionSignals,
  ) {
    this.#firstWebhooks = new FirstWebhooks(database);
    signals.onDeleted((id) => this.#firstWebhooks.forget(id));
  }

  /**
   * On request. Reads the log, which may take a while: call it outside of a transaction, as others
   * write meanwhile. What it finds remains true, whatever they write.
   *
   * @param options.from epoch milliseconds; undefined means everything
   * @returns creates it, unless an open one already does it; one scheduled by the relay that has not
   *   started takes on what is requested. Throws a `ProblemError`: 404, or 409 if its source does
   *   not support backfills
   * @throws {ProblemError} 400
   */
  async prepare(options: {
    readonly connectionId: string;
    readonly from: number | undefined;
  }): Promise<() => Promise<RequestedBackfill>> {
    const { connectionId, from } = options;
    const errors = futureErrors({ from, now: this.clock.now() });
    if (errors.length > 0) throw invalid(errors);
    const afterPosition = from === undefined ? null : await this.#lastBefore(connectionId, from);
    return () => this.#request({ connectionId, from, afterPosition });
  }

  #request(options: {
    readonly connectionId: string;
    readonly from: number | undefined;
    readonly afterPosition: number | null;
  }): Promise<RequestedBackfill> {
    const { connectionId, from, afterPosition } = options;
    return this.database.write(async (transaction) => {
      const now = this.clock.now();
      const connection = await findConnection(transaction, connectionId);
      if (connection === null) throw notFound('connection', connectionId);
      this.#refuseWithoutBackfill(connection);
      const open = await findOpen(transaction, connectionId);
      if (open !== null && (open.status !== 'pending' || open.reason === 'manual')) {
        return { backfill: open, created: false };
      }
      const scope: Scope = {
        reason: 'manual',
        fromAt: from ?? null,
        afterPosition,
        nextRunAt: now,
      };
      if (open === null) {
        return {
          backfill: await this.#insert(transaction, { connectionId, now, scope }),
          created: true,
        };
      }
      await transaction.entities.update(BackfillEntity, { id: open.id }, scope);
      await scheduleBackfill(transaction, {
        jobs: this.jobs,
        backfill: { id: open.id, nextRunAt: now },
      });
      return { backfill: { ...open, ...scope }, created: false };
    });
  }

  /**
   * The relay itself sees a reason. Does nothing while one is open, if the source supports none, or
   * if it knows positions and the connection was never sent a webhook with one: then everything
   * that the vendor knows would be from before the connection. If the source knows none, the
   * creation time of the connection is the bound. Starts no sooner than an hour after the previous
   * one.
   */
  async automatic(options: {
    readonly connectionId: string;
    readonly reason: Exclude<BackfillReason, 'manual'>;
  }): Promise<void> {
    const { connectionId, reason } = options;
    const connection = await this.database.read((transaction) =>
      findConnection(transaction, connectionId),
    );
    if (connection === null) return;
    // Each refused webhook that an accepted one follows is a reason: most need no turn to write.
    if ((await this.database.read((tx) => findOpen(tx, connectionId))) !== null) return;
    const source = this.sources.get(connection.source);
    if (source?.backfill === undefined) return;
    const bound = await this.#beginOfConnection({ connection, source });
    if (bound === null) return;
    const now = this.clock.now();
    await this.database.write(async (transaction) => {
      if ((await findOpen(transaction, connectionId)) !== null) return;
      const last = await findLast(transaction, connectionId);
      // One that a clock that was ahead has started delays it no longer than any other.
      const earliest =
        last === null ? now : Math.min(now, last.startedAt ?? last.createdAt) + spacingMs;
      await this.#insert(transaction, {
        connectionId,
        now,
        scope: {
          reason,
          ...bound,
          nextRunAt: Math.max(now, earliest),
        },
      });
    });
  }

  async #insert(
    transaction: Transaction,
    options: { readonly connectionId: string; readonly now: number; readonly scope: Scope },
  ): Promise<BackfillEntity> {
    const backfill = await insert(transaction, options);
    await scheduleBackfill(transaction, { jobs: this.jobs, backfill });
    return backfill;
  }

  /** Null if the connection has no source, which is reported later, or none is known. */
  async #lastBefore(connectionId: string, moment: number): Promise<number | null> {
    const connection = await this.database.read((tx) => findConnection(tx, connectionId));
    const source = connection === null ? undefined : this.sources.get(connection.source);
    if (source === undefined) return null;
    return lastPositionBefore(this.database, { connectionId, source, moment });
  }

  /** The bound that excludes everything from before the connection was created; null if unknown. */
  async #beginOfConnection(options: {
    readonly connection: ConnectionEntity;
    readonly source: AnySource;
  }): Promise<Pick<Scope, 'fromAt' | 'afterPosition'> | null> {
    const { connection, source } = options;
    if (source.position === undefined) return { fromAt: connection.createdAt, afterPosition: null };
    const connectionId = connection.id;
    // It never changes, and is cheaper to remember than to look up.
    const earlier = await this.database.read((tx) => findLastAutomatic(tx, connectionId));
    if (earlier !== null) return { fromAt: null, afterPosition: earlier.afterPosition };
    const first = await this.#firstWebhooks.position({ connectionId, source });
    return first === null ? null : { fromAt: null, afterPosition: first - 1 };
  }

  #refuseWithoutBackfill(connection: ConnectionEntity): void {
    const source = sourceOf(connection, this.sources);
    if (source.backfill === undefined) {
      throw conflict(
        'backfill_not_offered',
        `${source.title} cannot be asked for missing activities: its source does not support backfills.`,
      );
    }
  }
}

function findConnection(transaction: Transaction, id: string): Promise<ConnectionEntity | null> {
  return transaction.entities.findOneBy(ConnectionEntity, { id, deletedAt: IsNull() });
}

function findLast(transaction: Transaction, connectionId: string): Promise<BackfillEntity | null> {
  return transaction.entities.findOne(BackfillEntity, {
    where: { connectionId },
    order: { id: 'DESC' },
  });
}

/** The last one that the relay requested itself, with a bound. */
function findLastAutomatic(
  transaction: Transaction,
  connectionId: string,
): Promise<BackfillEntity | null> {
  return transaction.entities.findOne(BackfillEntity, {
    where: { connectionId, reason: Not('manual'), afterPosition: Not(IsNull()) },
    order: { id: 'DESC' },
  });
}

async function insert(
  transaction: Transaction,
  options: { readonly connectionId: string; readonly now: number; readonly scope: Scope },
): Promise<BackfillEntity> {
  const { connectionId, now, scope } = options;
  const backfill: BackfillEntity = {
    id: newId({ prefix: 'bf', now }),
    connectionId,
    ...scope,
    status: 'pending',
    cursor: null,
    walkedAt: null,
    walkError: null,
    done: 0,
    total: null,
    unreadable: 0,
    unreadableExamples: '[]',
    found: 0,
    missing: 0,
    appended: 0,
    leftOut: 0,
    missingTypes: '{}',
    missingSince: null,
    failures: 0,
    error: null,
    createdAt: now,
    startedAt: null,
    finishedAt: null,
  };
  await transaction.entities.insert(BackfillEntity, backfill);
  return backfill;
}

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
import { newId } from '../../shared/ids/index.ts';
import { sourceOf } from '../../sources/loaded-source.ts';
import { SourceRegistry } from '../../sources/source-registry.ts';
import type { JobStore } from '../../jobs/job-store.ts';
import { findOpen, scheduleBackfill } from './backfill-jobs.ts';
import { hours } from '../../shared/clock/durations.ts';
import { futureErrors } from './future-errors.ts';
import { firstWebhookPosition, lastPositionBefore } from './known-activities.ts';
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
  constructor(
    private readonly database: Database,
    private readonly sources: SourceRegistry,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(JOB_STORE) private readonly jobs: JobStore,
  ) {}

  /**
   * On request. An open one already does it; one scheduled by the relay that has not started takes
   * on what is requested.
   *
   * @param options.from epoch milliseconds; undefined means everything
   * @throws {ProblemError} 404, 400, or 409 if its source does not support backfills
   */
  manual(options: {
    readonly connectionId: string;
    readonly from: number | undefined;
  }): Promise<RequestedBackfill> {
    const { connectionId, from } = options;
    const now = this.clock.now();
    const errors = futureErrors({ from, now });
    if (errors.length > 0) throw invalid(errors);
    return this.database.write(async (transaction) => {
      const connection = await findConnection(transaction, connectionId);
      if (connection === null) throw notFound('connection', connectionId);
      const source = this.#refuseWithoutBackfill(connection);
      const open = await findOpen(transaction, connectionId);
      if (open !== null && (open.status !== 'pending' || open.reason === 'manual')) {
        return { backfill: open, created: false };
      }
      const scope: Scope = {
        reason: 'manual',
        fromAt: from ?? null,
        afterPosition:
          from === undefined
            ? null
            : await lastPositionBefore(transaction, { connectionId, source, moment: from }),
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
    const source = this.sources.get(connection.source);
    if (source?.backfill === undefined) return;
    const bound = await this.database.read((transaction) =>
      beginOfConnection(transaction, { connection, source }),
    );
    if (bound === null) return;
    const now = this.clock.now();
    await this.database.write(async (transaction) => {
      if ((await findOpen(transaction, connectionId)) !== null) return;
      const last = await findLast(transaction, connectionId);
      const earliest = last === null ? now : (last.startedAt ?? last.createdAt) + spacingMs;
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

  #refuseWithoutBackfill(connection: ConnectionEntity): AnySource {
    const source = sourceOf(connection, this.sources);
    if (source.backfill === undefined) {
      throw conflict(
        'backfill_not_offered',
        `${source.title} cannot be asked for missing activities: its source does not support backfills.`,
      );
    }
    return source;
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

/** The bound that excludes everything from before the connection was created; null if unknown. */
async function beginOfConnection(
  transaction: Transaction,
  options: { readonly connection: ConnectionEntity; readonly source: AnySource },
): Promise<Pick<Scope, 'fromAt' | 'afterPosition'> | null> {
  const { connection, source } = options;
  if (source.position === undefined) return { fromAt: connection.createdAt, afterPosition: null };
  const afterPosition = await beforeFirstWebhook(transaction, {
    connectionId: connection.id,
    source,
  });
  return afterPosition === null ? null : { fromAt: null, afterPosition };
}

async function beforeFirstWebhook(
  transaction: Transaction,
  options: { readonly connectionId: string; readonly source: AnySource },
): Promise<number | null> {
  const { connectionId } = options;
  // It never changes, and is cheaper to remember than to look up.
  const earlier = await transaction.entities.findOne(BackfillEntity, {
    where: { connectionId, reason: Not('manual'), afterPosition: Not(IsNull()) },
    order: { id: 'DESC' },
  });
  if (earlier !== null) return earlier.afterPosition;
  const first = await firstWebhookPosition(transaction, options);
  return first === null ? null : first - 1;
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

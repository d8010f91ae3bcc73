import { setImmediate } from 'node:timers/promises';

import { VendorError } from '@invoice-relay/core/errors';
import type { AnySource, BackfillStep, ConnectionContext } from '@invoice-relay/core/source';
import type { Logger } from 'pino';

import type { Clock } from '../../shared/clock/clock.ts';
import type { BackfillEntity } from '../../database/entities/backfill.entity.ts';
import type { VendorHealth } from '../health/vendor-health.ts';
import type { VendorAccess, VendorSession } from '../access/vendor-access.ts';
import type { BackfillMetrics } from './backfill-metrics.ts';
import type { BackfillStore } from './backfill-store.ts';
import { minutes } from '../../shared/clock/durations.ts';
import { connectionDeleted } from './explain-failure.ts';
import type { BackfillAppender } from './backfill-appender.ts';

/** How often a line reports the progress. Milliseconds. */
const progressEveryMs = 1 * minutes;

export interface BackfillRunOptions {
  readonly store: BackfillStore;
  readonly appender: BackfillAppender;
  readonly vendor: VendorAccess;
  readonly health: VendorHealth;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: BackfillMetrics;
}

interface Walk {
  readonly source: AnySource;
  readonly backfill: NonNullable<AnySource['backfill']>;
  readonly context: ConnectionContext<unknown, unknown>;
  readonly failureOf: VendorSession['failureOf'];
}

/**
 * Takes a backfill as far as it goes now: to its end, to a failure, or to a wait for its vendor.
 *
 * Two parts: scan the vendor's API and store what is missing, step by step; then, once everything
 * is known and can be sorted, append it to the event log. If the scan is given up, what it found
 * until then is appended as well. Every step is stored in a transaction before the next one, so it
 * resumes from there whenever it is run again.
 */
export class BackfillRun {
  readonly #options: BackfillRunOptions;

  constructor(options: BackfillRunOptions) {
    this.#options = options;
  }

  /** @throws if the database cannot store it, or the signal aborts it: then it is still open */
  async run(options: {
    readonly id: string;
    readonly connectionId: string;
    readonly signal: AbortSignal;
  }): Promise<void> {
    const { id, connectionId, signal } = options;
    const { store } = this.#options;
    try {
      const backfill = await store.begin(id);
      const walk = await this.#open(options);
      if (walk === undefined) {
        this.#ended(await store.failWithoutSource({ id, connectionId }));
        return;
      }
      this.#log(backfill, backfill.cursor === null ? 'backfill started' : 'backfill continues');
      const connected =
        (backfill.walkedAt !== null || (await this.#walk({ walk, backfill, signal }))) &&
        (await this.#append({ id, source: walk.source, signal }));
      if (!connected) this.#ended(await store.fail({ id, error: connectionDeleted }));
    } catch (error) {
      if (!(error instanceof VendorError) || signal.aborted) throw error;
      await this.#options.health.noteError({ connectionId, error });
      this.#interrupted({ error, backfill: await store.postponeOrFail({ id, error }) });
    }
  }

  async #open(options: {
    readonly connectionId: string;
    readonly signal: AbortSignal;
  }): Promise<Walk | undefined> {
    const session = await this.#options.vendor.open({ ...options, purpose: 'backfill' });
    if (session?.source.backfill === undefined) return undefined;
    const { source, context, failureOf } = session;
    return { source, context, failureOf, backfill: session.source.backfill.bind(source) };
  }

  /** @returns false if the connection was deleted in the meantime */
  async #walk(options: {
    readonly walk: Walk;
    readonly backfill: BackfillEntity;
    readonly signal: AbortSignal;
  }): Promise<boolean> {
    const { walk, backfill, signal } = options;
    const { store, health, clock } = this.#options;
    let progressAt = clock.now();
    for await (const step of stepsOf(walk, backfill.cursor)) {
      const kept = await store.keepStep({ id: backfill.id, step, source: walk.source });
      if (kept === null) return false;
      if (clock.now() - progressAt >= progressEveryMs) {
        progressAt = clock.now();
        this.#log(kept, 'backfill continues searching');
      }
      signal.throwIfAborted();
    }
    await store.endWalk(backfill.id);
    await health.note({ connectionId: backfill.connectionId, failure: null });
    return true;
  }

  /** @returns false if the connection was deleted in the meantime */
  async #append(options: {
    readonly id: string;
    readonly source: AnySource;
    readonly signal: AbortSignal;
  }): Promise<boolean> {
    const { signal, id, source } = options;
    for (;;) {
      const backfill = await this.#options.appender.appendChunk({ id, source });
      if (backfill === null) return false;
      if (backfill.finishedAt !== null) {
        this.#options.metrics.countAppended({
          source: source.name,
          count: backfill.appended,
        });
        this.#ended(backfill);
        return true;
      }
      // Webhooks are answered in between, with an embedded database, too.
      await setImmediate();
      signal.throwIfAborted();
    }
  }

  #ended(backfill: BackfillEntity): void {
    const { status, missing, missingSince, missingTypes, error } = backfill;
    this.#options.metrics.countBackfill(status === 'completed' ? 'completed' : 'failed');
    if (status !== 'completed') {
      this.#options.logger.warn(
        { ...idsOf(backfill), reason: error, appended: backfill.appended },
        'backfill failed',
      );
      return;
    }
    const report =
      missing === 0
        ? {}
        : { since: JSON.parse(missingSince ?? 'null'), types: JSON.parse(missingTypes) };
    this.#log(backfill, 'backfill completed', error === null ? report : { ...report, error });
  }

  #interrupted(options: { readonly error: VendorError; readonly backfill: BackfillEntity }): void {
    const { error, backfill } = options;
    if (backfill.finishedAt !== null) {
      this.#ended(backfill);
      return;
    }
    const message =
      backfill.walkedAt === null
        ? 'backfill is waiting for its vendor'
        : 'backfill stopped searching; what it found is appended';
    this.#options.logger.warn(
      {
        ...idsOf(backfill),
        code: error.code,
        reason: error.message,
        failures: backfill.failures,
        nextRunAt: new Date(backfill.nextRunAt).toISOString(),
      },
      message,
    );
  }

  /** One of the relay's own that finds nothing missing is not worth reporting. */
  #log(backfill: BackfillEntity, message: string, more: object = {}): void {
    const { reason, missing, found, appended, leftOut, done, total, unreadable } = backfill;
    const level = reason === 'manual' || missing > 0 || unreadable > 0 ? 'info' : 'debug';
    this.#options.logger[level](
      {
        ...idsOf(backfill),
        why: reason,
        done,
        total,
        unreadable,
        found,
        missing,
        appended,
        leftOut,
        ...more,
      },
      message,
    );
  }
}

function idsOf({ id, connectionId }: BackfillEntity): object {
  return { backfillId: id, connectionId };
}

/** The remaining steps. */
async function* stepsOf(walk: Walk, cursor: string | null): AsyncGenerator<BackfillStep> {
  try {
    yield* walk.backfill({ cursor: cursor === null ? null : JSON.parse(cursor) }, walk.context);
  } catch (error) {
    throw walk.failureOf(error);
  }
}

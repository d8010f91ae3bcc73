import { isDeepStrictEqual } from 'node:util';

import { SourceError, VendorError } from '@invoice-relay/core/errors';
import type { AnySource, PollResult } from '@invoice-relay/core/source';
import type { Logger } from 'pino';

import { minutes } from '../../shared/clock/durations.ts';
import type { ClaimedJob } from '../../jobs/job-store.ts';
import type { JobHandler, JobResult } from '../../jobs/job-runner.ts';
import { readJson } from '../../shared/read-json.ts';
import type { Clock } from '../../shared/clock/clock.ts';
import type { Database } from '../../database/database.ts';
import type { PollEntity } from '../../database/entities/poll.entity.ts';
import { asVendorError } from '../access/vendor-gate.ts';
import type { VendorAccess, VendorSession } from '../access/vendor-access.ts';
import { pollJobs } from './poll-jobs.ts';
import { forgetDeleted, openMemory } from './poll-memory.ts';
import type { PollMetrics } from './poll-metrics.ts';
import type { PollPace } from './poll-pace.ts';
import type { PollStore } from './poll-store.ts';

/** How often a line reports the progress of a long scan. Milliseconds. */
const progressEveryMs = 1 * minutes;

export interface PollHandlerOptions {
  readonly database: Database;
  readonly store: PollStore;
  readonly vendor: VendorAccess;
  readonly pace: PollPace;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: PollMetrics;
}

/**
 * Polls the connections that are due, step by step. Each step is stored in a transaction before the
 * next one, so that a crash in between loses and duplicates nothing.
 */
export class PollHandler implements JobHandler {
  readonly kind = pollJobs;
  /** Each waits for its own vendor most of the time. */
  readonly atOnce = 16;
  readonly #options: PollHandlerOptions;

  constructor(options: PollHandlerOptions) {
    this.#options = options;
  }

  /**
   * @returns when the connection is to be polled next
   * @throws if the database cannot store a step, or the signal aborts it: then it is still due
   */
  async run(options: {
    readonly job: ClaimedJob;
    readonly signal: AbortSignal;
  }): Promise<JobResult> {
    const { job, signal } = options;
    const { database, store, clock } = this.#options;
    const poll = await store.begin(job);
    if (poll === undefined) {
      await forgetDeleted({ database, connectionId: job.key, signal });
      return 'done';
    }
    if (poll.nextPollAt > clock.now()) return { dueAt: poll.nextPollAt };
    let kept = 0;
    try {
      return resultOf(await this.#steps({ job, poll, signal, onKept: () => (kept += 1) }));
    } catch (error) {
      if (!(error instanceof VendorError) || signal.aborted) throw error;
      const { code, retryAfterMs } = error;
      if (code === 'vendor_rate_limited' && retryAfterMs !== null && kept > 0) {
        const paused = await store.pause({ job, forMs: retryAfterMs });
        if (paused !== undefined) this.#log('info', 'poll pauses for its vendor', paused);
        return resultOf(paused);
      }
      const failed = await store.fail({ job, error });
      this.#failed({ poll: failed, error });
      return resultOf(failed);
    }
  }

  async #steps(options: {
    readonly job: ClaimedJob;
    readonly poll: PollEntity;
    readonly signal: AbortSignal;
    readonly onKept: () => void;
  }): Promise<PollEntity | undefined> {
    const { store, clock } = this.#options;
    const { job, signal, onKept } = options;
    const { connectionId, failures } = options.poll;
    let poll: PollEntity | undefined = options.poll;
    let reportedAt = clock.now();
    let before: object | undefined;
    for (let more = true; more;) {
      // Each step uses the current settings: a long scan takes hours.
      const session = await this.#open({ connectionId, signal });
      const result = await this.#step({ session, poll, signal });
      const changes = changesOf(result);
      if (result.more) assertMoves(changes, before);
      before = changes;
      poll = await store.keepStep({
        job,
        result,
      });
      if (poll === undefined) return undefined;
      onKept();
      this.#options.metrics.countFound({
        source: session.source.name,
        count: result.activities.length,
      });
      more = result.more;
      if (more && clock.now() - reportedAt >= progressEveryMs) {
        reportedAt = clock.now();
        this.#log('info', 'poll continues', poll);
      }
      signal.throwIfAborted();
    }
    const finished = await store.finish(job);
    if (finished === undefined) return undefined;
    this.#options.metrics.countPoll('completed');
    const isNews = finished.found > 0 || failures > 0;
    this.#log(isNews ? 'info' : 'debug', 'poll completed', finished);
    return finished;
  }

  async #open(options: {
    readonly connectionId: string;
    readonly signal: AbortSignal;
  }): Promise<VendorSession> {
    const session = await this.#options.vendor.open({ ...options, purpose: 'poll' });
    if (session?.source.poll !== undefined) return session;
    throw new VendorError(
      'vendor_refused',
      'The relay runs without the source of this connection, or with one that cannot be polled: add its package to RELAY_SOURCES and restart the relay.',
    );
  }

  async #step(options: {
    readonly session: VendorSession;
    readonly poll: PollEntity;
    readonly signal: AbortSignal;
  }): Promise<PollResult> {
    const { session, poll, signal } = options;
    const { source, context } = session;
    const { connectionId, requestsPerSecond } = poll;
    const { database, pace } = this.#options;
    const transport = pace.pace({
      connectionId,
      requestsPerSecond,
      transport: context.transport,
      signal,
    });
    try {
      const cursor = JSON.parse(poll.cursor ?? 'null');
      return await (source.poll as NonNullable<AnySource['poll']>)(cursor, {
        ...context,
        transport,
        memory: openMemory({ database, connectionId }),
        startFrom: poll.startFrom,
        intervalSeconds: poll.intervalSeconds,
        requested: poll.requestedAt !== null,
      });
    } catch (error) {
      throw session.failureOf(error);
    }
  }

  #failed(options: { readonly poll: PollEntity | undefined; readonly error: VendorError }): void {
    const { poll, error } = options;
    if (poll === undefined) return;
    this.#options.metrics.countPoll('failed');
    // Logged the first time; after that only now and then.
    const isNews = Number.isInteger(Math.log2(poll.failures));
    this.#log(isNews ? 'warn' : 'debug', 'poll failed', poll, {
      code: error.code,
      reason: error.message,
      failures: poll.failures,
      ...causeOf(error),
    });
  }

  #log(
    level: 'debug' | 'info' | 'warn',
    message: string,
    { connectionId, found, progress, nextPollAt }: PollEntity,
    more: object = {},
  ): void {
    this.#options.logger[level](
      {
        connectionId,
        found,
        ...(progress === null ? {} : { progress: readJson<unknown>(progress, null) }),
        nextPollAt: new Date(nextPollAt).toISOString(),
        ...more,
      },
      message,
    );
  }
}

/** A step that leaves everything as the one before it would be repeated forever. */
function assertMoves(changes: object, before: object | undefined): void {
  if (!isDeepStrictEqual(changes, before)) return;
  throw asVendorError(
    new SourceError(
      'source_contract_broken',
      'poll() says that there is more, but its cursor does not advance: two steps returned the same cursor, activities and state',
    ),
  );
}

/**
 * The result of a step, without the activities' own bytes: it is kept while the next one is made.
 */
function changesOf({ activities, cursor, remember = [], forget = [] }: PollResult): object {
  return { ids: activities.map(({ id }) => id), cursor, remember, forget };
}

/** A connection that was deleted in the meantime needs no more polling. */
function resultOf(poll: PollEntity | undefined): JobResult {
  return poll === undefined ? 'done' : { dueAt: poll.nextPollAt };
}

/** A faulty source has to be identified. */
function causeOf({ cause }: VendorError): object {
  return cause instanceof Error && !(cause instanceof VendorError) ? { cause: cause.stack } : {};
}

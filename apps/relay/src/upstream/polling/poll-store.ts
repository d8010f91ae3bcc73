import type { VendorError } from '@invoice-relay/core/errors';
import type { PollResult } from '@invoice-relay/core/source';

import { seconds } from '../../shared/clock/durations.ts';
import type { Clock } from '../../shared/clock/clock.ts';
import type { Database } from '../../database/database.ts';
import { PollEntity } from '../../database/entities/poll.entity.ts';
import type { EventLog } from '../../pipeline/log/event-log.ts';
import type { VendorHealth, VendorOutcome } from '../health/vendor-health.ts';
import type { ClaimedJob, JobStore } from '../../jobs/job-store.ts';
import { pollDelay } from './poll-delay.ts';
import { keepMemory } from './poll-memory.ts';
import type { Transaction } from '../../database/transaction.ts';

/** How many unreadable documents are kept by name. */
const maxUnreadable = 100;

/** Vendors write reasons of any length. Characters. */
const longestReason = 300;

/** A vendor whose limit is over at once is not asked at once. Milliseconds. */
const shortestPauseMs = 1_000;

/**
 * The state of polls in the database: each method is one transaction. A poll belongs to the process
 * that holds the claim of its job, so that a connection is polled by one, however many there are.
 */
export class PollStore {
  readonly #database: Database;
  readonly #log: EventLog;
  readonly #clock: Clock;
  readonly #jobs: JobStore;
  readonly #health: VendorHealth;

  constructor(options: {
    readonly database: Database;
    readonly log: EventLog;
    readonly clock: Clock;
    readonly jobs: JobStore;
    readonly health: VendorHealth;
  }) {
    this.#health = options.health;
    this.#jobs = options.jobs;
    this.#database = options.database;
    this.#log = options.log;
    this.#clock = options.clock;
  }

  /**
   * It is running from now on, if it is due. @returns undefined if the connection is not polled any
   * more
   */
  begin(job: ClaimedJob): Promise<PollEntity | undefined> {
    const now = this.#clock.now();
    return this.#change(job, ({ nextPollAt, requestedAt }) =>
      nextPollAt > now
        ? {}
        : // A clock that was ahead may have requested it: this is that poll.
          { startedAt: Math.max(now, requestedAt ?? 0), found: 0, progress: null },
    );
  }

  /**
   * Stores a step: activities, events and deliveries, the cursor and the memory, or nothing. Its
   * activities are read first, while others may write.
   *
   * @returns undefined if the poll no longer belongs to this process, or its connection was
   *   deleted; nothing is stored then
   */
  async keepStep(options: {
    readonly job: ClaimedJob;
    readonly result: PollResult;
  }): Promise<PollEntity | undefined> {
    const { job, result } = options;
    const {
      activities,
      cursor,
      remember = [],
      forget = [],
      progress = null,
      unreadable = [],
    } = result;
    const { notice = null } = result;
    const arrival = {
      connectionId: job.key,
      via: 'poll',
      receivedAt: this.#clock.now(),
      activities,
      inOrder: true,
    } as const;
    const read = activities.length === 0 ? [] : await this.#log.read([arrival]);
    return this.#database.write(async (transaction) => {
      const poll = await this.#mine(transaction, job);
      if (poll === undefined) return undefined;
      const { connectionId } = poll;
      if (read.length > 0) await this.#log.keep(transaction, read);
      await keepMemory(transaction, { connectionId, remember, forget });
      return change(transaction, poll, {
        cursor: JSON.stringify(cursor),
        found: poll.found + activities.length,
        foundTotal: poll.foundTotal + activities.length,
        progress: progress === null ? null : JSON.stringify(progress),
        notice,
        unreadable: JSON.stringify(
          unreadable.slice(0, maxUnreadable).map(({ document, reason }) => ({
            document,
            reason: reason.slice(0, longestReason),
          })),
        ),
      });
    });
  }

  /** It finished. If another one was wanted while it ran, it is run once more. */
  finish(job: ClaimedJob): Promise<PollEntity | undefined> {
    const now = this.#clock.now();
    return this.#change(
      job,
      (poll) => ({
        requestedAt: isRequestedSince(poll) ? poll.requestedAt : null,
        nextPollAt: isWantedNow(poll, now)
          ? now
          : Math.max(now, Math.min(now, poll.startedAt ?? now) + poll.intervalSeconds * seconds),
        finishedAt: now,
        failures: 0,
        failingSince: null,
        errorCode: null,
        error: null,
      }),
      { failure: null },
    );
  }

  /**
   * The vendor limits how fast it is asked, and said when to go on. No failure: a long scan has come
   * nearer to its end, and would otherwise wait for its interval, and longer, at each limit.
   */
  pause(options: {
    readonly job: ClaimedJob;
    readonly forMs: number;
  }): Promise<PollEntity | undefined> {
    const nextPollAt = this.#clock.now() + Math.max(options.forMs, shortestPauseMs);
    return this.#change(options.job, () => ({ nextPollAt }));
  }

  /**
   * The vendor could not be reached: retry later, however long it lasts; at once if another poll was
   * wanted while it ran, as that may succeed.
   */
  fail(options: {
    readonly job: ClaimedJob;
    readonly error: VendorError;
  }): Promise<PollEntity | undefined> {
    const { job, error } = options;
    const now = this.#clock.now();
    const { retryAfterMs } = error;
    const changesOf = (poll: PollEntity) => {
      const { intervalSeconds, failingSince } = poll;
      const failures = poll.failures + 1;
      const delay = pollDelay({ intervalSeconds, failures, retryAfterMs });
      return {
        requestedAt: isRequestedSince(poll) ? poll.requestedAt : null,
        nextPollAt: isWantedNow(poll, now) ? now : now + delay,
        failures,
        failingSince: failingSince ?? now,
        errorCode: error.code,
        error: error.message,
      };
    };
    return this.#change(job, changesOf, { failure: error.message, code: error.code });
  }

  /** @param outcome how the poll ended; omitted while it continues */
  #change(
    job: ClaimedJob,
    changesOf: (poll: PollEntity) => Partial<PollEntity>,
    outcome?: Omit<VendorOutcome, 'connectionId'>,
  ): Promise<PollEntity | undefined> {
    return this.#database.write(async (transaction) => {
      const poll = await this.#mine(transaction, job);
      if (poll === undefined) return undefined;
      const { connectionId } = poll;
      if (outcome !== undefined) {
        await this.#health.noteIn(transaction, { connectionId, ...outcome });
      }
      return change(transaction, poll, changesOf(poll));
    });
  }

  async #mine(transaction: Transaction, job: ClaimedJob): Promise<PollEntity | undefined> {
    if (!(await this.#jobs.holds(transaction, job))) return undefined;
    return (
      (await transaction.entities.findOneBy(PollEntity, { connectionId: job.key })) ?? undefined
    );
  }
}

/** Whether another poll was requested since this one began. */
function isRequestedSince({ requestedAt, startedAt }: PollEntity): boolean {
  return requestedAt !== null && requestedAt > (startedAt ?? 0);
}

/** Whether one is to follow at once: on request, or with other credentials or another start. */
function isWantedNow(poll: PollEntity, now: number): boolean {
  const { nextPollAt, startedAt } = poll;
  return isRequestedSince(poll) || (nextPollAt > (startedAt ?? 0) && nextPollAt <= now);
}

async function change(
  transaction: Transaction,
  poll: PollEntity,
  changes: Partial<PollEntity>,
): Promise<PollEntity> {
  if (Object.keys(changes).length === 0) return poll;
  await transaction.entities.update(PollEntity, { connectionId: poll.connectionId }, changes);
  return { ...poll, ...changes };
}

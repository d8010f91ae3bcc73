import { randomUUID } from 'node:crypto';

import type { VendorError } from '@invoice-relay/core/errors';
import type { PollResult } from '@invoice-relay/core/source';
import type { EntityManager } from 'typeorm';

import type { Clock } from '../../shared/clock/clock.ts';
import type { Database } from '../../database/database.ts';
import { PollEntity } from '../../database/entities/poll.entity.ts';
import type { Arrival, EventLog } from '../../pipeline/log/event-log.ts';
import type { DueWork } from '../../jobs/due-runner.ts';
import { pollDelay } from './poll-delay.ts';
import { keepMemory } from './poll-memory.ts';

/**
 * How long a process that polls is waited for after its last step. A step takes seconds, and a
 * vendor that says 429 in the middle of one is left alone for a minute. Milliseconds.
 */
const leaseMs = 5 * 60_000;

/** How many are looked at once: more are found when one of these is done. */
const mostDue = 100;

/** How many documents that cannot be read are kept by name. */
const mostUnreadable = 100;

/** Vendors write reasons of any length. Characters. */
const longestReason = 300;

/**
 * How polls stand in the database: each method is one transaction. A poll belongs to the process
 * that holds its lease, so that a connection is polled by one, however many there are.
 */
export class PollStore {
  readonly #database: Database;
  readonly #log: EventLog;
  readonly #clock: Clock;
  readonly #owner = randomUUID();

  constructor(options: {
    readonly database: Database;
    readonly log: EventLog;
    readonly clock: Clock;
  }) {
    this.#database = options.database;
    this.#log = options.log;
    this.#clock = options.clock;
  }

  /** Those that are next. One that another process holds is due when it must have let go. */
  open(): Promise<DueWork[]> {
    return this.#database.read(async (manager) => {
      const rows = await manager.query<{ id: string; dueAt: string | number }[]>(
        `SELECT "connection_id" AS "id",
           CASE WHEN "lease_owner" <> ? AND "lease_until" > "next_poll_at"
             THEN "lease_until" ELSE "next_poll_at" END AS "dueAt"
         FROM "polls" ORDER BY 2, 1 LIMIT ${mostDue}`,
        [this.#owner],
      );
      return rows.map(({ id, dueAt }) => ({ id, dueAt: Number(dueAt) }));
    });
  }

  /**
   * Lets go of what processes held that are gone: for a database that belongs to one process alone,
   * before it begins to poll.
   */
  async releaseAll(): Promise<void> {
    await this.#database.write((manager) =>
      manager.query('UPDATE "polls" SET "lease_owner" = NULL, "lease_until" = NULL'),
    );
  }

  /** Takes the lease. @returns undefined when it is not due any more, or another process has it */
  begin(connectionId: string): Promise<PollEntity | undefined> {
    const now = this.#clock.now();
    return this.#database.write(async (manager) => {
      const poll = await manager.findOneBy(PollEntity, { connectionId });
      if (poll === null || poll.nextPollAt > now || this.#isHeldByOther(poll)) return undefined;
      return change(manager, poll, {
        leaseOwner: this.#owner,
        leaseUntil: now + leaseMs,
        startedAt: now,
        found: 0,
      });
    });
  }

  /**
   * Keeps a step: activities, events and deliveries, the cursor and the memory, or none of it.
   *
   * @returns undefined when the poll is this process's no longer, or its connection was deleted;
   *   nothing is kept then
   */
  keepStep(options: {
    readonly connectionId: string;
    readonly arrival: Arrival;
    readonly result: PollResult;
  }): Promise<PollEntity | undefined> {
    const { connectionId, arrival, result } = options;
    const { cursor, remember = [], forget = [], progress = null, unreadable = [] } = result;
    const { notice = null } = result;
    return this.#database.write(async (manager) => {
      const poll = await this.#mine(manager, connectionId);
      if (poll === undefined) return undefined;
      if (arrival.activities.length > 0) await this.#log.append([arrival]);
      await keepMemory(manager, { connectionId, remember, forget });
      return change(manager, poll, {
        cursor: JSON.stringify(cursor),
        leaseUntil: this.#clock.now() + leaseMs,
        found: poll.found + arrival.activities.length,
        foundTotal: poll.foundTotal + arrival.activities.length,
        progress: progress === null ? null : JSON.stringify(progress),
        notice,
        unreadable: JSON.stringify(
          unreadable.slice(0, mostUnreadable).map(({ document, reason }) => ({
            document,
            reason: reason.slice(0, longestReason),
          })),
        ),
      });
    });
  }

  /** It came to its end. Asked for while it ran, it is made once more. */
  finish(connectionId: string): Promise<PollEntity | undefined> {
    const now = this.#clock.now();
    return this.#change(connectionId, (poll) => {
      const askedSince = poll.requestedAt !== null && poll.requestedAt > (poll.startedAt ?? 0);
      return {
        ...released,
        requestedAt: askedSince ? poll.requestedAt : null,
        nextPollAt: askedSince
          ? now
          : Math.max(now, (poll.startedAt ?? now) + poll.intervalSeconds * 1_000),
        finishedAt: now,
        failures: 0,
        failingSince: null,
        errorCode: null,
        error: null,
      };
    });
  }

  /** The vendor could not be asked: later again, however long it lasts. */
  fail(options: {
    readonly connectionId: string;
    readonly error: VendorError;
  }): Promise<PollEntity | undefined> {
    const { connectionId, error } = options;
    const now = this.#clock.now();
    return this.#change(connectionId, ({ intervalSeconds, failures, failingSince }) => ({
      ...released,
      requestedAt: null,
      nextPollAt:
        now +
        pollDelay({
          intervalSeconds,
          failures: failures + 1,
          retryAfterMs: error.retryAfterMs,
        }),
      failures: failures + 1,
      failingSince: failingSince ?? now,
      errorCode: error.code,
      error: error.message,
    }));
  }

  /** Stopped in the middle: it goes on where it is at the next start. */
  async release(connectionId: string): Promise<void> {
    await this.#change(connectionId, () => released);
  }

  #change(
    connectionId: string,
    changesOf: (poll: PollEntity) => Partial<PollEntity>,
  ): Promise<PollEntity | undefined> {
    return this.#database.write(async (manager) => {
      const poll = await this.#mine(manager, connectionId);
      return poll === undefined ? undefined : change(manager, poll, changesOf(poll));
    });
  }

  async #mine(manager: EntityManager, connectionId: string): Promise<PollEntity | undefined> {
    const poll = await manager.findOneBy(PollEntity, { connectionId, leaseOwner: this.#owner });
    return poll ?? undefined;
  }

  #isHeldByOther({ leaseOwner, leaseUntil }: PollEntity): boolean {
    if (leaseOwner === null || leaseOwner === this.#owner) return false;
    return (leaseUntil ?? 0) > this.#clock.now();
  }
}

const released = { leaseOwner: null, leaseUntil: null } as const;

async function change(
  manager: EntityManager,
  poll: PollEntity,
  changes: Partial<PollEntity>,
): Promise<PollEntity> {
  await manager.update(PollEntity, { connectionId: poll.connectionId }, changes);
  return { ...poll, ...changes };
}

import type { AnySource } from '@invoice-relay/core/source';
import { Inject, Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import * as v from 'valibot';

import { seconds } from '../../../shared/clock/durations.ts';
import { conflict, invalid, notFound } from '../../index.ts';
import { CLOCK, JOB_STORE } from '../../../shared/tokens.ts';
import type { JobStore } from '../../../jobs/job-store.ts';
import type { Clock } from '../../../shared/clock/clock.ts';
import { Database } from '../../../database/database.ts';
import { PollEntity } from '../../../database/entities/poll.entity.ts';
import { pollJobs } from '../../../upstream/polling/poll-jobs.ts';
import { pollView } from './poll-view.ts';
import { pollSettingsSchema } from './polls.schemas.ts';
import type { PollChanges, PollSettings, PollView } from './polls.schemas.ts';
import type { Transaction } from '../../../database/transaction.ts';
import { sql } from '../../../database/sql/sql.ts';

/** When connections are polled: what their owners set, and what they see of it. */
@Injectable()
export class PollSchedule {
  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(JOB_STORE) private readonly jobs: JobStore,
  ) {}

  /** Starts polling a new connection right away, if its source needs it. */
  async begin(
    transaction: Transaction,
    options: {
      readonly connectionId: string;
      readonly source: AnySource;
      readonly settings: PollSettings | undefined;
    },
  ): Promise<void> {
    const { connectionId, source, settings } = options;
    checkPoll({ source, poll: settings });
    if (source.poll === undefined) return;
    const poll: PollEntity = {
      connectionId,
      ...(settings ?? v.parse(pollSettingsSchema, {})),
      cursor: null,
      nextPollAt: this.clock.now(),
      requestedAt: null,
      startedAt: null,
      finishedAt: null,
      found: 0,
      foundTotal: 0,
      progress: null,
      unreadable: '[]',
      notice: null,
      failures: 0,
      failingSince: null,
      errorCode: null,
      error: null,
    };
    await transaction.entities.insert(PollEntity, poll);
    await this.#schedule(transaction, poll);
  }

  /**
   * Changes how a connection is polled. With another start, or new credentials, it is polled right
   * away; with another interval, that long after the last poll started.
   *
   * @throws {ProblemError} 400 if its source is not polled, or knows no such start
   */
  async change(
    transaction: Transaction,
    options: {
      readonly connectionId: string;
      readonly source: AnySource | undefined;
      readonly changes: PollChanges | undefined;
      readonly hasNewCredentials: boolean;
    },
  ): Promise<void> {
    const { connectionId, source, changes = {}, hasNewCredentials } = options;
    if (source !== undefined) checkPoll({ source, poll: options.changes });
    const present = await transaction.entities.findOneBy(PollEntity, { connectionId });
    if (present === null) return;
    const { intervalSeconds = present.intervalSeconds, startFrom = present.startFrom } = changes;
    const hasNewStart = startFrom !== present.startFrom;
    const nextPollAt =
      hasNewCredentials || hasNewStart
        ? this.clock.now()
        : this.#nextPollAt({ present, intervalSeconds });
    await transaction.entities.update(
      PollEntity,
      { connectionId },
      {
        intervalSeconds,
        startFrom,
        requestsPerSecond: changes.requestsPerSecond ?? present.requestsPerSecond,
        nextPollAt,
      },
    );
    await this.#schedule(transaction, { connectionId, nextPollAt });
  }

  /** A deleted connection is not polled any more; its job forgets the documents it remembers. */
  async end(transaction: Transaction, connectionId: string): Promise<void> {
    await transaction.entities.delete(PollEntity, { connectionId });
    await this.#schedule(transaction, { connectionId, nextPollAt: this.clock.now() });
  }

  /**
   * Polls a connection now: immediately, or once more right after the poll in progress.
   *
   * @throws {ProblemError} 404, or 409 if its source is not polled
   */
  request(connectionId: string): Promise<PollView> {
    const now = this.clock.now();
    return this.database.write(async (transaction) => {
      const [connection] = await transaction.all<{ id: string }>(
        sql`SELECT "id" FROM "connections" WHERE "id" = ${connectionId} AND "deleted_at" IS NULL`,
      );
      if (connection === undefined) throw notFound('connection', connectionId);
      const poll = await transaction.entities.findOneBy(PollEntity, { connectionId });
      if (poll === null) {
        throw conflict(
          'not_polled',
          'The source of this connection is not polled: its vendor sends webhooks to the ingest URL.',
        );
      }
      const changes = {
        // Later than the start of the one in progress, even if a clock that was ahead began it.
        requestedAt: Math.max(now, (poll.startedAt ?? 0) + 1),
        nextPollAt: Math.min(now, poll.nextPollAt),
      };
      await transaction.entities.update(PollEntity, { connectionId }, changes);
      await this.#schedule(transaction, { ...poll, ...changes });
      const isRunning = (await this.#running([connectionId])).has(connectionId);
      return pollView({ poll: { ...poll, ...changes }, isRunning, now });
    });
  }

  /** How connections are polled, by their ids; no entry for those that are not. */
  async views(connectionIds: readonly string[]): Promise<ReadonlyMap<string, PollView>> {
    const now = this.clock.now();
    const polls = await this.database.read((transaction) =>
      transaction.entities.findBy(PollEntity, { connectionId: In([...connectionIds]) }),
    );
    const running = await this.#running(polls.map(({ connectionId }) => connectionId));
    return new Map(
      polls.map((poll) => [
        poll.connectionId,
        pollView({ poll, isRunning: running.has(poll.connectionId), now }),
      ]),
    );
  }

  /** A vendor that fails, or limits how fast it is asked, is left alone for as long as planned. */
  #nextPollAt(options: { readonly present: PollEntity; readonly intervalSeconds: number }): number {
    const { present, intervalSeconds } = options;
    const { error, startedAt, finishedAt, nextPollAt } = present;
    const isFinished = startedAt !== null && finishedAt !== null && finishedAt >= startedAt;
    if (error !== null || !isFinished) return nextPollAt;
    return Math.max(this.clock.now(), startedAt + intervalSeconds * seconds);
  }

  #running(keys: readonly string[]): Promise<ReadonlySet<string>> {
    return this.jobs.running({ kind: pollJobs, keys, now: this.clock.now() });
  }

  async #schedule(
    transaction: Transaction,
    { connectionId, nextPollAt }: Pick<PollEntity, 'connectionId' | 'nextPollAt'>,
  ): Promise<void> {
    await this.jobs.schedule(transaction, { kind: pollJobs, key: connectionId, dueAt: nextPollAt });
  }
}

/** @throws {ProblemError} 400 if the source cannot be polled as requested */
export function checkPoll(options: {
  readonly source: AnySource;
  readonly poll: PollChanges | undefined;
}): void {
  const { source, poll } = options;
  if (poll === undefined) return;
  if (source.poll === undefined) {
    const message = `The source "${source.name}" is not polled, as its vendor sends webhooks: omit this field`;
    throw invalid([{ path: 'poll', message }]);
  }
  const { startFrom } = poll;
  if (startFrom === undefined || startFrom === 'now' || startFrom === 'beginning') return;
  if (source.startFromSchema === undefined) return;
  const { issues } = v.safeParse(source.startFromSchema, startFrom);
  if (issues === undefined) return;
  throw invalid([
    { path: 'poll.startFrom', message: `must be "now", "beginning", or: ${issues[0].message}` },
  ]);
}

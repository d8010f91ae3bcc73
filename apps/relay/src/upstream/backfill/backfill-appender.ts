import type { AnySource } from '@invoice-relay/core/source';
import { In, IsNull } from 'typeorm';

import type { Clock } from '../../shared/clock/clock.ts';
import type { Database } from '../../database/database.ts';
import { BackfillFindEntity } from '../../database/entities/backfill-find.entity.ts';
import { BackfillEntity } from '../../database/entities/backfill.entity.ts';
import { ConnectionEntity } from '../../database/entities/connection.entity.ts';
import type { Appended, AppendedEvent } from '../../pipeline/log/arrival.ts';
import type { EventLog } from '../../pipeline/log/event-log.ts';
import { finalError } from './explain-failure.ts';
import { momentBefore } from './known-activities.ts';
import type { Transaction } from '../../database/transaction.ts';
import { storedActivity } from '../../pipeline/log/stored-activity.ts';

/** Small enough that webhooks, which also need to write, hardly wait for it. */
const defaultChunkSize = 200;

/** Appends what a backfill found to the event log, in order, one chunk per transaction. */
export class BackfillAppender {
  readonly #database: Database;
  readonly #log: EventLog;
  readonly #clock: Clock;
  readonly #chunkSize: number;

  constructor(options: {
    readonly database: Database;
    readonly log: EventLog;
    readonly clock: Clock;
    readonly chunkSize?: number;
  }) {
    this.#database = options.database;
    this.#log = options.log;
    this.#clock = options.clock;
    this.#chunkSize = options.chunkSize ?? defaultChunkSize;
  }

  /**
   * Appends the next chunk, and ends the backfill if it was the last one: completed, or failed if
   * its scan was given up. The finds are removed in the same transaction, so that a crash neither
   * loses nor duplicates any.
   *
   * @returns the updated backfill; null if its connection is deleted
   */
  appendChunk(options: {
    readonly id: string;
    readonly source: AnySource;
  }): Promise<BackfillEntity | null> {
    const { id, source } = options;
    return this.#database.write(async (transaction) => {
      const backfill = await transaction.entities.findOneByOrFail(BackfillEntity, { id });
      const { connectionId } = backfill;
      const connection = await transaction.entities.findOneBy(ConnectionEntity, {
        id: connectionId,
        deletedAt: IsNull(),
      });
      if (connection === null) return null;
      const finds = await transaction.entities.find(BackfillFindEntity, {
        where: { backfillId: id },
        order: { position: 'ASC', seq: 'ASC' },
        take: this.#chunkSize,
      });
      const now = this.#clock.now();
      // One time for all: if the vendor gives no date, timestamps increase with the positions.
      const [result] = await this.#log.append([
        {
          connectionId,
          via: 'backfill',
          receivedAt: now,
          activities: finds.map(({ activityId, raw }) =>
            storedActivity({ id: activityId, raw, receivedAt: now }),
          ),
          inOrder: true,
        },
      ]);
      const { events, duplicates, quarantined } = result as Appended;
      const since =
        backfill.missingSince ??
        (await missingSince(transaction, { connectionId, source, finds, first: events[0] }));
      await transaction.entities.delete(BackfillFindEntity, {
        seq: In(finds.map(({ seq }) => seq)),
      });
      const appended = finds.length - duplicates - quarantined;
      const appendedSoFar = backfill.appended + appended;
      const changes: Partial<BackfillEntity> = {
        appended: appendedSoFar,
        missing: backfill.missing - (finds.length - appended),
        missingTypes: JSON.stringify(addTypes(JSON.parse(backfill.missingTypes), events)),
        missingSince: since,
        ...(finds.length < this.#chunkSize
          ? {
              status: backfill.walkError === null ? 'completed' : 'failed',
              error: finalError({ ...backfill, appended: appendedSoFar }),
              finishedAt: now,
            }
          : {}),
      };
      await transaction.entities.update(BackfillEntity, { id }, changes);
      return { ...backfill, ...changes };
    });
  }
}

/** The vendor's own date of the first missing one, or of the last one before it. JSON. */
async function missingSince(
  transaction: Transaction,
  options: {
    readonly connectionId: string;
    readonly source: AnySource;
    readonly finds: readonly BackfillFindEntity[];
    readonly first: AppendedEvent | undefined;
  },
): Promise<string | null> {
  const { connectionId, source, finds, first } = options;
  const find = finds.find(({ activityId }) => activityId === first?.activityId);
  if (first === undefined || find === undefined) return null;
  const at = first.isDated
    ? first.timestamp
    : await momentBefore(transaction, { connectionId, source, position: find.position });
  return JSON.stringify({
    activityId: first.activityId,
    at: at === null ? null : new Date(at).toISOString(),
  });
}

function addTypes(
  counts: Readonly<Record<string, number>>,
  events: readonly AppendedEvent[],
): Record<string, number> {
  const sum: Record<string, number> = { ...counts };
  for (const { type } of events) sum[type] = (sum[type] ?? 0) + 1;
  return sum;
}

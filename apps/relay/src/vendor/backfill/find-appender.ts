import type { NormalizedEvent } from '@invoice-relay/core/events';
import type { Activity, AnySource } from '@invoice-relay/core/source';
import { In, IsNull } from 'typeorm';

import type { Clock } from '../../shared/clock/clock.ts';
import type { Database } from '../../database/database.ts';
import { BackfillFindEntity } from '../../database/entities/backfill-find.entity.ts';
import { BackfillEntity } from '../../database/entities/backfill.entity.ts';
import { ConnectionEntity } from '../../database/entities/connection.entity.ts';
import { enrichmentDeadline } from '../enrichment/enrichment-deadline.ts';
import type { EventLog } from '../../pipeline/log/event-log.ts';
import { asVendorError } from '../access/index.ts';
import { whatToSay } from './explain-failure.ts';
import { knownActivityIds, momentBefore } from './known-activities.ts';
import type { Transaction } from '../../database/transaction.ts';

/** Small enough that webhooks, which want to write too, hardly wait for it. */
const usualChunkSize = 200;

/** A find on its way into the event log. */
interface Missed {
  readonly activity: Activity;
  readonly position: number;
  readonly events: readonly NormalizedEvent[];
}

/** Moves what a backfill found into the event log, in order, a chunk in each transaction. */
export class FindAppender {
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
    this.#chunkSize = options.chunkSize ?? usualChunkSize;
  }

  /**
   * Appends the next chunk, and ends the backfill when it was the last one: completed, or failed
   * where its walk was given up. The finds go in the same transaction, so that a crash neither
   * loses nor doubles any.
   *
   * @returns the backfill as it stands then; null when its connection is deleted
   * @throws {VendorError} when the source cannot normalize what it found
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
      const missed = await stillMissing(transaction, { connectionId, source, finds, now });
      const [first] = missed;
      const since =
        backfill.missingSince === null && first !== undefined
          ? JSON.stringify(await missingSince(transaction, { connectionId, first }))
          : backfill.missingSince;
      const [result] = await this.#log.append([
        {
          connectionId,
          source: source.name,
          via: 'backfill',
          receivedAt: now,
          enrichUntil: enrichmentDeadline({ connection, source, now }),
          activities: missed,
          inOrder: true,
        },
      ]);
      await transaction.entities.delete(BackfillFindEntity, {
        seq: In(finds.map(({ seq }) => seq)),
      });
      const appended = missed.length - (result?.duplicates ?? 0);
      const appendedSoFar = backfill.appended + appended;
      const changes: Partial<BackfillEntity> = {
        appended: appendedSoFar,
        missing: backfill.missing - (finds.length - appended),
        missingTypes: JSON.stringify(addTypes(JSON.parse(backfill.missingTypes), missed)),
        missingSince: since,
        ...(finds.length < this.#chunkSize
          ? {
              status: backfill.walkError === null ? 'completed' : 'failed',
              error: whatToSay({ ...backfill, appended: appendedSoFar }),
              finishedAt: now,
            }
          : {}),
      };
      await transaction.entities.update(BackfillEntity, { id }, changes);
      return { ...backfill, ...changes };
    });
  }
}

/** Those that did not arrive by another road meanwhile, normalized. */
async function stillMissing(
  transaction: Transaction,
  options: {
    readonly connectionId: string;
    readonly source: AnySource;
    readonly finds: readonly BackfillFindEntity[];
    readonly now: number;
  },
): Promise<Missed[]> {
  const { connectionId, source, finds, now } = options;
  const known = await knownActivityIds(transaction, {
    connectionId,
    activityIds: finds.map(({ activityId }) => activityId),
  });
  // One moment for all: where the vendor gives no date, timestamps rise as the positions do.
  const seenAt = new Date(now).toISOString();
  return finds
    .filter(({ activityId }) => !known.has(activityId))
    .map(({ activityId, position, raw }) => {
      const activity = {
        id: activityId,
        raw: new Uint8Array(raw.buffer, raw.byteOffset, raw.byteLength),
        seenAt,
      };
      return { activity, position, events: normalize(source, activity) };
    });
}

function normalize(source: AnySource, activity: Activity): readonly NormalizedEvent[] {
  try {
    return source.normalize(activity);
  } catch (error) {
    throw asVendorError(error);
  }
}

/** The vendor's own date, or that of the last one before it that is known. */
async function missingSince(
  transaction: Transaction,
  options: { readonly connectionId: string; readonly first: Missed },
): Promise<{ activityId: string; at: string | null }> {
  const { activity, position, events } = options.first;
  const dated = events.find((event) => event.activity.createdAt !== null);
  if (dated !== undefined) return { activityId: activity.id, at: isoTime(dated.timestamp) };
  const before = await momentBefore(transaction, { connectionId: options.connectionId, position });
  return { activityId: activity.id, at: before === null ? null : isoTime(before) };
}

function isoTime(moment: string | number): string {
  return new Date(moment).toISOString();
}

function addTypes(
  counts: Readonly<Record<string, number>>,
  missed: readonly Missed[],
): Record<string, number> {
  const sum: Record<string, number> = { ...counts };
  for (const { type } of missed.flatMap(({ events }) => events)) sum[type] = (sum[type] ?? 0) + 1;
  return sum;
}

import { setImmediate } from 'node:timers/promises';

import type { Database } from '../../database/database.ts';
import { sql } from '../../database/sql/sql.ts';
import { newestFirst, ofConnection } from '../../database/tables/connection-log.ts';
import type { Transaction } from '../../database/transaction.ts';
import {
  eventsBefore,
  eventsThatHappenedBefore,
  pageSize,
  positionsOf,
} from './logged-positions.ts';
import type { LoggedEvent, Positions } from './logged-positions.ts';

/** After the end of the log. */
const end = Number.MAX_SAFE_INTEGER;

/**
 * The highest position among the last known activities of a connection that happened before a given
 * time; null if none is known. The log is read step by step, with others in between: call it
 * outside of a transaction that writes.
 *
 * @param options.moment epoch milliseconds
 */
export async function lastPositionBefore(
  database: Database,
  options: {
    readonly connectionId: string;
    readonly source: Positions;
    readonly moment: number;
  },
): Promise<number | null> {
  const { connectionId, source, moment } = options;
  if (source.position === undefined) return null;
  // Either may be long, hardly ever both: much of the connection happened since then, or much of
  // others before.
  const walks = [
    stepsBack(database, (tx, last) =>
      eventsThatHappenedBefore(tx, last ?? { occurredAt: moment, seq: 0 }),
    ),
    stepsBack(database, (tx, last) => eventsBefore(tx, { connectionId, seq: last?.seq ?? end })),
  ];
  for (;;) {
    for (const walk of walks) {
      const step = await walk.next();
      if (step.done) return null;
      const events = step.value.filter(
        (event) => event.connectionId === connectionId && event.occurredAt < moment,
      );
      const positions = await database.read((tx) =>
        positionsOf(tx, { events, source, via: ['webhook', 'poll', 'backfill'] }),
      );
      const last = positions.at(-1);
      if (last !== undefined) return last.position;
      await setImmediate();
    }
  }
}

/** Pages of the log up to its beginning, each from the last event of the one before. */
async function* stepsBack(
  database: Database,
  read: (tx: Transaction, last: LoggedEvent | undefined) => Promise<readonly LoggedEvent[]>,
): AsyncGenerator<readonly LoggedEvent[], void, undefined> {
  let last: LoggedEvent | undefined;
  for (;;) {
    const events = await database.read((tx) => read(tx, last));
    yield events;
    if (events.length < pageSize) return;
    last = events.at(-1);
  }
}

/**
 * When the activity right before a position happened, in epoch milliseconds; null if none is known
 * at the end of the log. Those of a backfill are skipped, as their dates may be those of the find.
 */
export async function momentBefore(
  transaction: Transaction,
  options: {
    readonly connectionId: string;
    readonly source: Positions;
    readonly position: number;
  },
): Promise<number | null> {
  const { connectionId, source, position } = options;
  if (source.position === undefined) return null;
  const positions = await positionsOf(transaction, {
    events: await eventsBefore(transaction, { connectionId, seq: end }),
    source,
    via: ['webhook', 'poll'],
  });
  return positions.findLast((known) => known.position < position)?.occurredAt ?? null;
}

/**
 * Whether a connection that is sent something by webhook had been sent nothing by webhook for the
 * given time before; false if this is its first. Only reads the end of the log: if everything there
 * arrived other ways, it may have been quiet, and the result is true.
 *
 * @param options.moment when it is sent something, in epoch milliseconds
 */
export async function wasSilent(
  transaction: Transaction,
  options: {
    readonly connectionId: string;
    readonly moment: number;
    readonly milliseconds: number;
  },
): Promise<boolean> {
  const { connectionId, moment, milliseconds } = options;
  const last = await transaction.first<{ receivedAt: number | string }>(
    // Looked up one by one: for a join, PostgreSQL may choose to start with all activities.
    sql`SELECT "receivedAt" FROM (
       SELECT "e"."connection_id", "e"."seq", "e"."received_at" AS "receivedAt", (
         SELECT "a"."via" FROM "activities" AS "a"
         WHERE "a"."connection_id" = "e"."connection_id" AND "a"."activity_id" = "e"."activity_id"
       ) AS "via"
       FROM "events" AS "e" WHERE ${ofConnection(connectionId)}
       ORDER BY ${newestFirst} LIMIT ${pageSize}
     ) AS "latest"
     WHERE "via" = 'webhook' AND "receivedAt" < ${moment}
     ORDER BY "connection_id" DESC, "seq" DESC LIMIT 1`,
  );
  // Drivers return 64-bit integers as text or as number.
  if (last !== undefined) return moment - Number(last.receivedAt) >= milliseconds;
  const isMore = await transaction.first(
    sql`SELECT 1 FROM "events" AS "e" WHERE ${ofConnection(connectionId)}
     ORDER BY ${newestFirst} LIMIT 1 OFFSET ${pageSize}`,
  );
  return isMore !== undefined;
}

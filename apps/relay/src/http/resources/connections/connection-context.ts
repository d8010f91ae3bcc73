import type { Database } from '../../../database/database.ts';
import { sql, texts } from '../../../database/sql/sql.ts';
import { vendorFailureCodes } from '../../../database/tables/connection-health.ts';
import { fewLatest, lastReceived } from '../../../database/tables/connection-log.ts';
import { never } from '../../../database/tables/never.ts';
import type { PollSchedule } from '../polls/poll-schedule.ts';
import type { PollView } from '../polls/polls.schemas.ts';

/** What is shown of connections and is not in their rows, by connection. */
export interface ConnectionContext {
  readonly polls: ReadonlyMap<string, PollView>;
  /** When anything was last received for each connection, in epoch milliseconds. */
  readonly activities: ReadonlyMap<string, number>;
  /** Why a vendor cannot be reached: error codes. */
  readonly vendorFailures: ReadonlyMap<string, string>;
  /** Those with activities that wait for the vendor's confirmation. */
  readonly unconfirmed: ReadonlySet<string>;
}

/** Read from the database only, so that every process shows the same. */
export async function connectionContext(options: {
  readonly database: Database;
  readonly polls: PollSchedule;
  readonly ids: readonly string[];
}): Promise<ConnectionContext> {
  const { database, polls, ids } = options;
  return {
    polls: await polls.views(ids),
    activities: await lastActivities(database, ids),
    vendorFailures: await database.read((tx) => vendorFailureCodes(tx, ids)),
    unconfirmed: await withUnconfirmed(database, ids),
  };
}

/** One index lookup each. */
export function withUnconfirmed(
  database: Database,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  return database.read(async (tx) => {
    const rows = await tx.all<{ id: string }>(
      // PostgreSQL may read all of them for an EXISTS.
      sql`SELECT "c"."id" FROM "connections" AS "c" WHERE "c"."id" IN ${texts(ids)} AND (
            SELECT "u"."seq" FROM "unconfirmed_activities" AS "u"
            WHERE "u"."connection_id" IN ("c"."id", "c"."id") AND "u"."next_check_at" < ${never}
            ORDER BY "u"."connection_id", "u"."next_check_at" LIMIT 1) IS NOT NULL`,
    );
    return new Set(rows.map(({ id }) => id));
  });
}

/** When anything was last received for these connections, in epoch milliseconds. */
export function lastActivities(
  database: Database,
  ids: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  return database.read(async (tx) => {
    const rows = await tx.all<{ id: string; at: number | null }>(
      sql`SELECT "id", ${lastReceived(sql`"c"."id"`, fewLatest)} AS "at"
          FROM "connections" AS "c" WHERE "id" IN ${texts(ids)}`,
    );
    return new Map(rows.flatMap(({ id, at }) => (at === null ? [] : [[id, Number(at)] as const])));
  });
}

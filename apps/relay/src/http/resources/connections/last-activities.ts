import type { Database } from '../../../database/database.ts';
import { sql, texts } from '../../../database/sql/sql.ts';

/** One look into an index for each. @returns when each connection brought its last event */
export function lastActivities(
  database: Database,
  ids: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  return database.read(async (tx) => {
    const rows = await tx.all<{ id: string; at: number | null }>(
      sql`SELECT "id", (SELECT "received_at" FROM "events" WHERE "connection_id" = "c"."id"
            ORDER BY "seq" DESC LIMIT 1) AS "at"
          FROM "connections" AS "c" WHERE "id" IN ${texts(ids)}`,
    );
    return new Map(rows.flatMap(({ id, at }) => (at === null ? [] : [[id, Number(at)] as const])));
  });
}

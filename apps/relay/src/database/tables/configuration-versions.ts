import { sql } from '../sql/sql.ts';
import type { Transaction } from '../transaction.ts';

/** Tables that are kept in memory. */
export type WatchedTable = 'connections' | 'subscriptions';

/** The version of a table that is kept in memory: another one, and it has to be read anew. */
export async function configurationVersion(tx: Transaction, table: WatchedTable): Promise<number> {
  const row = await tx.first<{ version: number }>(
    sql`SELECT "version" FROM "configuration_versions" WHERE "name" = ${table}`,
  );
  return Number(row?.version ?? 0);
}

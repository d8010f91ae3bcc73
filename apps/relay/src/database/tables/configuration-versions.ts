import { sql } from '../sql/sql.ts';
import type { Transaction } from '../transaction.ts';

/** Tables that are cached in memory. */
export type WatchedTable = 'connections' | 'subscriptions';

/**
 * The version of a table that is cached in memory: if it differs, the table has to be read again.
 */
export async function configurationVersion(tx: Transaction, table: WatchedTable): Promise<number> {
  const row = await tx.first<{ version: number }>(
    sql`SELECT "version" FROM "configuration_versions" WHERE "name" = ${table}`,
  );
  return Number(row?.version ?? 0);
}

import { ConfigError } from '@invoice-relay/core/errors';
import pg from 'pg';

import { reached } from '../storage-failure.ts';

/** Held by whoever moves a database away or to: "move" in ASCII. */
const moveLock = 0x6d_6f_76_65;

/**
 * Makes sure that no relay works on a PostgreSQL database, and no other move.
 *
 * @returns lets go
 * @throws {ConfigError} when one does
 */
export async function refuseRunning(options: {
  readonly url: string;
  /** Which option named it. */
  readonly option: string;
}): Promise<() => Promise<void>> {
  const { url, option } = options;
  const client = new pg.Client({ connectionString: url, application_name: 'invoice-relay move' });
  await reached(client.connect());
  // Cut off between two statements: the next use of the database says so.
  client.on('error', () => {});
  try {
    const { rows: locks } = await client.query<{ got: boolean }>(
      'SELECT pg_try_advisory_lock($1) AS "got"',
      [moveLock],
    );
    if (locks[0]?.got !== true) {
      throw new ConfigError([`${option}: another move works on this database.`]);
    }
    const { rows: relays } = await client.query<{ count: number }>(
      `SELECT count(*)::int AS "count" FROM "pg_stat_activity"
       WHERE "datname" = current_database() AND "application_name" IN ('invoice-relay', 'invoice-relay listener')`,
    );
    const count = relays[0]?.count ?? 0;
    if (count > 0) {
      throw new ConfigError([
        `${option}: a relay works on this database (${count} connections). Stop all its processes first.`,
      ]);
    }
    return () => client.end();
  } catch (error) {
    await client.end();
    throw error;
  }
}

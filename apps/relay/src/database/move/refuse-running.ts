import { ConfigError } from '@invoice-relay/core/errors';
import pg from 'pg';

import { patientSession } from '../postgres/postgres-pool.ts';
import { reached } from '../storage-failure.ts';

/** Held by whoever moves a database: "move" in ASCII. */
const moveLock = 0x6d_6f_76_65;

/** The application name of a move's connections, which are not a relay's. */
export const moveApplication = 'invoice-relay move';

/** A PostgreSQL database that no other move works on. */
export interface Alone {
  /** @throws {ConfigError} if a relay works on it by now */
  refuseRelays(): Promise<void>;
  /** Releases it. */
  release(): Promise<void>;
}

/**
 * Makes sure that no relay works on a PostgreSQL database, and no other move.
 *
 * @throws {ConfigError} if one does
 */
export async function refuseRunning(options: {
  readonly url: string;
  /** Which option named it. */
  readonly option: string;
}): Promise<Alone> {
  const { url, option } = options;
  const client = new pg.Client({ connectionString: url, application_name: moveApplication });
  await reached(client.connect());
  // If cut between two statements, the next use of the database reports it.
  client.on('error', () => {});
  try {
    // It is idle for as long as the move takes.
    await client.query(patientSession);
    const { rows: locks } = await client.query<{ got: boolean }>(
      'SELECT pg_try_advisory_lock($1) AS "got"',
      [moveLock],
    );
    if (locks[0]?.got !== true) {
      throw new ConfigError([`${option}: another move is running on this database.`]);
    }
    const refuseRelays = (): Promise<void> => refuseConnected(client, option);
    await refuseRelays();
    return { refuseRelays, release: () => client.end() };
  } catch (error) {
    await client.end();
    throw error;
  }
}

async function refuseConnected(client: pg.Client, option: string): Promise<void> {
  const { rows } = await client.query<{ count: number }>(
    `SELECT count(*)::int AS "count" FROM "pg_stat_activity"
     WHERE "datname" = current_database() AND "application_name" IN ('invoice-relay', 'invoice-relay listener')`,
  );
  const count = rows[0]?.count ?? 0;
  if (count === 0) return;
  throw new ConfigError([
    `${option}: a relay is running on this database (${count} connections). Stop all its processes first.`,
  ]);
}

import { ConfigError } from '@invoice-relay/core/errors';
import type { Pool, PoolClient } from 'pg';

/** The oldest major version that PostgreSQL still maintained and that was considered here. */
const oldestServer = 15;

/**
 * Makes sure that the relay can work on a server, as far as can be checked immediately.
 *
 * @throws {ConfigError} if it is too old, has an encoding without all characters, or is reached
 *   through a pooler that provides no sessions
 */
export async function checkServer(pool: Pool): Promise<void> {
  const client = await pool.connect();
  try {
    const { rows } = await client.query<Record<'version' | 'encoding', string>>(
      `SELECT current_setting('server_version') AS "version", current_setting('server_encoding') AS "encoding"`,
    );
    const { version = '', encoding = '' } = rows[0] ?? {};
    if (Number.parseInt(version, 10) < oldestServer) {
      throw new ConfigError([
        `DATABASE_URL: the server is PostgreSQL ${version}; the relay needs ${oldestServer} or newer.`,
      ]);
    }
    if (encoding !== 'UTF8') {
      throw new ConfigError([
        `DATABASE_URL: the database encoding is ${encoding}, which cannot hold all characters; the relay needs UTF8. Create it again with CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0.`,
      ]);
    }
    if (await sharesSessions(pool, client)) {
      throw new ConfigError([
        'DATABASE_URL: a pooler (for example PgBouncer) in front of the server gives each transaction another session. The relay needs sessions of its own, for its locks and for LISTEN: set pool_mode = session for this database, or connect to the server directly.',
      ]);
    }
  } finally {
    client.release();
  }
}

/**
 * Whether two simultaneous connections share a session, or one of them does not keep its session.
 */
async function sharesSessions(pool: Pool, client: PoolClient): Promise<boolean> {
  const first = await sessionOf(client);
  // As reported by the server when the connection started: a pooler reports a number of its own.
  if (first === (client as { readonly processID?: number }).processID) return false;
  const other = await pool.connect();
  try {
    // The first is asked twice: otherwise, with two alternating sessions, each would seem to have
    // its own.
    const again = await sessionOf(client);
    const others = await sessionOf(other);
    return first !== again || first === others || first !== (await sessionOf(client));
  } finally {
    other.release();
  }
}

async function sessionOf(client: PoolClient): Promise<number> {
  const { rows } = await client.query<{ session: number }>('SELECT pg_backend_pid() AS "session"');
  return (rows[0] as { session: number }).session;
}

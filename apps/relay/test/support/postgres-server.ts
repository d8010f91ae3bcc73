import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

import pg from 'pg';

import { EmbeddedPostgres } from './embedded-postgres.ts';

/** A PostgreSQL server for tests, with a new database for each caller. */
export interface PostgresServer {
  /** With a role that may create databases. */
  readonly url: string;
  /** Creates an empty database. @returns its URL */
  createDatabase(): Promise<string>;
  /**
   * Kills the server as a crash does, and starts it again with its data; undefined for a server
   * that was named.
   */
  readonly crash: (() => Promise<void>) | undefined;
}

/**
 * Starts the server that `TEST_DATABASE_URL` names (with a role that may create databases), or a
 * real PostgreSQL 18 from the dependencies.
 */
export async function startPostgres(): Promise<PostgresServer & AsyncDisposable> {
  const named = process.env['TEST_DATABASE_URL'];
  if (named !== undefined && named !== '') return serverAt(named);
  const folder = await mkdtemp(join(tmpdir(), 'relay-postgres-'));
  // For the user that the server runs as, if that is a different one.
  await chmod(folder, 0o711);
  const port = await freePort();
  const password = randomBytes(12).toString('hex');
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    user: 'postgres',
    password,
    persistent: false,
    // Independent of the locale of the user who runs the tests.
    initdbFlags: ['--encoding=UTF8'],
    // PostgreSQL refuses to run as root, as CI often does.
    createPostgresUser: process.getuid?.() === 0,
    // Nothing here outlives the test, so nothing has to reach the disk.
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'fsync=off'],
    onLog: () => {},
    onError: () => {},
  });
  await server.initialise();
  await server.start();
  const url = `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
  const crash = async (): Promise<void> => {
    const [pid] = (await readFile(join(folder, 'data', 'postmaster.pid'), 'utf8')).split('\n');
    process.kill(Number(pid), 'SIGKILL');
    // Its children notice that it is gone, and only then can another server use their memory.
    for (let tries = 1; ; tries += 1) {
      await setTimeout(100);
      try {
        await server.start();
        return;
      } catch (error) {
        if (tries === 100) throw error;
      }
    }
  };
  return serverAt(url, {
    crash,
    async stop() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  });
}

/** @param own for our own server; `stop` removes the databases too */
function serverAt(
  url: string,
  own?: { readonly crash: () => Promise<void>; readonly stop: () => Promise<void> },
): PostgresServer & AsyncDisposable {
  const made: string[] = [];
  const ask = async (text: string): Promise<void> => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      await client.query(text);
    } finally {
      await client.end();
    }
  };
  return {
    url,
    crash: own?.crash,
    async createDatabase() {
      const name = `relay_test_${randomBytes(6).toString('hex')}`;
      await ask(`CREATE DATABASE "${name}"`);
      made.push(name);
      const database = new URL(url);
      database.pathname = `/${name}`;
      return database.href;
    },
    async [Symbol.asyncDispose]() {
      if (own !== undefined) return own.stop();
      for (const name of made) await ask(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

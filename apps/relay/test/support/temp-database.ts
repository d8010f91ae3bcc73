import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type BetterSqlite3 from 'better-sqlite3';

import type { Database } from '../../src/database/database.ts';
import { openPostgres } from '../../src/database/open-postgres.ts';
import { openSqlite } from '../../src/database/open-sqlite.ts';
import { copyTemplate, engine } from './engine.ts';

/**
 * A separate real database, removed after the test: `await using`. It is on the run's engine; with
 * `prepare` it is SQLite, in a folder.
 */
export async function temporaryDatabase(
  options: { readonly prepare?: (connection: BetterSqlite3.Database) => void } = {},
): Promise<
  AsyncDisposable & {
    readonly database: Database;
    /** The file on SQLite; the URL on PostgreSQL. */
    readonly path: string;
    /** Closes and reopens the same files, as a restart does. */
    reopen(): Promise<Database>;
  }
> {
  if (engine === 'postgres') {
    if (options.prepare !== undefined) throw new Error('Files are prepared on SQLite only.');
    return temporaryPostgres();
  }
  const folder = await mkdtemp(join(tmpdir(), 'relay-'));
  const path = join(folder, 'relay.sqlite');
  let opened = await openSqlite({ path, ...options });
  return {
    get database() {
      return opened.database;
    },
    path,
    async reopen() {
      await opened.close();
      opened = await openSqlite({ path, ...options });
      return opened.database;
    },
    async [Symbol.asyncDispose]() {
      await opened.close();
      await rm(folder, { recursive: true });
    },
  };
}

async function temporaryPostgres() {
  const { url, [Symbol.asyncDispose]: drop } = await copyTemplate();
  let opened = await openPostgres({ url });
  return {
    get database() {
      return opened.database;
    },
    path: url,
    async reopen() {
      await opened.close();
      opened = await openPostgres({ url });
      return opened.database;
    },
    async [Symbol.asyncDispose]() {
      await opened.close();
      await drop();
    },
  };
}

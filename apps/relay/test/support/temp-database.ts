import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type BetterSqlite3 from 'better-sqlite3';

import type { Database } from '../../src/database/database.ts';
import { openSqlite } from '../../src/database/open-sqlite.ts';

/** A real SQLite database in a folder of its own, gone with the test: `await using`. */
export async function temporaryDatabase(
  options: { readonly prepare?: (connection: BetterSqlite3.Database) => void } = {},
): Promise<
  AsyncDisposable & {
    readonly database: Database;
    readonly path: string;
    /** Closes and opens the same files again, as a restart does. */
    reopen(): Promise<Database>;
  }
> {
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

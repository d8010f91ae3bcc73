import { existsSync, readdirSync, readlinkSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import BetterSqlite3 from 'better-sqlite3';
import { expect, test } from 'vitest';

import { openSqlite } from '../../src/database/open-sqlite.ts';

/** The files without a name that this process has open, such as the temporary ones of SQLite. */
function unnamedFiles(): string[] {
  return readdirSync('/proc/self/fd').flatMap((file) => {
    try {
      const path = readlinkSync(`/proc/self/fd/${file}`);
      return path.endsWith(' (deleted)') ? [path] : [];
    } catch {
      // It was the one with which the folder was read.
      return [];
    }
  });
}

// In a file of its own: SQLite decides when a process opens its first database.
test.runIf(existsSync('/proc/self/fd'))(
  'a sort that does not fit into memory uses the data folder, as /tmp may be read-only or in memory',
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'relay-temporary-'));
    const { close } = await openSqlite({ path: join(folder, 'relay.sqlite') });
    const database = new BetterSqlite3(':memory:');
    const sorted = database
      .prepare(
        `WITH RECURSIVE "rows" ("n") AS (SELECT 1 UNION ALL SELECT "n" + 1 FROM "rows" LIMIT 100000)
         SELECT hex(randomblob(300)) AS "text" FROM "rows" ORDER BY "text"`,
      )
      .iterate();
    const before = new Set(unnamedFiles());
    sorted.next();
    const opened = unnamedFiles().filter((path) => !before.has(path));
    expect(new Set(opened.map((path) => dirname(path)))).toEqual(new Set([folder]));
    sorted.return?.();
    database.close();
    await close();
    await rm(folder, { recursive: true });
  },
);

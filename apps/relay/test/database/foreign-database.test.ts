import { expect, test } from 'vitest';

import type { Database } from '../../src/database/database.ts';
import { openPostgres } from '../../src/database/open-postgres.ts';
import { openSqlite } from '../../src/database/open-sqlite.ts';
import { sql } from '../../src/database/sql/sql.ts';
import type { Sql } from '../../src/database/sql/sql.ts';
import { engine } from '../support/engine.ts';
import { temporaryDatabase } from '../support/temp-database.ts';

/**
 * Opens the database as a command does on SQLite, whose file the test itself holds, and as a start
 * does on PostgreSQL.
 */
async function openAgain(path: string): Promise<void> {
  const opened =
    engine === 'postgres'
      ? await openPostgres({ url: path })
      : await openSqlite({ path, besideRelay: true });
  await opened.close();
}

async function change(database: Database, statements: readonly Sql[]): Promise<void> {
  await database.write(async (tx) => {
    for (const statement of statements) await tx.run(statement);
  });
}

const migrated = (name: string): Sql =>
  sql`INSERT INTO "migrations" ("timestamp", "name") VALUES (${1_999_999_999_999}, ${name})`;

test('opens a database of this version', async () => {
  await using made = await temporaryDatabase();
  await expect(openAgain(made.path)).resolves.toBeUndefined();
});

test('refuses a database that a newer version migrated, and leaves it unchanged', async () => {
  await using made = await temporaryDatabase();
  await change(made.database, [migrated('Future1999999999999')]);
  await expect(openAgain(made.path)).rejects.toThrow(
    /newer version of the relay.*Future1999999999999.*restore the backup/,
  );
});

test.each([
  ['has migrations of its own', [sql`DELETE FROM "migrations"`, migrated('Init1588102412422')]],
  ['has tables of our names', [sql`DELETE FROM "migrations"`]],
  [
    'has a table "migrations" of another form',
    [sql`DROP TABLE "migrations"`, sql`CREATE TABLE "migrations" ("version" integer)`],
  ],
])('refuses another program’s database that %s', async (_, statements) => {
  await using made = await temporaryDatabase();
  await change(made.database, statements);
  await expect(openAgain(made.path)).rejects.toThrow(/belongs to another program/);
});

import { ConfigError } from '@invoice-relay/core/errors';
import type { DataSource, QueryRunner } from 'typeorm';

/**
 * Makes sure that a database is the relay's own, or empty, and not from a newer version: before any
 * of its tables is changed.
 *
 * @throws {ConfigError} if it belongs to another program, or was migrated by a newer relay
 */
export async function refuseForeign(source: DataSource): Promise<void> {
  const runner = source.createQueryRunner();
  try {
    const applied = await appliedMigrations(runner);
    if (applied === undefined) throw foreign(['migrations']);
    const known = new Set(source.migrations.map((migration) => migration.name));
    const unknown = applied.filter((name) => !known.has(name));
    if (unknown.length === 0) {
      if (applied.length === 0) await refuseTaken(source, runner);
      return;
    }
    if (unknown.length === applied.length) throw foreign(['migrations']);
    throw new ConfigError([
      `DATABASE_URL: a newer version of the relay has used this database (it applied the migrations ${unknown.join(', ')}). Start that version; or, to go back to this one, restore the backup made before the upgrade.`,
    ]);
  } finally {
    await runner.release();
  }
}

/** @returns an empty list if there is nothing yet; undefined if the table is not ours */
async function appliedMigrations(runner: QueryRunner): Promise<string[] | undefined> {
  if (!(await runner.hasTable('migrations'))) return [];
  if (!(await runner.hasColumn('migrations', 'name'))) return undefined;
  const rows: { readonly name: string }[] = await runner.query('SELECT "name" FROM "migrations"');
  return rows.map(({ name }) => name);
}

/** The first migration would find tables with these names, and fail with an unhelpful message. */
async function refuseTaken(source: DataSource, runner: QueryRunner): Promise<void> {
  const taken: string[] = [];
  for (const { tableName } of source.entityMetadatas) {
    if (await runner.hasTable(tableName)) taken.push(tableName);
  }
  if (taken.length > 0) throw foreign(taken);
}

function foreign(tables: readonly string[]): ConfigError {
  return new ConfigError([
    `DATABASE_URL: this database belongs to another program: its tables (${tables.join(', ')}) are not the relay's. Give the relay a database of its own.`,
  ]);
}

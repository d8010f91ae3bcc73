import type { MigrationInterface, QueryRunner } from 'typeorm';

const tables = ['quarantine', 'projections', 'configuration_versions'];

/** Tables that are cached in memory as part of `version`, and their relevant columns. */
const watched: readonly {
  readonly table: string;
  readonly version: 'connections' | 'subscriptions';
  readonly columns?: readonly string[];
}[] = [
  { table: 'connections', version: 'connections' },
  { table: 'rotated_secrets', version: 'connections' },
  {
    table: 'subscriptions',
    version: 'subscriptions',
    columns: ['event_types', 'connection_ids', 'ordering', 'status', 'deleted_at'],
  },
];

const statements = [
  `CREATE TABLE "projections" (
      "name" text PRIMARY KEY NOT NULL,
      "place" bigint NOT NULL
    )`,
  `CREATE TABLE "configuration_versions" (
      "name" text PRIMARY KEY NOT NULL,
      "version" bigint NOT NULL
    )`,
  `INSERT INTO "configuration_versions" ("name", "version")
     VALUES ('connections', 1), ('subscriptions', 1)`,
  `CREATE TABLE "quarantine" (
      "seq" integer PRIMARY KEY AUTOINCREMENT NOT NULL,
      "id" text NOT NULL,
      "connection_id" text NOT NULL,
      "source" text NOT NULL,
      "reason" text NOT NULL,
      "detail" text NOT NULL,
      "authentic" boolean NOT NULL,
      "via" text NOT NULL,
      "activity_id" text,
      "method" text NOT NULL,
      "headers" text NOT NULL,
      "body" blob NOT NULL,
      "size" integer NOT NULL,
      "hash" text NOT NULL,
      "received_at" bigint NOT NULL,
      "retried_at" bigint
    )`,
  `CREATE UNIQUE INDEX "quarantine_id" ON "quarantine" ("id")`,
  `CREATE UNIQUE INDEX "quarantine_identity" ON "quarantine" ("connection_id", "hash")`,
  `CREATE INDEX "quarantine_connection" ON "quarantine" ("connection_id", "seq")`,
  `ALTER TABLE "connections" ADD COLUMN "scheme_found" boolean NOT NULL DEFAULT (0)`,
  `ALTER TABLE "connections" ADD COLUMN "strength" text`,
  `ALTER TABLE "connections" ADD COLUMN "unknown_signature" text`,
  `ALTER TABLE "connections" ADD COLUMN "include_links" boolean NOT NULL DEFAULT (1)`,
  `ALTER TABLE "connections" ADD COLUMN "facts" text`,
  `ALTER TABLE "connections" ADD COLUMN "notes" text`,
  `ALTER TABLE "connections" ADD COLUMN "trouble" text`,
];

const columns = [
  'scheme_found',
  'strength',
  'unknown_signature',
  'include_links',
  'facts',
  'notes',
  'trouble',
];

/** What inbox, projector and quarantine require, and what is learned about connections. */
export class Inbox1795903200000 implements MigrationInterface {
  readonly name = 'Inbox1795903200000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
    for (const { table, version, columns: some } of watched) {
      const update = some === undefined ? 'UPDATE' : `UPDATE OF ${some.map(quoted).join(', ')}`;
      for (const [name, moment] of Object.entries({ insert: 'INSERT', update, delete: 'DELETE' })) {
        await runner.query(
          `CREATE TRIGGER "${table}_version_${name}" AFTER ${moment} ON "${table}" BEGIN
             UPDATE "configuration_versions" SET "version" = "version" + 1
             WHERE "name" = '${version}';
           END`,
        );
      }
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const { table } of watched) {
      for (const name of ['insert', 'update', 'delete']) {
        await runner.query(`DROP TRIGGER "${table}_version_${name}"`);
      }
    }
    for (const column of columns) {
      await runner.query(`ALTER TABLE "connections" DROP COLUMN "${column}"`);
    }
    for (const table of tables) await runner.query(`DROP TABLE "${table}"`);
  }
}

function quoted(column: string): string {
  return `"${column}"`;
}

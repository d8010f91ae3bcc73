import type { MigrationInterface, QueryRunner } from 'typeorm';

const tables = ['backfill_finds', 'backfills', 'unconfirmed_activities'];

const statements = [
  `ALTER TABLE "events" ADD COLUMN "enrich_until" bigint`,
  `CREATE INDEX "events_enriching" ON "events" ("connection_id", "subject_kind", "subject_id", "seq")
      WHERE "enrich_until" IS NOT NULL`,
  `CREATE TABLE "backfills" (
      "id" text PRIMARY KEY NOT NULL,
      "connection_id" text NOT NULL,
      "reason" text NOT NULL,
      "status" text NOT NULL,
      "from_at" bigint,
      "after_position" bigint,
      "cursor" text,
      "walked_at" bigint,
      "walk_error" text,
      "done" integer NOT NULL,
      "total" integer,
      "unreadable" integer NOT NULL,
      "unreadable_examples" text NOT NULL,
      "found" integer NOT NULL,
      "missing" integer NOT NULL,
      "appended" integer NOT NULL,
      "missing_types" text NOT NULL,
      "missing_since" text,
      "failures" integer NOT NULL,
      "error" text,
      "next_run_at" bigint NOT NULL,
      "created_at" bigint NOT NULL,
      "started_at" bigint,
      "finished_at" bigint
    )`,
  `CREATE UNIQUE INDEX "backfills_open" ON "backfills" ("connection_id")
      WHERE "finished_at" IS NULL`,
  `CREATE INDEX "backfills_connection" ON "backfills" ("connection_id", "id")`,
  `CREATE TABLE "backfill_finds" (
      "seq" integer PRIMARY KEY AUTOINCREMENT NOT NULL,
      "backfill_id" text NOT NULL,
      "activity_id" text NOT NULL,
      "position" bigint NOT NULL,
      "raw" blob NOT NULL
    )`,
  `CREATE INDEX "backfill_finds_order" ON "backfill_finds" ("backfill_id", "position", "seq")`,
  `CREATE UNIQUE INDEX "backfill_finds_identity" ON "backfill_finds" ("backfill_id", "activity_id")`,
  `CREATE TABLE "unconfirmed_activities" (
      "seq" integer PRIMARY KEY AUTOINCREMENT NOT NULL,
      "connection_id" text NOT NULL,
      "activity_id" text NOT NULL,
      "hash" text NOT NULL,
      "raw" blob NOT NULL,
      "received_at" bigint NOT NULL,
      "denials" integer NOT NULL,
      "next_check_at" bigint NOT NULL
    )`,
  `CREATE INDEX "unconfirmed_activities_due"
      ON "unconfirmed_activities" ("connection_id", "next_check_at", "seq", "denials")`,
  `CREATE UNIQUE INDEX "unconfirmed_activities_identity"
      ON "unconfirmed_activities" ("connection_id", "activity_id", "hash")`,
];

/** What calling the vendor's API requires: enrichment, backfill, confirmation. */
export class VendorApi1795179600000 implements MigrationInterface {
  readonly name = 'VendorApi1795179600000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of tables) await runner.query(`DROP TABLE "${table}"`);
    await runner.query('DROP INDEX "events_enriching"');
    await runner.query('ALTER TABLE "events" DROP COLUMN "enrich_until"');
  }
}

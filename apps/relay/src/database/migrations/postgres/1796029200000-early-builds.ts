import type { MigrationInterface, QueryRunner } from 'typeorm';

import type { SourceEvent } from '@invoice-relay/core/events';

import { readJson } from '../../../shared/read-json.ts';
import { searchTerms } from '../../../shared/search-terms.ts';
import { segmentOf, termsColumn } from '../../tables/event-terms.ts';

/** How many events are read at once. */
const pageSize = 1_000;

/** The tables of the first two migrations got their final form while these were written. */
const added = {
  attempts: ['"request" text COLLATE "C"', '"response_headers" text COLLATE "C"'],
  connections: ['"silent_after_seconds" integer'],
  events: ['"search_terms" text COLLATE "C"', '"trace" text COLLATE "C"'],
  held_events: ['"trace" text COLLATE "C"'],
  inbox: ['"trace" text COLLATE "C"'],
  subscriptions: ['"trouble_told_at" bigint', '"hears_all" boolean NOT NULL DEFAULT false'],
  unconfirmed_activities: ['"trace" text COLLATE "C"'],
};

const statements = [
  `CREATE TABLE IF NOT EXISTS "backlog_levels" (
      "step" integer NOT NULL,
      "at" bigint NOT NULL,
      "pending" bigint NOT NULL,
      "oldest_seconds" bigint NOT NULL,
      CONSTRAINT "PK_bb1d0f3877dda765667872a2dad" PRIMARY KEY ("step", "at")
    )`,
  `CREATE TABLE IF NOT EXISTS "connection_health" (
      "connection_id" text COLLATE "C" NOT NULL,
      "failing_since" bigint,
      "failed_attempts" integer NOT NULL DEFAULT '0',
      "failing_told_at" bigint,
      "silent_told_at" bigint,
      "quarantine_told_at" bigint,
      "quarantine_untold" integer NOT NULL DEFAULT '0',
      "quarantine_reason" text COLLATE "C",
      CONSTRAINT "PK_c51579f8759f105a07d55bfcd84" PRIMARY KEY ("connection_id")
    )`,
  `ALTER TABLE "connection_health" ADD COLUMN IF NOT EXISTS "failing_code" text COLLATE "C"`,
  `CREATE TABLE IF NOT EXISTS "event_terms" (
      "segment" bigint NOT NULL,
      "term" text COLLATE "C" NOT NULL,
      "seq" bigint NOT NULL,
      CONSTRAINT "PK_aca90e013a2e6accf518754c6e5" PRIMARY KEY ("segment", "term", "seq")
    )`,
  `CREATE TABLE IF NOT EXISTS "flow_counts" (
      "step" integer NOT NULL,
      "at" bigint NOT NULL,
      "shard" integer NOT NULL,
      "activities" bigint NOT NULL,
      "events" bigint NOT NULL,
      "delivered" bigint NOT NULL,
      "failed_attempts" bigint NOT NULL,
      "dead" bigint NOT NULL,
      CONSTRAINT "PK_2ea0a6d831c9c0f750edcb29180" PRIMARY KEY ("step", "at", "shard")
    )`,
  `CREATE INDEX IF NOT EXISTS "deliveries_pending" ON "deliveries" ("seq", "finished_at") WHERE "finished_at" IS NULL`,
  `CREATE INDEX IF NOT EXISTS "deliveries_given_up" ON "deliveries" ("subscription_id", "status", "seq") WHERE "status" IN ('dead', 'cancelled')`,
  `CREATE INDEX IF NOT EXISTS "quarantine_use" ON "quarantine" ("connection_id", "authentic", "size")`,
  // Their conditions were different.
  `DROP INDEX "deliveries_status"`,
  `CREATE INDEX "deliveries_status" ON "deliveries" ("status", "seq") WHERE "status" IN ('dead', 'cancelled')`,
  `DROP INDEX "lanes_due"`,
  `CREATE INDEX "lanes_due" ON "lanes" ("subscription_id", "priority", "due_at", "head_seq") WHERE "priority" >= 0`,
  ...['deliveries', 'lanes'].map(
    (table) => `ALTER TABLE "${table}" ALTER COLUMN "subscription_id" SET STATISTICS 0`,
  ),
];

const watched = [
  'event_types',
  'connection_ids',
  'ordering',
  'status',
  'deleted_at',
  'api_key_id',
  'hears_all',
];

/**
 * A database created before the first two migrations had their final form gets what it lacks; a
 * later one already has it all.
 */
export class EarlyBuilds1796029200000 implements MigrationInterface {
  readonly name = 'EarlyBuilds1796029200000';

  async up(runner: QueryRunner): Promise<void> {
    await lockTables(runner);
    const isSearched = await runner.hasColumn('events', 'search_terms');
    // A column that a trigger names cannot get another collation.
    await runner.query(`DROP TRIGGER "subscriptions_version" ON "subscriptions"`);
    for (const [table, columns] of Object.entries(added)) {
      const changes = columns.map((column) => `ADD COLUMN IF NOT EXISTS ${column}`).join(', ');
      await runner.query(`ALTER TABLE "${table}" ${changes}`);
    }
    await compareByBytes(runner);
    for (const statement of statements) await runner.query(statement);
    await runner.query(
      `CREATE TRIGGER "subscriptions_version"
       AFTER INSERT OR DELETE OR UPDATE OF ${watched.map((one) => `"${one}"`).join(', ')} ON "subscriptions"
       FOR EACH ROW EXECUTE FUNCTION "raise_configuration_version"('subscriptions')`,
    );
    if (!isSearched) await indexEvents(runner);
  }

  async down(): Promise<void> {
    // What exists now is what the first two migrations create.
  }
}

/** First of all: if a process that is running gets in the way, nothing has been done yet. */
async function lockTables(runner: QueryRunner): Promise<void> {
  const [own]: { tables: string }[] = await runner.query(
    `SELECT string_agg(format('%I', "tablename"), ', ') AS "tables" FROM pg_tables
     WHERE "schemaname" = current_schema() AND "tablename" <> 'migrations'`,
  );
  await runner.query(`LOCK TABLE ${own?.tables} IN ACCESS EXCLUSIVE MODE`);
}

/** All texts of a table at once, as its indexes are rebuilt each time. */
async function compareByBytes(runner: QueryRunner): Promise<void> {
  const tables: { table: string; changes: string }[] = await runner.query(
    `SELECT "table_name" AS "table",
            string_agg(format('ALTER COLUMN %I TYPE text COLLATE "C"', "column_name"), ', ') AS "changes"
     FROM information_schema.columns
     WHERE "table_schema" = current_schema() AND "data_type" = 'text'
       AND "collation_name" IS DISTINCT FROM 'C'
     GROUP BY "table_name"`,
  );
  for (const { table, changes } of tables) await runner.query(`ALTER TABLE "${table}" ${changes}`);
}

/** Existing events are found by number and customer as well. */
async function indexEvents(runner: QueryRunner): Promise<void> {
  for (let after = '0'; ;) {
    const page: { seq: string; body: string }[] = await runner.query(
      `SELECT "seq", "body" FROM "events"
       WHERE "seq" > $1 AND "activity_id" <> '' ORDER BY "seq" LIMIT ${pageSize}`,
      [after],
    );
    for (const { seq, body } of page) {
      const event = readJson<SourceEvent | null>(body, null);
      const terms = event === null ? [] : searchTerms(event);
      if (terms.length === 0) continue;
      await runner.query(`UPDATE "events" SET "search_terms" = $1 WHERE "seq" = $2`, [
        termsColumn(terms),
        seq,
      ]);
      await runner.query(
        `INSERT INTO "event_terms" ("segment", "term", "seq") SELECT $1, unnest($2::text[]), $3`,
        [segmentOf(Number(seq)), terms, seq],
      );
    }
    const last = page.at(-1);
    if (last === undefined) return;
    after = last.seq;
  }
}

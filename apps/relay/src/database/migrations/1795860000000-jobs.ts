import type { MigrationInterface, QueryRunner } from 'typeorm';

const up = [
  `CREATE TABLE "jobs" (
      "kind" text NOT NULL,
      "key" text NOT NULL,
      "due_at" bigint NOT NULL,
      "claim" text,
      "again_at" bigint,
      PRIMARY KEY ("kind", "key")
    )`,
  `CREATE INDEX "jobs_due" ON "jobs" ("kind", "due_at")`,
  `INSERT INTO "jobs" ("kind", "key", "due_at")
     SELECT 'poll', "connection_id", "next_poll_at" FROM "polls"`,
  `INSERT INTO "jobs" ("kind", "key", "due_at")
     SELECT 'backfill', "id", "next_run_at" FROM "backfills" WHERE "finished_at" IS NULL`,
  `INSERT INTO "jobs" ("kind", "key", "due_at")
     SELECT 'enrichment', "connection_id", MIN("received_at") FROM "events"
     WHERE "enrich_until" IS NOT NULL GROUP BY "connection_id"`,
  `INSERT INTO "jobs" ("kind", "key", "due_at")
     SELECT 'confirmation', "connection_id", MIN("next_check_at") FROM "unconfirmed_activities"
     WHERE "next_check_at" < 9007199254740991 GROUP BY "connection_id"`,
  `DROP INDEX "polls_due"`,
  `ALTER TABLE "polls" DROP COLUMN "lease_owner"`,
  `ALTER TABLE "polls" DROP COLUMN "lease_until"`,
];

const down = [
  `ALTER TABLE "polls" ADD COLUMN "lease_owner" text`,
  `ALTER TABLE "polls" ADD COLUMN "lease_until" bigint`,
  `CREATE INDEX "polls_due" ON "polls" ("next_poll_at")`,
  `DROP TABLE "jobs"`,
];

/** One table for all background work, with its due times and claims. */
export class Jobs1795860000000 implements MigrationInterface {
  readonly name = 'Jobs1795860000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of down) await runner.query(statement);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The next delivery of each lane has a row of its own; replays; settings of subscriptions. */
export class Lanes1795910400000 implements MigrationInterface {
  readonly name = 'Lanes1795910400000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of down) await runner.query(statement);
  }
}

const up = [
  `CREATE TABLE "lanes" (
      "subscription_id" text NOT NULL,
      "lane" text NOT NULL,
      "head_seq" bigint NOT NULL,
      "head_event_seq" bigint NOT NULL,
      "attempts" integer NOT NULL,
      "priority" integer NOT NULL,
      "due_at" bigint NOT NULL,
      PRIMARY KEY ("subscription_id", "lane")
    ) WITHOUT ROWID`,
  // Existing heads stay heads, at the same place in the schedule.
  `INSERT OR IGNORE INTO "lanes"
      ("subscription_id", "lane", "head_seq", "head_event_seq", "attempts", "priority", "due_at")
    SELECT "subscription_id", "lane", "seq", "event_seq", "attempts", "retrying", "next_attempt_at"
    FROM "deliveries" WHERE "head" = 1 AND "status" = 'pending' ORDER BY "seq"`,
  `CREATE INDEX "lanes_due" ON "lanes" ("subscription_id", "priority", "due_at", "head_seq")`,
  `DROP INDEX "deliveries_due"`,
  `DROP INDEX "deliveries_lane"`,
  `DROP INDEX "deliveries_status"`,
  `ALTER TABLE "deliveries" DROP COLUMN "head"`,
  `ALTER TABLE "deliveries" DROP COLUMN "attempts"`,
  `ALTER TABLE "deliveries" DROP COLUMN "retrying"`,
  `ALTER TABLE "deliveries" DROP COLUMN "next_attempt_at"`,
  `ALTER TABLE "deliveries" ADD COLUMN "cause" text NOT NULL DEFAULT 'live'`,
  `ALTER TABLE "deliveries" ADD COLUMN "replay_id" text`,
  `CREATE INDEX "deliveries_lane" ON "deliveries" ("subscription_id", "lane", "event_seq", "seq")
      WHERE "status" = 'pending'`,
  `CREATE INDEX "deliveries_status" ON "deliveries" ("status", "seq") WHERE "status" <> 'delivered'`,
  `CREATE INDEX "deliveries_replay" ON "deliveries" ("replay_id", "event_seq")
      WHERE "replay_id" IS NOT NULL`,
  `CREATE TABLE "replays" (
      "id" text PRIMARY KEY NOT NULL,
      "subscription_id" text NOT NULL,
      "event_types" text,
      "from_time" bigint,
      "to_time" bigint,
      "delivery_statuses" text,
      "position" bigint NOT NULL,
      "end_seq" bigint NOT NULL,
      "total" bigint NOT NULL,
      "enqueued" bigint NOT NULL,
      "status" text NOT NULL,
      "created_at" bigint NOT NULL,
      "finished_at" bigint
    )`,
  `CREATE INDEX "replays_running" ON "replays" ("subscription_id") WHERE "status" = 'running'`,
  `ALTER TABLE "subscriptions" DROP COLUMN "catch_up_until"`,
  `ALTER TABLE "subscriptions" ADD COLUMN "failed_attempts" integer NOT NULL DEFAULT 0`,
  `ALTER TABLE "subscriptions" ADD COLUMN "headers" text`,
  `ALTER TABLE "subscriptions" ADD COLUMN "expectation" text`,
  `ALTER TABLE "subscriptions" ADD COLUMN "max_bytes" integer`,
  `ALTER TABLE "subscriptions" ADD COLUMN "max_per_second" double precision`,
  `ALTER TABLE "subscriptions" ADD COLUMN "max_in_flight" integer`,
];

const down = [
  ...[
    'max_in_flight',
    'max_per_second',
    'max_bytes',
    'expectation',
    'headers',
    'failed_attempts',
  ].map((column) => `ALTER TABLE "subscriptions" DROP COLUMN "${column}"`),
  `ALTER TABLE "subscriptions" ADD COLUMN "catch_up_until" bigint`,
  `DROP TABLE "replays"`,
  `DROP INDEX "deliveries_replay"`,
  `DROP INDEX "deliveries_status"`,
  `DROP INDEX "deliveries_lane"`,
  `ALTER TABLE "deliveries" DROP COLUMN "replay_id"`,
  `ALTER TABLE "deliveries" DROP COLUMN "cause"`,
  `ALTER TABLE "deliveries" ADD COLUMN "head" boolean NOT NULL DEFAULT 0`,
  `ALTER TABLE "deliveries" ADD COLUMN "attempts" integer NOT NULL DEFAULT 0`,
  `ALTER TABLE "deliveries" ADD COLUMN "retrying" boolean NOT NULL DEFAULT 0`,
  `ALTER TABLE "deliveries" ADD COLUMN "next_attempt_at" bigint NOT NULL DEFAULT 0`,
  `UPDATE "deliveries" SET "head" = 1, "attempts" = "lanes"."attempts",
      "retrying" = "lanes"."priority" = 1, "next_attempt_at" = "lanes"."due_at"
    FROM "lanes" WHERE "lanes"."head_seq" = "deliveries"."seq"`,
  `CREATE INDEX "deliveries_status" ON "deliveries" ("status", "seq")`,
  `CREATE INDEX "deliveries_lane" ON "deliveries" ("subscription_id", "lane", "seq")
      WHERE "status" = 'pending'`,
  `CREATE INDEX "deliveries_due" ON "deliveries"
      ("subscription_id", "retrying", "next_attempt_at", "seq")
      WHERE "head" = 1 AND "status" = 'pending'`,
  `DROP TABLE "lanes"`,
];

import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Late events are marked, and held if a connection asks for it; a replay creates each delivery
 * once; paces survive a restart.
 */
export class LateEvents1795957200000 implements MigrationInterface {
  readonly name = 'LateEvents1795957200000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of down) await runner.query(statement);
  }
}

const up = [
  `ALTER TABLE "events" ADD COLUMN "newer_seq" bigint`,
  `DROP INDEX "events_subject"`,
  `CREATE INDEX "events_subject" ON "events"
      ("subject_id", "connection_id", "subject_kind", "seq")`,
  `ALTER TABLE "connections" ADD COLUMN "hold_seconds" integer NOT NULL DEFAULT (0)`,
  `CREATE TABLE "held_events" (
      "seq" integer PRIMARY KEY AUTOINCREMENT NOT NULL,
      "id" text NOT NULL,
      "connection_id" text NOT NULL,
      "activity_id" text NOT NULL,
      "type" text NOT NULL,
      "subject_kind" text NOT NULL,
      "subject_id" text NOT NULL,
      "occurred_at" bigint NOT NULL,
      "is_dated" boolean NOT NULL,
      "sort_at" bigint NOT NULL,
      "sort_fraction" text NOT NULL,
      "received_at" bigint NOT NULL,
      "due_at" bigint NOT NULL,
      "enriches" boolean NOT NULL,
      "body" text NOT NULL
    )`,
  `CREATE INDEX "held_events_due" ON "held_events" ("connection_id", "due_at")`,
  `CREATE INDEX "held_events_subject" ON "held_events"
      ("connection_id", "subject_kind", "subject_id", "sort_at")`,
  `DROP INDEX "deliveries_replay"`,
  `CREATE UNIQUE INDEX "deliveries_replay" ON "deliveries" ("replay_id", "event_seq")
      WHERE "replay_id" IS NOT NULL`,
  `CREATE TABLE "paces" (
      "subscription_id" text PRIMARY KEY NOT NULL,
      "per_second" double precision,
      "in_flight" double precision NOT NULL,
      "waits_until" bigint NOT NULL,
      "reason" text,
      "saved_at" bigint NOT NULL
    )`,
];

const down = [
  `DROP TABLE "paces"`,
  `DROP INDEX "deliveries_replay"`,
  `CREATE INDEX "deliveries_replay" ON "deliveries" ("replay_id", "event_seq")
      WHERE "replay_id" IS NOT NULL`,
  `DROP TABLE "held_events"`,
  `ALTER TABLE "connections" DROP COLUMN "hold_seconds"`,
  `DROP INDEX "events_subject"`,
  `CREATE INDEX "events_subject" ON "events" ("subject_id", "subject_kind", "seq")`,
  `ALTER TABLE "events" DROP COLUMN "newer_seq"`,
];

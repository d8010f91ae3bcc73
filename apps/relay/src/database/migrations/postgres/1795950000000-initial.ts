import type { MigrationInterface, QueryRunner } from 'typeorm';

const tables = [
  'activities',
  'api_keys',
  'attempts',
  'backfill_finds',
  'backfills',
  'connections',
  'deliveries',
  'events',
  'idempotency',
  'jobs',
  'polled_documents',
  'polls',
  'rotated_secrets',
  'settings',
  'subscriptions',
  'unconfirmed_activities',
];

const statements = [
  `CREATE TABLE "activities" (
      "seq" BIGSERIAL NOT NULL,
      "connection_id" text NOT NULL,
      "activity_id" text NOT NULL,
      "raw" bytea NOT NULL,
      "via" text NOT NULL,
      "received_at" bigint NOT NULL,
      CONSTRAINT "PK_52aef38ad1ce64982f02cf03609" PRIMARY KEY ("seq")
    )`,
  `CREATE UNIQUE INDEX "activities_identity" ON "activities" ("connection_id", "activity_id")`,
  `CREATE TABLE "api_keys" (
      "id" text NOT NULL,
      "name" text NOT NULL,
      "hash" text NOT NULL,
      "scopes" text NOT NULL,
      "origin" text NOT NULL,
      "created_at" bigint NOT NULL,
      CONSTRAINT "PK_5c8a79801b44bd27b79228e1dad" PRIMARY KEY ("id")
    )`,
  `CREATE UNIQUE INDEX "api_keys_hash" ON "api_keys" ("hash")`,
  `CREATE TABLE "attempts" (
      "seq" BIGSERIAL NOT NULL,
      "delivery_seq" bigint NOT NULL,
      "started_at" bigint NOT NULL,
      "duration_ms" integer NOT NULL,
      "status" integer,
      "error" text,
      "response" text,
      CONSTRAINT "PK_2bce6e2d1afe47d5ff13b939260" PRIMARY KEY ("seq")
    )`,
  `CREATE INDEX "attempts_delivery" ON "attempts" ("delivery_seq", "seq")`,
  `CREATE TABLE "backfill_finds" (
      "seq" BIGSERIAL NOT NULL,
      "backfill_id" text NOT NULL,
      "activity_id" text NOT NULL,
      "position" bigint NOT NULL,
      "raw" bytea NOT NULL,
      CONSTRAINT "PK_fa8fca0b52f480e2c7f69512140" PRIMARY KEY ("seq")
    )`,
  `CREATE INDEX "backfill_finds_order" ON "backfill_finds" ("backfill_id", "position", "seq")`,
  `CREATE UNIQUE INDEX "backfill_finds_identity" ON "backfill_finds" ("backfill_id", "activity_id")`,
  `CREATE TABLE "backfills" (
      "id" text NOT NULL,
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
      "finished_at" bigint,
      CONSTRAINT "PK_9159892e1d8f904efe3adacc5a1" PRIMARY KEY ("id")
    )`,
  `CREATE UNIQUE INDEX "backfills_open" ON "backfills" ("connection_id") WHERE "finished_at" IS NULL`,
  `CREATE INDEX "backfills_connection" ON "backfills" ("connection_id", "id")`,
  `CREATE TABLE "connections" (
      "id" text NOT NULL,
      "source" text NOT NULL,
      "name" text NOT NULL,
      "credentials" text NOT NULL,
      "settings" text NOT NULL,
      "verification_mode" text NOT NULL,
      "verification_scheme" text,
      "enrich" boolean NOT NULL,
      "token" text NOT NULL,
      "token_hash" text NOT NULL,
      "created_at" bigint NOT NULL,
      "updated_at" bigint NOT NULL,
      "deleted_at" bigint,
      CONSTRAINT "PK_0a1f844af3122354cbd487a8d03" PRIMARY KEY ("id")
    )`,
  `CREATE UNIQUE INDEX "connections_token" ON "connections" ("token_hash")`,
  `CREATE TABLE "deliveries" (
      "seq" BIGSERIAL NOT NULL,
      "subscription_id" text NOT NULL,
      "event_seq" bigint NOT NULL,
      "lane" text NOT NULL,
      "head" boolean NOT NULL,
      "status" text NOT NULL,
      "attempts" integer NOT NULL,
      "retrying" boolean NOT NULL,
      "next_attempt_at" bigint NOT NULL,
      "created_at" bigint NOT NULL,
      "finished_at" bigint,
      CONSTRAINT "PK_483ccb26d15e70f5325536e9c47" PRIMARY KEY ("seq")
    )`,
  `CREATE INDEX "deliveries_status" ON "deliveries" ("status", "seq")`,
  `CREATE INDEX "deliveries_event" ON "deliveries" ("event_seq", "seq")`,
  `CREATE INDEX "deliveries_subscription" ON "deliveries" ("subscription_id", "seq")`,
  `CREATE INDEX "deliveries_lane" ON "deliveries" ("subscription_id", "lane", "seq") WHERE "status" = 'pending'`,
  `CREATE INDEX "deliveries_due" ON "deliveries" ("subscription_id", "retrying", "next_attempt_at", "seq") WHERE "head" AND "status" = 'pending'`,
  `CREATE TABLE "events" (
      "seq" BIGSERIAL NOT NULL,
      "id" text NOT NULL,
      "connection_id" text NOT NULL,
      "activity_id" text NOT NULL,
      "type" text NOT NULL,
      "subject_kind" text,
      "subject_id" text,
      "occurred_at" bigint NOT NULL,
      "received_at" bigint NOT NULL,
      "enrich_until" bigint,
      "body" text NOT NULL,
      CONSTRAINT "PK_44840d7c5944a3bfbf21a6113d8" PRIMARY KEY ("seq")
    )`,
  `CREATE INDEX "events_enriching" ON "events" ("connection_id", "subject_kind", "subject_id", "seq") WHERE "enrich_until" IS NOT NULL`,
  `CREATE INDEX "events_occurred" ON "events" ("occurred_at", "seq")`,
  `CREATE INDEX "events_subject" ON "events" ("subject_id", "subject_kind", "seq")`,
  `CREATE INDEX "events_type" ON "events" ("type", "seq")`,
  `CREATE INDEX "events_connection" ON "events" ("connection_id", "seq")`,
  `CREATE UNIQUE INDEX "events_id" ON "events" ("id")`,
  `CREATE TABLE "idempotency" (
      "key" text NOT NULL,
      "request" text NOT NULL,
      "status" integer NOT NULL,
      "response" text NOT NULL,
      "created_at" bigint NOT NULL,
      CONSTRAINT "PK_7db4ecce9e7d787fe8fb72ad97f" PRIMARY KEY ("key")
    )`,
  `CREATE INDEX "idempotency_created" ON "idempotency" ("created_at")`,
  `CREATE TABLE "jobs" (
      "kind" text NOT NULL,
      "key" text NOT NULL,
      "due_at" bigint NOT NULL,
      "claim" text,
      "again_at" bigint,
      CONSTRAINT "PK_4dee49f066943536af8702cd0b6" PRIMARY KEY ("kind", "key")
    )`,
  `CREATE INDEX "jobs_due" ON "jobs" ("kind", "due_at")`,
  `CREATE TABLE "polls" (
      "connection_id" text NOT NULL,
      "interval_seconds" bigint NOT NULL,
      "requests_per_second" double precision NOT NULL,
      "start_from" text NOT NULL,
      "cursor" text,
      "next_poll_at" bigint NOT NULL,
      "requested_at" bigint,
      "started_at" bigint,
      "finished_at" bigint,
      "found" bigint NOT NULL,
      "found_total" bigint NOT NULL,
      "progress" text,
      "unreadable" text NOT NULL,
      "notice" text,
      "failures" bigint NOT NULL,
      "failing_since" bigint,
      "error_code" text,
      "error" text,
      CONSTRAINT "PK_f6a666df2300f238a13670db5f0" PRIMARY KEY ("connection_id")
    )`,
  `CREATE TABLE "polled_documents" (
      "connection_id" text NOT NULL,
      "document_key" text NOT NULL,
      "value" text NOT NULL,
      "due_at" bigint,
      CONSTRAINT "PK_5618c4204f9c30b9a186e96fbae" PRIMARY KEY ("connection_id", "document_key")
    )`,
  `CREATE INDEX "polled_documents_due" ON "polled_documents" ("connection_id", "due_at") WHERE "due_at" IS NOT NULL`,
  `CREATE TABLE "rotated_secrets" (
      "kind" text NOT NULL,
      "owner_id" text NOT NULL,
      "value" text NOT NULL,
      "rotated_at" bigint NOT NULL,
      "valid_until" bigint NOT NULL,
      CONSTRAINT "PK_0220d8b72a307039a94c7aaf870" PRIMARY KEY ("kind", "owner_id", "value")
    )`,
  `CREATE INDEX "rotated_secrets_value" ON "rotated_secrets" ("value")`,
  `CREATE TABLE "settings" (
      "name" text NOT NULL,
      "value" text NOT NULL,
      CONSTRAINT "PK_ca7857276d2a30f4dcfa0e42cd4" PRIMARY KEY ("name")
    )`,
  `CREATE TABLE "subscriptions" (
      "id" text NOT NULL,
      "url" text NOT NULL,
      "url_hash" text,
      "event_types" text NOT NULL,
      "connection_ids" text,
      "ordering" text NOT NULL,
      "description" text,
      "secret" text NOT NULL,
      "status" text NOT NULL,
      "disabled_reason" text,
      "failing_since" bigint,
      "catch_up_until" bigint,
      "api_key_id" text,
      "expires_at" bigint,
      "created_at" bigint NOT NULL,
      "updated_at" bigint NOT NULL,
      "deleted_at" bigint,
      CONSTRAINT "PK_a87248d73155605cf782be9ee5e" PRIMARY KEY ("id")
    )`,
  `CREATE INDEX "subscriptions_api_key" ON "subscriptions" ("api_key_id")`,
  `CREATE INDEX "subscriptions_expiry" ON "subscriptions" ("expires_at")`,
  `CREATE INDEX "subscriptions_url" ON "subscriptions" ("url_hash")`,
  `CREATE TABLE "unconfirmed_activities" (
      "seq" BIGSERIAL NOT NULL,
      "connection_id" text NOT NULL,
      "activity_id" text NOT NULL,
      "hash" text NOT NULL,
      "raw" bytea NOT NULL,
      "received_at" bigint NOT NULL,
      "denials" integer NOT NULL,
      "next_check_at" bigint NOT NULL,
      CONSTRAINT "PK_25754703d11627850d6572f915e" PRIMARY KEY ("seq")
    )`,
  `CREATE INDEX "unconfirmed_activities_due" ON "unconfirmed_activities" ("connection_id", "next_check_at", "seq", "denials")`,
  `CREATE UNIQUE INDEX "unconfirmed_activities_identity" ON "unconfirmed_activities" ("connection_id", "activity_id", "hash")`,
];

/** Everything the relay keeps, as of its first version for PostgreSQL. */
export class Initial1795950000000 implements MigrationInterface {
  readonly name = 'Initial1795950000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of tables) await runner.query(`DROP TABLE "${table}"`);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

const tables = [
  'activities',
  'api_keys',
  'attempts',
  'connections',
  'deliveries',
  'events',
  'idempotency',
  'settings',
  'subscriptions',
];

const statements = [
  `CREATE TABLE "activities" (
      "seq" integer PRIMARY KEY AUTOINCREMENT NOT NULL,
      "connection_id" text NOT NULL,
      "activity_id" text NOT NULL,
      "raw" blob NOT NULL,
      "via" text NOT NULL,
      "received_at" bigint NOT NULL
    )`,
  `CREATE UNIQUE INDEX "activities_identity" ON "activities" ("connection_id", "activity_id")`,
  `CREATE TABLE "api_keys" (
      "id" text PRIMARY KEY NOT NULL,
      "name" text NOT NULL,
      "hash" text NOT NULL,
      "scopes" text NOT NULL,
      "origin" text NOT NULL,
      "created_at" bigint NOT NULL
    )`,
  `CREATE UNIQUE INDEX "api_keys_hash" ON "api_keys" ("hash")`,
  `CREATE TABLE "attempts" (
      "seq" integer PRIMARY KEY AUTOINCREMENT NOT NULL,
      "delivery_seq" bigint NOT NULL,
      "started_at" bigint NOT NULL,
      "duration_ms" integer NOT NULL,
      "status" integer,
      "error" text,
      "response" text
    )`,
  `CREATE INDEX "attempts_delivery" ON "attempts" ("delivery_seq", "seq")`,
  `CREATE TABLE "connections" (
      "id" text PRIMARY KEY NOT NULL,
      "source" text NOT NULL,
      "name" text NOT NULL,
      "credentials" text NOT NULL,
      "previous_credentials" text,
      "previous_credentials_until" bigint,
      "settings" text NOT NULL,
      "verification_mode" text NOT NULL,
      "verification_scheme" text,
      "enrich" boolean NOT NULL,
      "token" text NOT NULL,
      "token_hash" text NOT NULL,
      "previous_token_hash" text,
      "previous_token_until" bigint,
      "created_at" bigint NOT NULL,
      "updated_at" bigint NOT NULL,
      "deleted_at" bigint
    )`,
  `CREATE INDEX "connections_previous_token" ON "connections" ("previous_token_hash")`,
  `CREATE UNIQUE INDEX "connections_token" ON "connections" ("token_hash")`,
  `CREATE TABLE "deliveries" (
      "seq" integer PRIMARY KEY AUTOINCREMENT NOT NULL,
      "subscription_id" text NOT NULL,
      "event_seq" bigint NOT NULL,
      "lane" text NOT NULL,
      "head" boolean NOT NULL,
      "status" text NOT NULL,
      "attempts" integer NOT NULL,
      "retrying" boolean NOT NULL,
      "next_attempt_at" bigint NOT NULL,
      "created_at" bigint NOT NULL,
      "finished_at" bigint
    )`,
  `CREATE INDEX "deliveries_status" ON "deliveries" ("status", "seq")`,
  `CREATE INDEX "deliveries_event" ON "deliveries" ("event_seq", "seq")`,
  `CREATE INDEX "deliveries_subscription" ON "deliveries" ("subscription_id", "seq")`,
  `CREATE INDEX "deliveries_lane" ON "deliveries" ("subscription_id", "lane", "seq")
      WHERE "status" = 'pending'`,
  `CREATE INDEX "deliveries_due" ON "deliveries" ("subscription_id", "retrying", "next_attempt_at", "seq")
      WHERE "head" = 1 AND "status" = 'pending'`,
  `CREATE TABLE "events" (
      "seq" integer PRIMARY KEY AUTOINCREMENT NOT NULL,
      "id" text NOT NULL,
      "connection_id" text NOT NULL,
      "activity_id" text NOT NULL,
      "type" text NOT NULL,
      "subject_kind" text,
      "subject_id" text,
      "occurred_at" bigint NOT NULL,
      "received_at" bigint NOT NULL,
      "body" text NOT NULL
    )`,
  `CREATE INDEX "events_occurred" ON "events" ("occurred_at", "seq")`,
  `CREATE INDEX "events_subject" ON "events" ("subject_id", "subject_kind", "seq")`,
  `CREATE INDEX "events_type" ON "events" ("type", "seq")`,
  `CREATE INDEX "events_connection" ON "events" ("connection_id", "seq")`,
  `CREATE UNIQUE INDEX "events_id" ON "events" ("id")`,
  `CREATE TABLE "idempotency" (
      "key" text PRIMARY KEY NOT NULL,
      "request" text NOT NULL,
      "status" integer NOT NULL,
      "response" text NOT NULL,
      "created_at" bigint NOT NULL
    )`,
  `CREATE INDEX "idempotency_created" ON "idempotency" ("created_at")`,
  `CREATE TABLE "settings" (
      "name" text PRIMARY KEY NOT NULL,
      "value" text NOT NULL
    )`,
  `CREATE TABLE "subscriptions" (
      "id" text PRIMARY KEY NOT NULL,
      "url" text NOT NULL,
      "event_types" text NOT NULL,
      "connection_ids" text,
      "ordering" text NOT NULL,
      "description" text,
      "secret" text NOT NULL,
      "previous_secret" text,
      "previous_secret_until" bigint,
      "status" text NOT NULL,
      "disabled_reason" text,
      "failing_since" bigint,
      "catch_up_until" bigint,
      "created_at" bigint NOT NULL,
      "updated_at" bigint NOT NULL,
      "deleted_at" bigint
    )`,
];

/** Everything the relay stores, as of its first version. */
export class Initial1795168800000 implements MigrationInterface {
  readonly name = 'Initial1795168800000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of tables) await runner.query(`DROP TABLE "${table}"`);
  }
}

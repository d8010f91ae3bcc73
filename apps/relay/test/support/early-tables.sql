-- The tables that the first build on PostgreSQL made, on 2026-11-28: see postgres-early-builds.test.ts.
CREATE TABLE "activities" (
  "seq" BIGSERIAL NOT NULL,
  "connection_id" text NOT NULL,
  "activity_id" text NOT NULL,
  "raw" bytea NOT NULL,
  "via" text NOT NULL,
  "received_at" bigint NOT NULL,
  CONSTRAINT "PK_52aef38ad1ce64982f02cf03609" PRIMARY KEY ("seq")
);
CREATE UNIQUE INDEX "activities_identity" ON "activities" ("connection_id", "activity_id");
CREATE TABLE "api_keys" (
  "id" text NOT NULL,
  "name" text NOT NULL,
  "hash" text NOT NULL,
  "scopes" text NOT NULL,
  "origin" text NOT NULL,
  "created_at" bigint NOT NULL,
  CONSTRAINT "PK_5c8a79801b44bd27b79228e1dad" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "api_keys_hash" ON "api_keys" ("hash");
CREATE TABLE "attempts" (
  "seq" BIGSERIAL NOT NULL,
  "delivery_seq" bigint NOT NULL,
  "started_at" bigint NOT NULL,
  "duration_ms" integer NOT NULL,
  "status" integer,
  "error" text,
  "response" text,
  CONSTRAINT "PK_2bce6e2d1afe47d5ff13b939260" PRIMARY KEY ("seq")
);
CREATE INDEX "attempts_delivery" ON "attempts" ("delivery_seq", "seq");
CREATE TABLE "backfill_finds" (
  "seq" BIGSERIAL NOT NULL,
  "backfill_id" text NOT NULL,
  "activity_id" text NOT NULL,
  "position" bigint NOT NULL,
  "raw" bytea NOT NULL,
  CONSTRAINT "PK_fa8fca0b52f480e2c7f69512140" PRIMARY KEY ("seq")
);
CREATE INDEX "backfill_finds_order" ON "backfill_finds" ("backfill_id", "position", "seq");
CREATE UNIQUE INDEX "backfill_finds_identity" ON "backfill_finds" ("backfill_id", "activity_id");
CREATE TABLE "backfills" (
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
  "left_out" integer NOT NULL DEFAULT '0',
  "missing_types" text NOT NULL,
  "missing_since" text,
  "failures" integer NOT NULL,
  "error" text,
  "next_run_at" bigint NOT NULL,
  "created_at" bigint NOT NULL,
  "started_at" bigint,
  "finished_at" bigint,
  CONSTRAINT "PK_9159892e1d8f904efe3adacc5a1" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "backfills_open" ON "backfills" ("connection_id") WHERE "finished_at" IS NULL;
CREATE INDEX "backfills_connection" ON "backfills" ("connection_id", "id");
CREATE TABLE "configuration_versions" (
  "name" text NOT NULL,
  "version" bigint NOT NULL,
  CONSTRAINT "PK_22045d53ebb95620d83bce25813" PRIMARY KEY ("name")
);
CREATE TABLE "connections" (
  "id" text NOT NULL,
  "source" text NOT NULL,
  "name" text NOT NULL,
  "credentials" text NOT NULL,
  "settings" text NOT NULL,
  "verification_mode" text NOT NULL,
  "verification_scheme" text,
  "scheme_found" boolean NOT NULL DEFAULT false,
  "strength" text,
  "unknown_signature" text,
  "enrich" boolean NOT NULL,
  "include_links" boolean NOT NULL DEFAULT true,
  "hold_seconds" integer NOT NULL DEFAULT '0',
  "facts" text,
  "notes" text,
  "trouble" text,
  "token" text NOT NULL,
  "token_hash" text NOT NULL,
  "created_at" bigint NOT NULL,
  "updated_at" bigint NOT NULL,
  "deleted_at" bigint,
  CONSTRAINT "PK_0a1f844af3122354cbd487a8d03" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "connections_token" ON "connections" ("token_hash");
CREATE TABLE "deliveries" (
  "seq" BIGSERIAL NOT NULL,
  "subscription_id" text NOT NULL,
  "event_seq" bigint NOT NULL,
  "lane" text NOT NULL,
  "status" text NOT NULL,
  "cause" text NOT NULL DEFAULT 'live',
  "replay_id" text,
  "created_at" bigint NOT NULL,
  "finished_at" bigint,
  CONSTRAINT "PK_483ccb26d15e70f5325536e9c47" PRIMARY KEY ("seq")
);
CREATE UNIQUE INDEX "deliveries_replay" ON "deliveries" ("replay_id", "event_seq") WHERE "replay_id" IS NOT NULL;
CREATE INDEX "deliveries_status" ON "deliveries" ("status", "seq") WHERE "status" <> 'delivered';
CREATE INDEX "deliveries_event" ON "deliveries" ("event_seq", "seq");
CREATE INDEX "deliveries_subscription" ON "deliveries" ("subscription_id", "seq");
CREATE INDEX "deliveries_lane" ON "deliveries" ("subscription_id", "lane", "event_seq", "seq") WHERE "status" = 'pending';
CREATE TABLE "events" (
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
  "newer_seq" bigint,
  "trace" text,
  "corrected_type" text,
  "body" text NOT NULL,
  CONSTRAINT "PK_44840d7c5944a3bfbf21a6113d8" PRIMARY KEY ("seq")
);
CREATE INDEX "events_enriching" ON "events" ("connection_id", "subject_kind", "subject_id", "seq") WHERE "enrich_until" IS NOT NULL;
CREATE INDEX "events_occurred" ON "events" ("occurred_at", "seq");
CREATE INDEX "events_subject" ON "events" ("subject_id", "connection_id", "subject_kind", "seq");
CREATE INDEX "events_type" ON "events" ("type", "seq");
CREATE INDEX "events_connection" ON "events" ("connection_id", "seq");
CREATE UNIQUE INDEX "events_id" ON "events" ("id");
CREATE TABLE "held_events" (
  "seq" BIGSERIAL NOT NULL,
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
  "trace" text,
  "body" text NOT NULL,
  CONSTRAINT "PK_9326c873b03957d3b5c4bd9a34f" PRIMARY KEY ("seq")
);
CREATE INDEX "held_events_subject" ON "held_events" ("connection_id", "subject_kind", "subject_id", "sort_at");
CREATE INDEX "held_events_due" ON "held_events" ("connection_id", "due_at");
CREATE TABLE "idempotency" (
  "key" text NOT NULL,
  "request" text NOT NULL,
  "status" integer NOT NULL,
  "response" text NOT NULL,
  "created_at" bigint NOT NULL,
  CONSTRAINT "PK_7db4ecce9e7d787fe8fb72ad97f" PRIMARY KEY ("key")
);
CREATE INDEX "idempotency_created" ON "idempotency" ("created_at");
CREATE TABLE "jobs" (
  "kind" text NOT NULL,
  "key" text NOT NULL,
  "due_at" bigint NOT NULL,
  "claim" text,
  "again_at" bigint,
  CONSTRAINT "PK_4dee49f066943536af8702cd0b6" PRIMARY KEY ("kind", "key")
);
CREATE INDEX "jobs_due" ON "jobs" ("kind", "due_at");
CREATE TABLE "lanes" (
  "subscription_id" text NOT NULL,
  "lane" text NOT NULL,
  "head_seq" bigint NOT NULL,
  "head_event_seq" bigint NOT NULL,
  "attempts" integer NOT NULL,
  "priority" integer NOT NULL,
  "due_at" bigint NOT NULL,
  "claim" bigint,
  "claimed_until" bigint,
  CONSTRAINT "PK_e3381828f63e9b3240fa59435ff" PRIMARY KEY ("subscription_id", "lane")
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.01);
CREATE INDEX "lanes_due" ON "lanes" ("subscription_id", "priority", "due_at", "head_seq");
CREATE TABLE "paces" (
  "subscription_id" text NOT NULL,
  "per_second" double precision,
  "in_flight" double precision NOT NULL,
  "waits_until" bigint NOT NULL,
  "reason" text,
  "saved_at" bigint NOT NULL,
  CONSTRAINT "PK_9bdc275006226cb8a88ac57fedd" PRIMARY KEY ("subscription_id")
);
CREATE TABLE "polls" (
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
);
CREATE TABLE "polled_documents" (
  "connection_id" text NOT NULL,
  "document_key" text NOT NULL,
  "value" text NOT NULL,
  "due_at" bigint,
  CONSTRAINT "PK_5618c4204f9c30b9a186e96fbae" PRIMARY KEY ("connection_id", "document_key")
);
CREATE INDEX "polled_documents_due" ON "polled_documents" ("connection_id", "due_at") WHERE "due_at" IS NOT NULL;
CREATE TABLE "replays" (
  "id" text NOT NULL,
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
  "finished_at" bigint,
  CONSTRAINT "PK_25cfbee6682178c5c90149cbb3a" PRIMARY KEY ("id")
);
CREATE INDEX "replays_running" ON "replays" ("subscription_id") WHERE "status" = 'running';
CREATE TABLE "rotated_secrets" (
  "kind" text NOT NULL,
  "owner_id" text NOT NULL,
  "value" text NOT NULL,
  "rotated_at" bigint NOT NULL,
  "valid_until" bigint NOT NULL,
  CONSTRAINT "PK_0220d8b72a307039a94c7aaf870" PRIMARY KEY ("kind", "owner_id", "value")
);
CREATE INDEX "rotated_secrets_value" ON "rotated_secrets" ("value");
CREATE TABLE "projections" (
  "name" text NOT NULL,
  "place" bigint NOT NULL,
  CONSTRAINT "PK_5c2ce7d7ec607a32e6943308765" PRIMARY KEY ("name")
);
CREATE TABLE "quarantine" (
  "seq" BIGSERIAL NOT NULL,
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
  "body" bytea NOT NULL,
  "size" integer NOT NULL,
  "hash" text NOT NULL,
  "received_at" bigint NOT NULL,
  "retried_at" bigint,
  CONSTRAINT "PK_86e38005b6a4edbc703da29c937" PRIMARY KEY ("seq")
);
CREATE INDEX "quarantine_connection" ON "quarantine" ("connection_id", "seq");
CREATE UNIQUE INDEX "quarantine_identity" ON "quarantine" ("connection_id", "hash");
CREATE UNIQUE INDEX "quarantine_id" ON "quarantine" ("id");
CREATE TABLE "sessions" (
  "hash" text NOT NULL,
  "api_key_id" text NOT NULL,
  "created_at" bigint NOT NULL,
  "used_at" bigint NOT NULL,
  "expires_at" bigint NOT NULL,
  CONSTRAINT "PK_31be0a69981767c841026c309ed" PRIMARY KEY ("hash")
);
CREATE INDEX "sessions_api_key" ON "sessions" ("api_key_id");
CREATE TABLE "settings" (
  "name" text NOT NULL,
  "value" text NOT NULL,
  CONSTRAINT "PK_ca7857276d2a30f4dcfa0e42cd4" PRIMARY KEY ("name")
);
CREATE TABLE "sign_in_codes" (
  "hash" text NOT NULL,
  "api_key_id" text NOT NULL,
  "expires_at" bigint NOT NULL,
  CONSTRAINT "PK_4bed0e90c262f9917ae1f8cdf30" PRIMARY KEY ("hash")
);
CREATE TABLE "subscriptions" (
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
  "failed_attempts" integer NOT NULL DEFAULT '0',
  "headers" text,
  "expectation" text,
  "max_bytes" integer,
  "max_per_second" double precision,
  "max_in_flight" integer,
  "api_key_id" text,
  "expires_at" bigint,
  "created_at" bigint NOT NULL,
  "updated_at" bigint NOT NULL,
  "deleted_at" bigint,
  CONSTRAINT "PK_a87248d73155605cf782be9ee5e" PRIMARY KEY ("id")
);
CREATE INDEX "subscriptions_api_key" ON "subscriptions" ("api_key_id");
CREATE INDEX "subscriptions_expiry" ON "subscriptions" ("expires_at");
CREATE INDEX "subscriptions_url" ON "subscriptions" ("url_hash");
CREATE TABLE "unconfirmed_activities" (
  "seq" BIGSERIAL NOT NULL,
  "connection_id" text NOT NULL,
  "activity_id" text NOT NULL,
  "hash" text NOT NULL,
  "raw" bytea NOT NULL,
  "received_at" bigint NOT NULL,
  "denials" integer NOT NULL,
  "next_check_at" bigint NOT NULL,
  CONSTRAINT "PK_25754703d11627850d6572f915e" PRIMARY KEY ("seq")
);
CREATE INDEX "unconfirmed_activities_due" ON "unconfirmed_activities" ("connection_id", "next_check_at", "seq", "denials");
CREATE UNIQUE INDEX "unconfirmed_activities_identity" ON "unconfirmed_activities" ("connection_id", "activity_id", "hash");
CREATE TABLE "inbox" (
  "place" bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  "connection_id" text NOT NULL,
  "received_at" bigint NOT NULL,
  "activity_id" text,
  "body" bytea NOT NULL,
  CONSTRAINT "inbox_place" PRIMARY KEY ("place")
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000,
        autovacuum_vacuum_insert_scale_factor = 0, autovacuum_vacuum_insert_threshold = 50000);
CREATE TABLE "leases" (
  "name" text NOT NULL,
  "owner" text NOT NULL,
  "until" bigint NOT NULL,
  CONSTRAINT "leases_name" PRIMARY KEY ("name")
) WITH (fillfactor = 50);
CREATE TABLE "moved_claims" (
  "seq" bigint NOT NULL,
  "subscription_id" text NOT NULL,
  "lane" text NOT NULL,
  "claim" bigint NOT NULL,
  "claimed_until" bigint NOT NULL,
  CONSTRAINT "moved_claims_seq" PRIMARY KEY ("seq")
);
CREATE INDEX "moved_claims_lane" ON "moved_claims" ("subscription_id", "lane");
INSERT INTO "configuration_versions" ("name", "version")
 VALUES ('connections', 1), ('subscriptions', 1);
CREATE FUNCTION "raise_configuration_version"() RETURNS trigger LANGUAGE plpgsql AS $$
 BEGIN
   UPDATE "configuration_versions" SET "version" = "version" + 1 WHERE "name" = TG_ARGV[0];
   RETURN NULL;
 END $$;
CREATE TRIGGER "connections_version" AFTER INSERT OR DELETE OR UPDATE ON "connections"
  FOR EACH ROW EXECUTE FUNCTION "raise_configuration_version"('connections');
CREATE TRIGGER "rotated_secrets_version" AFTER INSERT OR DELETE OR UPDATE ON "rotated_secrets"
  FOR EACH ROW EXECUTE FUNCTION "raise_configuration_version"('connections');
CREATE TRIGGER "subscriptions_version" AFTER INSERT OR DELETE OR UPDATE OF "event_types", "connection_ids", "ordering", "status", "deleted_at" ON "subscriptions"
  FOR EACH ROW EXECUTE FUNCTION "raise_configuration_version"('subscriptions');
CREATE TABLE "migrations" (
  "id" SERIAL NOT NULL,
  "timestamp" bigint NOT NULL,
  "name" character varying NOT NULL,
  CONSTRAINT "PK_8c82d7f526340ab734260ea46be" PRIMARY KEY ("id")
);
INSERT INTO "migrations" ("timestamp", "name")
 VALUES (1795950000000, 'Initial1795950000000'), (1795953600000, 'ManyProcesses1795953600000');

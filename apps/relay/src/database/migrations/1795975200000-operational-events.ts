import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which operational events were sent, and who may receive which of them. */
export class OperationalEvents1795975200000 implements MigrationInterface {
  readonly name = 'OperationalEvents1795975200000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of down) await runner.query(statement);
  }
}

/** The columns of a subscription that the log caches in memory. */
const watched = ['event_types', 'connection_ids', 'ordering', 'status', 'deleted_at'];

function watch(columns: readonly string[]): string {
  return `CREATE TRIGGER "subscriptions_version_update"
      AFTER UPDATE OF ${columns.map((name) => `"${name}"`).join(', ')} ON "subscriptions" BEGIN
        UPDATE "configuration_versions" SET "version" = "version" + 1
        WHERE "name" = 'subscriptions';
      END`;
}

const up = [
  `ALTER TABLE "subscriptions" ADD COLUMN "trouble_told_at" bigint`,
  `ALTER TABLE "subscriptions" ADD COLUMN "hears_all" boolean NOT NULL DEFAULT (0)`,
  `DROP TRIGGER "subscriptions_version_update"`,
  watch([...watched, 'api_key_id', 'hears_all']),
  `ALTER TABLE "connections" ADD COLUMN "silent_after_seconds" integer`,
  `CREATE TABLE "connection_health" (
      "connection_id" text PRIMARY KEY NOT NULL,
      "failing_since" bigint,
      "failed_attempts" integer NOT NULL DEFAULT (0),
      "failing_told_at" bigint,
      "silent_told_at" bigint,
      "quarantine_told_at" bigint,
      "quarantine_untold" integer NOT NULL DEFAULT (0),
      "quarantine_reason" text
    )`,
];

const down = [
  'DROP TABLE "connection_health"',
  'ALTER TABLE "connections" DROP COLUMN "silent_after_seconds"',
  `DROP TRIGGER "subscriptions_version_update"`,
  watch(watched),
  'ALTER TABLE "subscriptions" DROP COLUMN "hears_all"',
  'ALTER TABLE "subscriptions" DROP COLUMN "trouble_told_at"',
];

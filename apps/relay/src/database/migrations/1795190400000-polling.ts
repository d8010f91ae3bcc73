import type { MigrationInterface, QueryRunner } from 'typeorm';

const statements = [
  `CREATE TABLE "polls" (
      "connection_id" text PRIMARY KEY NOT NULL,
      "interval_seconds" bigint NOT NULL,
      "requests_per_second" double NOT NULL,
      "start_from" text NOT NULL,
      "cursor" text,
      "next_poll_at" bigint NOT NULL,
      "requested_at" bigint,
      "lease_owner" text,
      "lease_until" bigint,
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
      "error" text
    )`,
  `CREATE INDEX "polls_due" ON "polls" ("next_poll_at")`,
  `CREATE TABLE "polled_documents" (
      "connection_id" text NOT NULL,
      "document_key" text NOT NULL,
      "value" text NOT NULL,
      "due_at" bigint,
      PRIMARY KEY ("connection_id", "document_key")
    )`,
  `CREATE INDEX "polled_documents_due" ON "polled_documents" ("connection_id", "due_at")
      WHERE "due_at" IS NOT NULL`,
];

/** What polling vendors without webhooks requires. */
export class Polling1795190400000 implements MigrationInterface {
  readonly name = 'Polling1795190400000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE "polled_documents"');
    await runner.query('DROP TABLE "polls"');
  }
}

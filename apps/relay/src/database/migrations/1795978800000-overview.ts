import type { MigrationInterface, QueryRunner } from 'typeorm';

const statements = [
  `CREATE TABLE "flow_counts" (
    "step" integer NOT NULL,
    "at" bigint NOT NULL,
    "shard" integer NOT NULL,
    "activities" bigint NOT NULL,
    "events" bigint NOT NULL,
    "delivered" bigint NOT NULL,
    "failed_attempts" bigint NOT NULL,
    "dead" bigint NOT NULL,
    PRIMARY KEY ("step", "at", "shard")
  ) WITHOUT ROWID`,
  `CREATE TABLE "backlog_levels" (
    "step" integer NOT NULL,
    "at" bigint NOT NULL,
    "pending" bigint NOT NULL,
    "oldest_seconds" bigint NOT NULL,
    PRIMARY KEY ("step", "at")
  ) WITHOUT ROWID`,
];

/** What came in, went out and was pending, over time. */
export class Overview1795978800000 implements MigrationInterface {
  readonly name = 'Overview1795978800000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE "backlog_levels"');
    await runner.query('DROP TABLE "flow_counts"');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What was sent with an attempt and its response headers, and what a subscription did not receive.
 */
export class AttemptHeads1795996800000 implements MigrationInterface {
  readonly name = 'AttemptHeads1795996800000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "attempts" ADD COLUMN "request" text');
    await runner.query('ALTER TABLE "attempts" ADD COLUMN "response_headers" text');
    await runner.query(
      `CREATE INDEX "deliveries_given_up" ON "deliveries" ("subscription_id", "status", "seq")
       WHERE "status" IN ('dead', 'cancelled')`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX "deliveries_given_up"');
    await runner.query('ALTER TABLE "attempts" DROP COLUMN "response_headers"');
    await runner.query('ALTER TABLE "attempts" DROP COLUMN "request"');
  }
}

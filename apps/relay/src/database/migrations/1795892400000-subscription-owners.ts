import type { MigrationInterface, QueryRunner } from 'typeorm';

const statements = [
  // Existing ones belong to no key: see docs/decisions/2026-11-28-subscription-owners.md.
  `ALTER TABLE "subscriptions" ADD COLUMN "api_key_id" text`,
  `ALTER TABLE "subscriptions" ADD COLUMN "expires_at" bigint`,
  `CREATE INDEX "subscriptions_expiry" ON "subscriptions" ("expires_at")`,
  `CREATE INDEX "subscriptions_api_key" ON "subscriptions" ("api_key_id")`,
];

/** Which key manages a subscription, and when one is deleted automatically. */
export class SubscriptionOwners1795892400000 implements MigrationInterface {
  readonly name = 'SubscriptionOwners1795892400000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX "subscriptions_api_key"');
    await runner.query('DROP INDEX "subscriptions_expiry"');
    await runner.query('ALTER TABLE "subscriptions" DROP COLUMN "expires_at"');
    await runner.query('ALTER TABLE "subscriptions" DROP COLUMN "api_key_id"');
  }
}

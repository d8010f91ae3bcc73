import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Why a vendor cannot be reached, for whichever process shows it. */
export class VendorFailureCodes1796000400000 implements MigrationInterface {
  readonly name = 'VendorFailureCodes1796000400000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "connection_health" ADD COLUMN "failing_code" text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "connection_health" DROP COLUMN "failing_code"');
  }
}

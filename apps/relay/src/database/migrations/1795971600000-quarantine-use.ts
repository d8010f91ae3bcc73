import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The fill level of the quarantine of a connection is read with every request that may go there.
 */
export class QuarantineUse1795971600000 implements MigrationInterface {
  readonly name = 'QuarantineUse1795971600000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE INDEX "quarantine_use" ON "quarantine" ("connection_id", "authentic", "size")`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX "quarantine_use"`);
  }
}

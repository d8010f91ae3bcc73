import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A backfill counts what it found and skipped because of its date. */
export class BackfillLeftOut1795914000000 implements MigrationInterface {
  readonly name = 'BackfillLeftOut1795914000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE "backfills" ADD COLUMN "left_out" integer NOT NULL DEFAULT (0)`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "backfills" DROP COLUMN "left_out"');
  }
}

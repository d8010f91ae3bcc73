import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Corrections say what they correct, so that replays know who must receive them. */
export class Corrections1795960800000 implements MigrationInterface {
  readonly name = 'Corrections1795960800000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "events" ADD COLUMN "corrected_type" text`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "events" DROP COLUMN "corrected_type"`);
  }
}

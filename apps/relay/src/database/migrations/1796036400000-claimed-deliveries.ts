import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Claims of lanes say which delivery they are for: on both engines. */
export class ClaimedDeliveries1796036400000 implements MigrationInterface {
  readonly name = 'ClaimedDeliveries1796036400000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "lanes" ADD COLUMN "claimed_seq" bigint');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "lanes" DROP COLUMN "claimed_seq"');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

const columns = ['claim', 'claimed_until'];

/** Claims are stored in lanes if several processes share a database: not on SQLite, so far. */
export class LaneClaims1795968000000 implements MigrationInterface {
  readonly name = 'LaneClaims1795968000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const column of columns) {
      await runner.query(`ALTER TABLE "lanes" ADD COLUMN "${column}" bigint`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const column of columns) {
      await runner.query(`ALTER TABLE "lanes" DROP COLUMN "${column}"`);
    }
  }
}

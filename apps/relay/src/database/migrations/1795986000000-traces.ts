import type { MigrationInterface, QueryRunner } from 'typeorm';

const tables = ['events', 'held_events', 'unconfirmed_activities'];

/** The trace of an activity continues where its attempts are made, in whatever process. */
export class Traces1795986000000 implements MigrationInterface {
  readonly name = 'Traces1795986000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of tables) {
      // An early form of "LateEvents" created two of them.
      if (await runner.hasColumn(table, 'trace')) continue;
      await runner.query(`ALTER TABLE "${table}" ADD COLUMN "trace" text`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of tables) {
      await runner.query(`ALTER TABLE "${table}" DROP COLUMN "trace"`);
    }
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An index of what waits for its document, so that nothing else is read. For both engines. */
export class DueRows1796032800000 implements MigrationInterface {
  readonly name = 'DueRows1796032800000';

  async up(runner: QueryRunner): Promise<void> {
    // First of all: if a process that is running gets in the way, nothing has been done yet.
    if (runner.connection.options.type === 'postgres') {
      await runner.query('LOCK TABLE "events" IN SHARE MODE');
    }
    await readEventsAgain(runner);
    await runner.query(
      `CREATE INDEX "events_waiting" ON "events" ("connection_id", "enrich_until", "seq")
       WHERE "enrich_until" IS NOT NULL`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX "events_waiting"');
  }
}

/**
 * The purge reads each event once from now on. One that is interrupted by the upgrade may have left
 * some behind that have no deliveries any more.
 */
async function readEventsAgain(runner: QueryRunner): Promise<void> {
  const [row]: { value: string }[] = await runner.query(
    `SELECT "value" FROM "settings" WHERE "name" = 'retention'`,
  );
  if (row === undefined) return;
  const state = JSON.parse(row.value);
  const value = JSON.stringify({ ...state, cursors: { ...state.cursors, events: 0 } });
  await runner.query(`UPDATE "settings" SET "value" = '${value}' WHERE "name" = 'retention'`);
}

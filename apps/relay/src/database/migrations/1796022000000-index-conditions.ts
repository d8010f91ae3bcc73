import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Index conditions that keep PostgreSQL from using one instead of another: see the entities. */
export class IndexConditions1796022000000 implements MigrationInterface {
  readonly name = 'IndexConditions1796022000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX "deliveries_status"');
    await runner.query(
      `CREATE INDEX "deliveries_pending" ON "deliveries" ("seq", "finished_at") WHERE "finished_at" IS NULL`,
    );
    await runner.query(
      `CREATE INDEX "deliveries_status" ON "deliveries" ("status", "seq")
       WHERE "status" IN ('dead', 'cancelled')`,
    );
    await runner.query('DROP INDEX "lanes_due"');
    await runner.query(
      `CREATE INDEX "lanes_due" ON "lanes" ("subscription_id", "priority", "due_at", "head_seq")
       WHERE "priority" >= 0`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX "lanes_due"');
    await runner.query(
      `CREATE INDEX "lanes_due" ON "lanes" ("subscription_id", "priority", "due_at", "head_seq")`,
    );
    await runner.query('DROP INDEX "deliveries_status"');
    await runner.query('DROP INDEX "deliveries_pending"');
    await runner.query(
      `CREATE INDEX "deliveries_status" ON "deliveries" ("status", "seq")
       WHERE "status" <> 'delivered'`,
    );
  }
}

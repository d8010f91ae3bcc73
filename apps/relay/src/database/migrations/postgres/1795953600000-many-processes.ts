import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tables that are cached in memory as part of `version`, and their relevant columns. */
const watched = [
  { table: 'connections', version: 'connections', columns: undefined },
  { table: 'rotated_secrets', version: 'connections', columns: undefined },
  {
    table: 'subscriptions',
    version: 'subscriptions',
    columns: [
      'event_types',
      'connection_ids',
      'ordering',
      'status',
      'deleted_at',
      'api_key_id',
      'hears_all',
    ],
  },
];

const statements = [
  // Rows come and go all the time: dead ones must be vacuumed before there are many.
  `CREATE TABLE "inbox" (
      "place" bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
      "connection_id" text COLLATE "C" NOT NULL,
      "received_at" bigint NOT NULL,
      "activity_id" text COLLATE "C",
      "body" bytea NOT NULL,
      "trace" text COLLATE "C",
      CONSTRAINT "inbox_place" PRIMARY KEY ("place")
    ) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000,
            autovacuum_vacuum_insert_scale_factor = 0, autovacuum_vacuum_insert_threshold = 50000)`,
  // What one process at a time may do, and which one until when, by the clock of the database.
  `CREATE TABLE "leases" (
      "name" text COLLATE "C" NOT NULL,
      "owner" text COLLATE "C" NOT NULL,
      "until" bigint NOT NULL,
      CONSTRAINT "leases_name" PRIMARY KEY ("name")
    ) WITH (fillfactor = 50)`,
  // What is in flight and was moved into a lane with another head: rare, and soon gone.
  `CREATE TABLE "moved_claims" (
      "seq" bigint NOT NULL,
      "subscription_id" text COLLATE "C" NOT NULL,
      "lane" text COLLATE "C" NOT NULL,
      "claim" bigint NOT NULL,
      "claimed_until" bigint NOT NULL,
      CONSTRAINT "moved_claims_seq" PRIMARY KEY ("seq")
    )`,
  `CREATE INDEX "moved_claims_lane" ON "moved_claims" ("subscription_id", "lane")`,
  `INSERT INTO "configuration_versions" ("name", "version")
     VALUES ('connections', 1), ('subscriptions', 1)`,
  `CREATE FUNCTION "raise_configuration_version"() RETURNS trigger LANGUAGE plpgsql AS $$
     BEGIN
       UPDATE "configuration_versions" SET "version" = "version" + 1 WHERE "name" = TG_ARGV[0];
       RETURN NULL;
     END $$`,
  ...watched.map(({ table, version, columns }) => {
    const update =
      columns === undefined ? '' : ` OF ${columns.map((one) => `"${one}"`).join(', ')}`;
    return `CREATE TRIGGER "${table}_version" AFTER INSERT OR DELETE OR UPDATE${update} ON "${table}"
      FOR EACH ROW EXECUTE FUNCTION "raise_configuration_version"('${version}')`;
  }),
];

/**
 * Columns whose values change from one minute to the next: all of one subscription in a burst, none
 * afterwards. Statistics from one moment mislead PostgreSQL at the next, so it collects none, and
 * assumes that each value is rare.
 */
const unpredictable = [
  ['deliveries', 'subscription_id'],
  ['lanes', 'subscription_id'],
];

/** What several processes on one database need besides the tables that both engines have. */
export class ManyProcesses1795953600000 implements MigrationInterface {
  readonly name = 'ManyProcesses1795953600000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
    for (const [table, column] of unpredictable) {
      await runner.query(`ALTER TABLE "${table}" ALTER COLUMN "${column}" SET STATISTICS 0`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [table, column] of unpredictable) {
      await runner.query(`ALTER TABLE "${table}" ALTER COLUMN "${column}" SET STATISTICS -1`);
    }
    for (const { table } of watched) {
      await runner.query(`DROP TRIGGER "${table}_version" ON "${table}"`);
    }
    await runner.query('DROP FUNCTION "raise_configuration_version"');
    await runner.query('DELETE FROM "configuration_versions"');
    for (const table of ['moved_claims', 'leases', 'inbox'])
      await runner.query(`DROP TABLE "${table}"`);
  }
}

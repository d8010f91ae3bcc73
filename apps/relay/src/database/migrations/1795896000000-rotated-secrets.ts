import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tables and columns that contained the one previous secret, by kind. */
const previous = [
  {
    kind: 'ingest_url',
    table: 'connections',
    column: 'previous_token_hash',
    until: 'previous_token_until',
  },
  {
    kind: 'credentials',
    table: 'connections',
    column: 'previous_credentials',
    until: 'previous_credentials_until',
  },
  {
    kind: 'subscription_secret',
    table: 'subscriptions',
    column: 'previous_secret',
    until: 'previous_secret_until',
  },
];

/** A list of replaced secrets instead of only the latest one; subscriber URLs are sealed. */
export class RotatedSecrets1795896000000 implements MigrationInterface {
  readonly name = 'RotatedSecrets1795896000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE "rotated_secrets" (
      "kind" text NOT NULL,
      "owner_id" text NOT NULL,
      "value" text NOT NULL,
      "rotated_at" bigint NOT NULL,
      "valid_until" bigint NOT NULL,
      PRIMARY KEY ("kind", "owner_id", "value")
    )`);
    await runner.query(`CREATE INDEX "rotated_secrets_value" ON "rotated_secrets" ("value")`);
    await runner.query('DROP INDEX "connections_previous_token"');
    for (const { kind, table, column, until } of previous) {
      await runner.query(
        `INSERT INTO "rotated_secrets" ("kind", "owner_id", "value", "rotated_at", "valid_until")
         SELECT '${kind}', "id", "${column}", "updated_at", "${until}" FROM "${table}"
         WHERE "${column}" IS NOT NULL AND "${until}" IS NOT NULL`,
      );
      await runner.query(`ALTER TABLE "${table}" DROP COLUMN "${column}"`);
      await runner.query(`ALTER TABLE "${table}" DROP COLUMN "${until}"`);
    }
    // Null until the relay has sealed the URL, which it does at its next start.
    await runner.query(`ALTER TABLE "subscriptions" ADD COLUMN "url_hash" text`);
    await runner.query(`CREATE INDEX "subscriptions_url" ON "subscriptions" ("url_hash")`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX "subscriptions_url"');
    await runner.query('ALTER TABLE "subscriptions" DROP COLUMN "url_hash"');
    for (const { kind, table, column, until } of previous) {
      await runner.query(`ALTER TABLE "${table}" ADD COLUMN "${column}" text`);
      await runner.query(`ALTER TABLE "${table}" ADD COLUMN "${until}" bigint`);
      for (const [name, from] of [
        [column, 'value'],
        [until, 'valid_until'],
      ]) {
        await runner.query(
          `UPDATE "${table}" SET "${name}" = (
             SELECT "${from}" FROM "rotated_secrets"
             WHERE "kind" = '${kind}' AND "owner_id" = "${table}"."id"
             ORDER BY "rotated_at" DESC LIMIT 1)`,
        );
      }
    }
    await runner.query(
      'CREATE INDEX "connections_previous_token" ON "connections" ("previous_token_hash")',
    );
    await runner.query('DROP TABLE "rotated_secrets"');
  }
}

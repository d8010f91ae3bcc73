import type { MigrationInterface, QueryRunner } from 'typeorm';

const statements = [
  `CREATE TABLE "sessions" (
    "hash" text PRIMARY KEY NOT NULL,
    "api_key_id" text NOT NULL,
    "created_at" bigint NOT NULL,
    "used_at" bigint NOT NULL,
    "expires_at" bigint NOT NULL
  )`,
  `CREATE INDEX "sessions_api_key" ON "sessions" ("api_key_id")`,
  `CREATE TABLE "sign_in_codes" (
    "hash" text PRIMARY KEY NOT NULL,
    "api_key_id" text NOT NULL,
    "expires_at" bigint NOT NULL
  )`,
];

/** Dashboard sessions, and links that sign in once. */
export class Sessions1795964400000 implements MigrationInterface {
  readonly name = 'Sessions1795964400000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE "sign_in_codes"');
    await runner.query('DROP TABLE "sessions"');
  }
}

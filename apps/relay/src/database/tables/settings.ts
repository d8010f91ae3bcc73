import { sql } from '../sql/sql.ts';
import type { Transaction } from '../transaction.ts';

/** What the relay remembers about itself under a name; undefined if nothing is. */
export async function readSetting(tx: Transaction, name: string): Promise<string | undefined> {
  const row = await tx.first<{ value: string }>(
    sql`SELECT "value" FROM "settings" WHERE "name" = ${name}`,
  );
  return row?.value;
}

/** Replaces an earlier value. */
export async function writeSetting(
  tx: Transaction,
  { name, value }: { readonly name: string; readonly value: string },
): Promise<void> {
  await tx.run(
    sql`INSERT INTO "settings" ("name", "value") VALUES (${name}, ${value})
        ON CONFLICT ("name") DO UPDATE SET "value" = excluded."value"`,
  );
}

export async function deleteSetting(tx: Transaction, name: string): Promise<void> {
  await tx.run(sql`DELETE FROM "settings" WHERE "name" = ${name}`);
}

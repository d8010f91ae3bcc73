import { sql } from '../sql/sql.ts';
import type { Transaction } from '../transaction.ts';

const name = 'inbox';

/** The last row of the inbox that is in the log; 0 at first. */
export async function projectedPlace(tx: Transaction): Promise<number> {
  const row = await tx.first<{ place: number }>(
    sql`SELECT "place" FROM "projections" WHERE "name" = ${name}`,
  );
  return Number(row?.place ?? 0);
}

export async function setProjectedPlace(tx: Transaction, place: number): Promise<void> {
  await tx.run(
    sql`INSERT INTO "projections" ("name", "place") VALUES (${name}, ${place})
        ON CONFLICT ("name") DO UPDATE SET "place" = "excluded"."place"`,
  );
}

import { sql } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import type { Transaction } from '../transaction.ts';

/**
 * The current time by the clock of the database, in epoch milliseconds: the one clock that all
 * processes share. Only PostgreSQL has tables that need it.
 */
export const databaseNow: Sql = sql`(EXTRACT(EPOCH FROM clock_timestamp()) * 1000)::bigint`;

/** Takes a lease that is free or ours. @returns whether it is ours until then */
export async function takeLease(
  tx: Transaction,
  options: { readonly name: string; readonly owner: string; readonly forMs: number },
): Promise<boolean> {
  const { name, owner, forMs } = options;
  const taken = await tx.run(
    sql`INSERT INTO "leases" ("name", "owner", "until")
        VALUES (${name}, ${owner}, ${databaseNow} + ${forMs}::bigint)
        ON CONFLICT ("name") DO UPDATE SET "owner" = excluded."owner", "until" = excluded."until"
        WHERE "leases"."owner" = excluded."owner" OR "leases"."until" <= ${databaseNow}`,
  );
  return taken > 0;
}

/** Whether a lease is ours and does not end for that long. */
export async function holdsLease(
  tx: Transaction,
  options: { readonly name: string; readonly owner: string; readonly forMs: number },
): Promise<boolean> {
  const row = await tx.first(
    sql`SELECT 1 FROM "leases" WHERE "name" = ${options.name} AND "owner" = ${options.owner}
          AND "until" > ${databaseNow} + ${options.forMs}::bigint`,
  );
  return row !== undefined;
}

/** The owner of a lease that is released, and cannot be taken yet. */
const nobody = '';

/** Releases a lease, for others to take after this time. */
export function releaseLeaseIn(
  tx: Transaction,
  options: { readonly name: string; readonly owner: string; readonly forMs: number },
) {
  const { name, owner, forMs } = options;
  return tx.run(
    sql`UPDATE "leases" SET "owner" = ${nobody}, "until" = ${databaseNow} + ${forMs}::bigint
        WHERE "name" = ${name} AND "owner" = ${owner}`,
  );
}

/** How long until a lease can be taken that was released that way. Milliseconds; 0 if it can. */
export async function leaseReleasedIn(
  tx: Transaction,
  { name }: { readonly name: string },
): Promise<number> {
  const row = await tx.first<{ left: number }>(
    sql`SELECT "until" - ${databaseNow} AS "left" FROM "leases"
        WHERE "name" = ${name} AND "owner" = ${nobody}`,
  );
  return Math.max(0, Number(row?.left ?? 0));
}

/** Releases one, so that nobody has to wait for its end. */
export function releaseLease(
  tx: Transaction,
  options: { readonly name: string; readonly owner: string },
) {
  return tx.run(
    sql`DELETE FROM "leases" WHERE "name" = ${options.name} AND "owner" = ${options.owner}`,
  );
}

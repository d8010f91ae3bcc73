import { sql, texts } from '../sql/sql.ts';
import type { Transaction } from '../transaction.ts';

/** A connection as operational events name it. */
export interface NamedConnection {
  readonly id: string;
  readonly name: string;
  readonly source: string;
}

export async function nameConnections(
  tx: Transaction,
  ids: readonly string[],
): Promise<ReadonlyMap<string, NamedConnection>> {
  const rows = await tx.all<NamedConnection>(
    sql`SELECT "id", "name", "source" FROM "connections" WHERE "id" IN ${texts(ids)}`,
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** The state of access to a vendor. Times are epoch milliseconds. */
export interface VendorHealth {
  readonly failingSince: number;
  readonly failedAttempts: number;
  readonly reportedAt: number | null;
}

/** @returns undefined while the vendor can be reached */
export async function findVendorHealth(
  tx: Transaction,
  connectionId: string,
): Promise<VendorHealth | undefined> {
  const row = await tx.first<{
    failingSince: number;
    failedAttempts: number;
    reportedAt: number | null;
  }>(
    sql`SELECT "failing_since" AS "failingSince", "failed_attempts" AS "failedAttempts",
          "failing_told_at" AS "reportedAt"
        FROM "connection_health"
        WHERE "connection_id" = ${connectionId} AND "failing_since" IS NOT NULL`,
  );
  if (row === undefined) return undefined;
  return {
    failingSince: Number(row.failingSince),
    failedAttempts: row.failedAttempts,
    reportedAt: row.reportedAt === null ? null : Number(row.reportedAt),
  };
}

/** One more failure, with nothing else since the first. */
export async function countVendorFailure(
  tx: Transaction,
  options: { readonly connectionId: string; readonly code: string; readonly now: number },
): Promise<VendorHealth> {
  const { connectionId, code, now } = options;
  await tx.run(
    sql`INSERT INTO "connection_health" ("connection_id", "failing_since", "failed_attempts",
          "failing_code")
        VALUES (${connectionId}, ${now}, ${1}, ${code})
        ON CONFLICT ("connection_id") DO UPDATE SET
          "failing_since" = CASE WHEN "connection_health"."failing_since" <= ${now}
            THEN "connection_health"."failing_since" ELSE ${now} END,
          "failed_attempts" = "connection_health"."failed_attempts" + 1,
          "failing_code" = excluded."failing_code"`,
  );
  return (await findVendorHealth(tx, connectionId)) as VendorHealth;
}

export function markVendorFailureReported(
  tx: Transaction,
  { connectionId, now }: { readonly connectionId: string; readonly now: number },
) {
  return tx.run(
    sql`UPDATE "connection_health" SET "failing_told_at" = ${now}
        WHERE "connection_id" = ${connectionId}`,
  );
}

export function endVendorFailure(tx: Transaction, connectionId: string) {
  return tx.run(
    sql`UPDATE "connection_health"
        SET "failing_since" = NULL, "failed_attempts" = 0, "failing_code" = NULL,
          "failing_told_at" = NULL
        WHERE "connection_id" = ${connectionId}`,
  );
}

/** The code of the latest failure of each of these whose vendor cannot be reached. */
export async function vendorFailureCodes(
  tx: Transaction,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.all<{ id: string; code: string }>(
    sql`SELECT "connection_id" AS "id", "failing_code" AS "code" FROM "connection_health"
        WHERE "connection_id" IN ${texts(ids)} AND "failing_code" IS NOT NULL`,
  );
  return new Map(rows.map(({ id, code }) => [id, code]));
}

/** Forgets why a vendor could not be reached: other credentials may work now. */
export function forgetVendorFailureCode(tx: Transaction, connectionId: string) {
  return tx.run(
    sql`UPDATE "connection_health" SET "failing_code" = NULL WHERE "connection_id" = ${connectionId}`,
  );
}

/** What is in the quarantine and was not reported yet. */
export interface UnreportedQuarantine {
  readonly connectionId: string;
  readonly reportedAt: number | null;
  readonly count: number;
  readonly reason: string | null;
}

/** Counts what was quarantined for a connection. */
export async function addUnreportedQuarantine(
  tx: Transaction,
  options: { readonly connectionId: string; readonly count: number; readonly reason: string },
): Promise<UnreportedQuarantine> {
  const { connectionId, count, reason } = options;
  const row = await tx.first<UnreportedQuarantine>(
    sql`INSERT INTO "connection_health" ("connection_id", "quarantine_untold", "quarantine_reason")
        VALUES (${connectionId}, ${count}, ${reason})
        ON CONFLICT ("connection_id") DO UPDATE SET
          "quarantine_untold" = "connection_health"."quarantine_untold" + ${count},
          "quarantine_reason" = ${reason}
        RETURNING "connection_id" AS "connectionId", "quarantine_told_at" AS "reportedAt",
          "quarantine_untold" AS "count", "quarantine_reason" AS "reason"`,
  );
  return withNumbers(row as UnreportedQuarantine);
}

/** Those of which some were reported before a given time, and more arrived since. */
export async function unreportedQuarantines(
  tx: Transaction,
  reportedBefore: number,
): Promise<readonly UnreportedQuarantine[]> {
  const rows = await tx.all<UnreportedQuarantine>(
    sql`SELECT "connection_id" AS "connectionId", "quarantine_told_at" AS "reportedAt",
          "quarantine_untold" AS "count", "quarantine_reason" AS "reason"
        FROM "connection_health"
        WHERE "quarantine_untold" > 0 AND "quarantine_told_at" <= ${reportedBefore}
        ORDER BY "connection_id"`,
  );
  return rows.map(withNumbers);
}

function withNumbers(row: UnreportedQuarantine): UnreportedQuarantine {
  const { reportedAt, count } = row;
  return {
    ...row,
    reportedAt: reportedAt === null ? null : Number(reportedAt),
    count: Number(count),
  };
}

export function markQuarantineReported(
  tx: Transaction,
  { connectionId, now }: { readonly connectionId: string; readonly now: number },
) {
  return tx.run(
    sql`UPDATE "connection_health" SET "quarantine_told_at" = ${now}, "quarantine_untold" = 0
        WHERE "connection_id" = ${connectionId}`,
  );
}

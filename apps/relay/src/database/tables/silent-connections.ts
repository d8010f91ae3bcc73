import { sql } from '../sql/sql.ts';
import type { Transaction } from '../transaction.ts';
import { lastReceived } from './connection-log.ts';
import type { NamedConnection } from './connection-health.ts';

/** A connection that is expected to be active, or was reported silent. Epoch milliseconds. */
export interface WatchedConnection extends NamedConnection {
  /** Null if silence is no longer monitored. */
  readonly silentAfterSeconds: number | null;
  /** When its newest event was received, or when it was created: see `lastReceivedAt`. */
  readonly lastReceivedAt: number;
  readonly silenceReportedAt: number | null;
}

/** Deleted ones are expected to be silent. */
export async function watchedConnections(tx: Transaction): Promise<readonly WatchedConnection[]> {
  const rows = await tx.all<WatchedConnection>(
    sql`SELECT c."id", c."name", c."source", c."silent_after_seconds" AS "silentAfterSeconds",
          h."silent_told_at" AS "silenceReportedAt",
          COALESCE(${lastReceived(sql`c."id"`, 1)}, c."created_at") AS "lastReceivedAt"
        FROM "connections" c LEFT JOIN "connection_health" h ON h."connection_id" = c."id"
        WHERE c."deleted_at" IS NULL
          AND (c."silent_after_seconds" IS NOT NULL OR h."silent_told_at" IS NOT NULL)
        ORDER BY c."id"`,
  );
  return rows.map((row) => ({
    ...row,
    lastReceivedAt: Number(row.lastReceivedAt),
    silenceReportedAt: row.silenceReportedAt === null ? null : Number(row.silenceReportedAt),
  }));
}

export function setSilenceReportedAt(
  tx: Transaction,
  { connectionId, at }: { readonly connectionId: string; readonly at: number | null },
) {
  return tx.run(
    sql`INSERT INTO "connection_health" ("connection_id", "silent_told_at")
        VALUES (${connectionId}, ${at})
        ON CONFLICT ("connection_id") DO UPDATE SET "silent_told_at" = ${at}`,
  );
}

/** As many as a quarantine holds: processed again, they all are the latest in the log. */
const asManyAsQuarantined = 10_000;

/**
 * When anything was last received for a connection; undefined if nothing ever was.
 *
 * @param options.latest how many events at the end of its log are read
 */
export async function lastReceivedAt(
  tx: Transaction,
  options: { readonly connectionId: string; readonly latest?: number },
): Promise<number | undefined> {
  const { connectionId, latest = asManyAsQuarantined } = options;
  const row = await tx.first<{ at: number | null }>(
    sql`SELECT ${lastReceived(connectionId, latest)} AS "at"`,
  );
  return row === undefined || row.at === null ? undefined : Number(row.at);
}

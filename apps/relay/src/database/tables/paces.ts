import type { Insert } from '../sql/insert.ts';
import { sql, texts } from '../sql/sql.ts';
import type { Transaction } from '../transaction.ts';

/** A learned pace: see `PaceEntity`. */
export interface StoredPace {
  readonly subscriptionId: string;
  /** Null if the number started per second is unlimited. */
  readonly perSecond: number | null;
  readonly inFlight: number;
  /** Epoch milliseconds, as is the other. */
  readonly waitsUntil: number;
  readonly reason: string | null;
  readonly savedAt: number;
}

const insert: Insert = {
  table: 'paces',
  columns: {
    subscription_id: 'text',
    per_second: 'double',
    in_flight: 'double',
    waits_until: 'bigint',
    reason: 'text',
    saved_at: 'bigint',
  },
  onConflict: `ON CONFLICT ("subscription_id") DO UPDATE SET
    "per_second" = excluded."per_second", "in_flight" = excluded."in_flight",
    "waits_until" = excluded."waits_until", "reason" = excluded."reason",
    "saved_at" = excluded."saved_at"`,
};

export async function savePaces(tx: Transaction, paces: readonly StoredPace[]): Promise<void> {
  await tx.insertMany(
    insert,
    paces.map((pace) => [
      pace.subscriptionId,
      pace.perSecond,
      pace.inFlight,
      pace.waitsUntil,
      pace.reason,
      pace.savedAt,
    ]),
  );
}

export function deletePaces(tx: Transaction, subscriptionIds: readonly string[]) {
  return tx.run(sql`DELETE FROM "paces" WHERE "subscription_id" IN ${texts(subscriptionIds)}`);
}

/** Of subscriptions that are not deleted. */
export async function loadPaces(tx: Transaction): Promise<StoredPace[]> {
  const found = await tx.all<StoredPace>(
    sql`SELECT p."subscription_id" AS "subscriptionId", p."per_second" AS "perSecond",
          p."in_flight" AS "inFlight", p."waits_until" AS "waitsUntil", p."reason",
          p."saved_at" AS "savedAt"
        FROM "paces" p JOIN "subscriptions" s ON s."id" = p."subscription_id"
        WHERE s."deleted_at" IS NULL`,
  );
  return found.map((pace) => ({
    ...pace,
    waitsUntil: Number(pace.waitsUntil),
    savedAt: Number(pace.savedAt),
  }));
}

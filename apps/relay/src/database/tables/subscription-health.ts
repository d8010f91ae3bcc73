import { sql, texts } from '../sql/sql.ts';
import type { Transaction } from '../transaction.ts';

/** A subscription that fails or failed, as operational events tell of it. */
export interface TroubledSubscription {
  readonly id: string;
  readonly description: string | null;
  /** Epoch milliseconds; null when that is not known. */
  readonly failingSince: number | null;
  readonly failedAttempts: number;
  /** When it was told to fail or to be disabled, in epoch milliseconds; null when it was not. */
  readonly toldAt: number | null;
}

const troubled = sql`"id", "description", "failing_since" AS "failingSince",
  "failed_attempts" AS "failedAttempts", "trouble_told_at" AS "toldAt"`;

/**
 * Somebody answered 2xx.
 *
 * @returns those that had only failed before, or were told to, as they were
 */
export async function recordSuccess(
  tx: Transaction,
  ids: readonly string[],
): Promise<readonly TroubledSubscription[]> {
  const isTroubled = sql`("failing_since" IS NOT NULL OR "trouble_told_at" IS NOT NULL)`;
  const before = await tx.all<TroubledSubscription>(
    sql`SELECT ${troubled} FROM "subscriptions" WHERE "id" IN ${texts(ids)} AND ${isTroubled}`,
  );
  if (before.length === 0) return [];
  // Another process may have seen the same, and tells of it.
  const changed = await tx.all<{ id: string }>(
    sql`UPDATE "subscriptions"
        SET "failing_since" = NULL, "failed_attempts" = 0, "trouble_told_at" = NULL
        WHERE "id" IN ${texts(before.map(({ id }) => id))} AND ${isTroubled}
        RETURNING "id"`,
  );
  const recovered = new Set(changed.map(({ id }) => id));
  return before.filter(({ id }) => recovered.has(id)).map(withNumbers);
}

/** Those of the ids that have failed for so long and so often, and nobody was told yet. */
export async function failingUntold(
  tx: Transaction,
  options: {
    readonly ids: readonly string[];
    readonly before: number;
    readonly attempts: number;
  },
): Promise<readonly TroubledSubscription[]> {
  const found = await tx.all<TroubledSubscription>(
    sql`SELECT ${troubled} FROM "subscriptions"
        WHERE "id" IN ${texts(options.ids)} AND "status" = 'active' AND "deleted_at" IS NULL
          AND "trouble_told_at" IS NULL AND "failing_since" <= ${options.before}
          AND "failed_attempts" >= ${options.attempts}`,
  );
  return found.map(withNumbers);
}

export function setTroubleTold(
  tx: Transaction,
  { ids, now }: { readonly ids: readonly string[]; readonly now: number },
) {
  return tx.run(
    sql`UPDATE "subscriptions" SET "trouble_told_at" = ${now} WHERE "id" IN ${texts(ids)}`,
  );
}

/** What people call them. */
export async function describeSubscriptions(
  tx: Transaction,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Pick<TroubledSubscription, 'id' | 'description'>>> {
  const rows = await tx.all<{ id: string; description: string | null }>(
    sql`SELECT "id", "description" FROM "subscriptions" WHERE "id" IN ${texts(ids)}`,
  );
  return new Map(rows.map((row) => [row.id, row]));
}

function withNumbers(row: TroubledSubscription): TroubledSubscription {
  const number = (value: number | null): number | null => (value === null ? null : Number(value));
  return { ...row, failingSince: number(row.failingSince), toldAt: number(row.toldAt) };
}

/** Nothing but failures: since when, and how many. A moment to come is a clock's that was ahead. */
export function recordFailures(
  tx: Transaction,
  failures: readonly { readonly id: string; readonly count: number; readonly now: number }[],
) {
  return tx.each(
    failures,
    ({ id, count, now }) =>
      sql`UPDATE "subscriptions" SET
            "failing_since" = CASE WHEN "failing_since" <= ${now} THEN "failing_since" ELSE ${now} END,
            "failed_attempts" = "failed_attempts" + ${count}
          WHERE "id" = ${id}`,
  );
}

/** Whoever is told of it knows of its trouble from then on. @returns those that were disabled now */
export async function disableSubscriptions(
  tx: Transaction,
  options: { readonly ids: readonly string[]; readonly reason: string; readonly now: number },
): Promise<readonly TroubledSubscription[]> {
  const { ids, reason, now } = options;
  const disabled = await tx.all<TroubledSubscription>(
    sql`UPDATE "subscriptions" SET "status" = 'disabled', "disabled_reason" = ${reason},
          "updated_at" = ${now}, "trouble_told_at" = ${now}
        WHERE "status" = 'active' AND "deleted_at" IS NULL AND "id" IN ${texts(ids)}
        RETURNING ${troubled}`,
  );
  return disabled.map(withNumbers);
}

/** Those of the ids that have failed since before a moment, at least so many times. */
export async function failedSince(
  tx: Transaction,
  options: {
    readonly ids: readonly string[];
    readonly before: number;
    readonly attempts: number;
  },
): Promise<readonly string[]> {
  const found = await tx.all<{ id: string }>(
    sql`SELECT "id" FROM "subscriptions"
        WHERE "status" = 'active' AND "failing_since" <= ${options.before}
          AND "failed_attempts" >= ${options.attempts} AND "id" IN ${texts(options.ids)}`,
  );
  return found.map(({ id }) => id);
}

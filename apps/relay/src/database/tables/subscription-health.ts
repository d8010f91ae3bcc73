import { sql, texts } from '../sql/sql.ts';
import type { Transaction } from '../transaction.ts';

/**
 * Somebody answered 2xx.
 *
 * @returns those that had only failed before, and since when, in epoch milliseconds
 */
export async function recordSuccess(
  tx: Transaction,
  ids: readonly string[],
): Promise<readonly { readonly id: string; readonly failingSince: number }[]> {
  const recovered = await tx.all<{ id: string; failingSince: number }>(
    sql`SELECT "id", "failing_since" AS "failingSince" FROM "subscriptions"
        WHERE "id" IN ${texts(ids)} AND "failing_since" IS NOT NULL`,
  );
  if (recovered.length === 0) return [];
  await tx.run(
    sql`UPDATE "subscriptions" SET "failing_since" = NULL, "failed_attempts" = 0
        WHERE "id" IN ${texts(recovered.map(({ id }) => id))}`,
  );
  return recovered.map(({ id, failingSince }) => ({ id, failingSince: Number(failingSince) }));
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

/** @returns the ids of those that were disabled now */
export async function disableSubscriptions(
  tx: Transaction,
  options: { readonly ids: readonly string[]; readonly reason: string; readonly now: number },
): Promise<readonly string[]> {
  const { ids, reason, now } = options;
  const disabled = await tx.all<{ id: string }>(
    sql`UPDATE "subscriptions" SET "status" = 'disabled', "disabled_reason" = ${reason},
          "updated_at" = ${now}
        WHERE "status" = 'active' AND "deleted_at" IS NULL AND "id" IN ${texts(ids)}
        RETURNING "id"`,
  );
  return disabled.map(({ id }) => id);
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

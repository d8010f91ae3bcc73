import { minutes } from '../../shared/clock/durations.ts';
import { sql, texts } from '../sql/sql.ts';
import type { Transaction } from '../transaction.ts';

/** A subscription that fails or failed, as operational events report it. */
export interface FailingSubscription {
  readonly id: string;
  readonly description: string | null;
  /** Epoch milliseconds; null if unknown. */
  readonly failingSince: number | null;
  readonly failedAttempts: number;
  /** When it was reported as failing or disabled, in epoch milliseconds; null if it was not. */
  readonly reportedAt: number | null;
}

const columns = sql`"id", "description", "failing_since" AS "failingSince",
  "failed_attempts" AS "failedAttempts", "trouble_told_at" AS "reportedAt"`;

/**
 * These subscribers responded 2xx.
 *
 * @returns those that had only failed before, or were reported so, in their previous state
 */
export async function recordSuccess(
  tx: Transaction,
  ids: readonly string[],
): Promise<readonly FailingSubscription[]> {
  const isKnownFailing = sql`("failing_since" IS NOT NULL OR "trouble_told_at" IS NOT NULL)`;
  const before = await tx.all<FailingSubscription>(
    sql`SELECT ${columns} FROM "subscriptions" WHERE "id" IN ${texts(ids)} AND ${isKnownFailing}`,
  );
  if (before.length === 0) return [];
  // Another process may have seen the same, and reports it.
  const changed = await tx.all<{ id: string }>(
    sql`UPDATE "subscriptions"
        SET "failing_since" = NULL, "failed_attempts" = 0, "trouble_told_at" = NULL
        WHERE "id" IN ${texts(before.map(({ id }) => id))} AND ${isKnownFailing}
        RETURNING "id"`,
  );
  const recovered = new Set(changed.map(({ id }) => id));
  return before.filter(({ id }) => recovered.has(id)).map(withNumbers);
}

/**
 * Those of the ids that have been failing for that long and that often, and were not reported yet.
 */
export async function unreportedFailing(
  tx: Transaction,
  options: {
    readonly ids: readonly string[];
    readonly before: number;
    readonly attempts: number;
  },
): Promise<readonly FailingSubscription[]> {
  const found = await tx.all<FailingSubscription>(
    sql`SELECT ${columns} FROM "subscriptions"
        WHERE "id" IN ${texts(options.ids)} AND "status" = 'active' AND "deleted_at" IS NULL
          AND "trouble_told_at" IS NULL AND "failing_since" <= ${options.before}
          AND "failed_attempts" >= ${options.attempts}`,
  );
  return found.map(withNumbers);
}

export function markFailureReported(
  tx: Transaction,
  { ids, now }: { readonly ids: readonly string[]; readonly now: number },
) {
  return tx.run(
    sql`UPDATE "subscriptions" SET "trouble_told_at" = ${now} WHERE "id" IN ${texts(ids)}`,
  );
}

/** Their display names. */
export async function describeSubscriptions(
  tx: Transaction,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Pick<FailingSubscription, 'id' | 'description'>>> {
  const rows = await tx.all<{ id: string; description: string | null }>(
    sql`SELECT "id", "description" FROM "subscriptions" WHERE "id" IN ${texts(ids)}`,
  );
  return new Map(rows.map((row) => [row.id, row]));
}

function withNumbers(row: FailingSubscription): FailingSubscription {
  const number = (value: number | null): number | null => (value === null ? null : Number(value));
  return { ...row, failingSince: number(row.failingSince), reportedAt: number(row.reportedAt) };
}

/**
 * Consecutive failures: since when, and how many. A time in the future is from a clock that was
 * ahead.
 */
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

/**
 * How much later than an attempt's end a change may be that came before it was recorded; a change
 * that is even later was made by a clock that was ahead. Milliseconds.
 */
const recordedWithinMs = 1 * minutes;

/**
 * They count as reported from then on.
 *
 * @param options.unlessChangedSince epoch milliseconds: leaves those alone that somebody changed
 *   since then
 * @returns those that were disabled now
 */
export async function disableSubscriptions(
  tx: Transaction,
  options: {
    readonly ids: readonly string[];
    readonly reason: string;
    readonly now: number;
    readonly unlessChangedSince?: number;
  },
): Promise<readonly FailingSubscription[]> {
  const { ids, reason, now, unlessChangedSince } = options;
  const isUnchanged =
    unlessChangedSince === undefined
      ? sql`1 = 1`
      : sql`("updated_at" <= ${unlessChangedSince} OR "updated_at" > ${now + recordedWithinMs})`;
  const disabled = await tx.all<FailingSubscription>(
    sql`UPDATE "subscriptions" SET "status" = 'disabled', "disabled_reason" = ${reason},
          "updated_at" = ${now}, "trouble_told_at" = ${now}
        WHERE "status" = 'active' AND "deleted_at" IS NULL AND "id" IN ${texts(ids)}
          AND ${isUnchanged}
        RETURNING ${columns}`,
  );
  return disabled.map(withNumbers);
}

/** Those of the ids that have been failing since before a given time, at least that many times. */
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

import { sql, texts } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import type { Transaction } from '../transaction.ts';
import { never } from './never.ts';

/*
 * Lanes that wait for another attempt. There may be hundreds of thousands of a subscription, so they
 * are made due in steps, a transaction each.
 */

/** A place in the index of what waits for another attempt of a subscription. */
export interface WaitingPlace {
  readonly dueAt: number;
  readonly seq: number;
}

/** What one step makes due. */
export interface WakeStep {
  readonly subscriptionId: string;
  /** Whether their schedules restart. */
  readonly anew: boolean;
  readonly now: number;
  /** Where to continue; omitted at first. */
  readonly before?: WaitingPlace | undefined;
  /** How many lanes, at most. */
  readonly limit: number;
}

/**
 * The next lanes of a subscription that wait for another attempt, backwards: those that are woken
 * move to the front, and are only found again if another attempt fails meanwhile. What is due anyway
 * is left out, unless schedules are to restart.
 *
 * @returns them as a condition, undefined if there are none; and where to continue, undefined at
 *   the end
 */
export async function findWaiting(
  tx: Transaction,
  { subscriptionId, anew, now, before, limit }: WakeStep,
): Promise<{ readonly which: Sql | undefined; readonly next: WaitingPlace | undefined }> {
  const { dueAt, seq } = before ?? { dueAt: never, seq: 0 };
  const waiting = sql`"subscription_id" = ${subscriptionId} AND "priority" = 1 AND "priority" >= 0`;
  const found = await tx.all<WaitingPlace & { readonly lane: string }>(
    sql`SELECT "lane", "due_at" AS "dueAt", "head_seq" AS "seq" FROM "lanes"
        WHERE ${waiting} AND "due_at" > ${anew ? 0 : now} AND ("due_at", "head_seq") < (${dueAt}, ${seq})
        ORDER BY "due_at" DESC, "head_seq" DESC LIMIT ${limit}`,
  );
  const lanes = texts(found.map(({ lane }) => lane));
  const last = found.length < limit ? undefined : found.at(-1);
  return {
    which: found.length === 0 ? undefined : sql`${waiting} AND "lane" IN ${lanes}`,
    next: last && { dueAt: Number(last.dueAt), seq: Number(last.seq) },
  };
}

/** Makes lanes due, those that wait longest first. */
export function wakeLanes(
  tx: Transaction,
  options: Pick<WakeStep, 'anew' | 'now'> & { readonly which: Sql },
) {
  const { anew, now, which } = options;
  return tx.run(
    sql`UPDATE "lanes" SET
          "attempts" = CASE WHEN ${anew} THEN 0 ELSE "attempts" END,
          "priority" = CASE WHEN ${anew} THEN 0 ELSE 1 END,
          "due_at" = (SELECT CASE WHEN "created_at" < ${now} THEN "created_at" ELSE ${now} END
            FROM "deliveries" WHERE "seq" = "lanes"."head_seq")
        WHERE ${which}`,
  );
}

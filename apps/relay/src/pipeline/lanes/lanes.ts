import { placeholders, tuples } from '../../database/sql.ts';
import type { Transaction } from '../../database/transaction.ts';

const lanesPerStatement = 5_000;

/** Makes the oldest pending delivery of each lane its head, where it is none yet. */
export async function advanceLanes(
  transaction: Transaction,
  lanes: readonly { readonly subscriptionId: string; readonly lane: string }[],
): Promise<void> {
  const distinct = [
    ...new Map(lanes.map((l) => [`${l.subscriptionId} ${l.lane}`, [l.subscriptionId, l.lane]])),
  ].map(([, pair]) => pair);
  for (let start = 0; start < distinct.length; start += lanesPerStatement) {
    const chunk = distinct.slice(start, start + lanesPerStatement);
    await transaction.query(
      advanceSql(`SELECT column1 AS "subscription_id", column2 AS "lane"
        FROM (VALUES ${tuples(chunk.length, 2)})`),
      chunk.flat(),
    );
  }
}

/** The same for the lanes in which these deliveries are. */
export async function advanceLanesOf(
  transaction: Transaction,
  deliverySeqs: readonly number[],
): Promise<void> {
  await transaction.query(
    advanceSql(`SELECT DISTINCT "subscription_id", "lane" FROM "deliveries"
      WHERE "seq" IN (${placeholders(deliverySeqs.length)})`),
    [...deliverySeqs],
  );
}

function advanceSql(lanes: string): string {
  return `UPDATE "deliveries" SET "head" = 1 WHERE "head" = 0 AND "seq" IN (
    SELECT (
      SELECT d."seq" FROM "deliveries" d
      WHERE d."subscription_id" = l."subscription_id" AND d."lane" = l."lane"
        AND d."status" = 'pending'
      ORDER BY d."seq" LIMIT 1)
    FROM (${lanes}) l)`;
}

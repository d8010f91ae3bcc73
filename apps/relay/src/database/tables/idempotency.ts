import { days } from '../../shared/clock/durations.ts';
import { sql } from '../sql/sql.ts';
import type { Transaction } from '../transaction.ts';

/** How long the response to a request with an `Idempotency-Key` is remembered. Milliseconds. */
export const rememberedForMs = 1 * days;

/** Forgets responses that are no longer repeated. */
export async function purgeResponses(
  tx: Transaction,
  { now }: { readonly now: number },
): Promise<void> {
  await tx.run(sql`DELETE FROM "idempotency" WHERE "created_at" <= ${now - rememberedForMs}`);
}

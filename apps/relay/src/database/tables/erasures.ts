import { minutes } from '../../shared/clock/durations.ts';
import { integers, sql } from '../sql/sql.ts';
import type { Transaction } from '../transaction.ts';
import { writeSetting } from './settings.ts';

const setting = 'erased_at';

/**
 * An attempt that started this long after an erasure may still have sent what was erased: another
 * process learns of it later, and has a clock of its own. Milliseconds.
 */
const laterMs = 1 * minutes;

/** Remembers when something was erased, for those who record attempts that were in flight. */
export async function markErasure(tx: Transaction, now: number): Promise<void> {
  await writeSetting(tx, { name: setting, value: String(now) });
}

/**
 * Removes the responses to attempts that were in flight when their event was erased. To be called
 * once they are stored and their lanes are locked: an erasure locks them first. Usually one lookup,
 * whatever the number of attempts. (Activities whose bytes were purged because of their age look the
 * same: right after an erasure, responses about these are not stored either.)
 */
export async function eraseLateResponses(
  tx: Transaction,
  attempts: readonly { readonly deliverySeq: number; readonly startedAt: number }[],
): Promise<void> {
  const erased = await tx.first<{ at: string }>(
    sql`SELECT "value" AS "at" FROM "settings" WHERE "name" = ${setting}`,
  );
  if (erased === undefined) return;
  const until = Number(erased.at) + laterMs;
  const seqs = attempts
    .filter(({ startedAt }) => startedAt <= until)
    .map(({ deliverySeq }) => deliverySeq);
  if (seqs.length === 0) return;
  await tx.run(
    sql`UPDATE "attempts" SET "response" = NULL, "response_headers" = NULL
        WHERE "delivery_seq" IN ${integers(seqs)} AND "response" IS NOT NULL AND EXISTS (
          SELECT 1 FROM "deliveries" d JOIN "events" e ON e."seq" = d."event_seq"
          JOIN "activities" a ON a."connection_id" = e."connection_id"
            AND a."activity_id" = e."activity_id"
          WHERE d."seq" = "attempts"."delivery_seq" AND LENGTH(a."raw") = 0)`,
  );
}

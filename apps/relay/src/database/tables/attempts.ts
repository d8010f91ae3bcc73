import type { Insert } from '../sql/insert.ts';
import { integers, sql } from '../sql/sql.ts';
import type { Transaction } from '../transaction.ts';

/** One HTTP request of a delivery, as it went. */
export interface AttemptRow {
  readonly deliverySeq: number;
  /** Epoch milliseconds. */
  readonly startedAt: number;
  readonly durationMs: number;
  readonly status: number | null;
  readonly error: string | null;
  readonly response: string | null;
  /** JSON. */
  readonly request: string | null;
  /** JSON. */
  readonly responseHeaders: string | null;
}

const insert: Insert = {
  table: 'attempts',
  columns: {
    delivery_seq: 'bigint',
    started_at: 'bigint',
    duration_ms: 'integer',
    status: 'integer',
    error: 'text',
    response: 'text',
    request: 'text',
    response_headers: 'text',
  },
};

export async function insertAttempts(
  tx: Transaction,
  attempts: readonly AttemptRow[],
): Promise<void> {
  await tx.insertMany(
    insert,
    attempts.map((attempt) => [
      attempt.deliverySeq,
      attempt.startedAt,
      attempt.durationMs,
      attempt.status,
      attempt.error,
      attempt.response,
      attempt.request,
      attempt.responseHeaders,
    ]),
  );
}

/** @returns those of these attempts that were recorded */
export async function recordedAmong<Attempt extends Pick<AttemptRow, 'deliverySeq' | 'startedAt'>>(
  tx: Transaction,
  attempts: readonly Attempt[],
): Promise<ReadonlySet<Attempt>> {
  if (attempts.length === 0) return new Set();
  const found = await tx.all<{ seq: number; startedAt: number }>(
    sql`SELECT "delivery_seq" AS "seq", "started_at" AS "startedAt" FROM "attempts"
        WHERE "delivery_seq" IN ${integers(attempts.map(({ deliverySeq }) => deliverySeq))}`,
  );
  const known = new Set(found.map(({ seq, startedAt }) => `${seq} ${startedAt}`));
  return new Set(attempts.filter((one) => known.has(`${one.deliverySeq} ${one.startedAt}`)));
}

/** The total number of attempts of each of these deliveries. */
export async function countAttempts(
  tx: Transaction,
  deliverySeqs: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  const found = await tx.all<{ seq: number; count: number }>(
    sql`SELECT "delivery_seq" AS "seq", COUNT(*) AS "count" FROM "attempts"
        WHERE "delivery_seq" IN ${integers(deliverySeqs)} GROUP BY "delivery_seq"`,
  );
  return new Map(found.map(({ seq, count }) => [Number(seq), Number(count)]));
}

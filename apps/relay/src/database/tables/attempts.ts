import type { Insert } from '../sql/insert.ts';
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

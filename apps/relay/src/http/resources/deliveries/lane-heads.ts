import { integers, sql } from '../../../database/sql/sql.ts';
import type { Transaction } from '../../../database/transaction.ts';

/** The delivery at the head of a lane, and its state. Times are epoch milliseconds. */
export interface LaneHead {
  readonly seq: number;
  readonly eventId: string;
  /** The position of its event in the log. */
  readonly eventSeq: number;
  readonly attempts: number;
  readonly nextAttemptAt: number;
  readonly lastAttempt: {
    readonly status: number | null;
    readonly error: string | null;
    readonly at: number;
  } | null;
}

interface Row {
  readonly waiting: number;
  readonly head: number;
  readonly eventId: string;
  readonly eventSeq: number;
  readonly dueAt: number;
  readonly attempts: number;
  readonly lastAttempt: number | null;
}

interface AttemptRow {
  readonly seq: number;
  readonly status: number | null;
  readonly error: string | null;
  readonly at: number;
}

/** What each of these deliveries waits for. Those that wait for none are omitted. */
export async function readLaneHeads(
  tx: Transaction,
  seqs: readonly number[],
): Promise<ReadonlyMap<number, LaneHead>> {
  const rows = await tx.all<Row>(
    sql`SELECT d."seq" AS "waiting", l."head_seq" AS "head", e."id" AS "eventId",
          e."seq" AS "eventSeq", l."due_at" AS "dueAt",
          (SELECT COUNT(*) FROM "attempts" a WHERE a."delivery_seq" = l."head_seq") AS "attempts",
          (SELECT MAX(a."seq") FROM "attempts" a WHERE a."delivery_seq" = l."head_seq")
            AS "lastAttempt"
        FROM "deliveries" d
        JOIN "lanes" l ON l."subscription_id" = d."subscription_id" AND l."lane" = d."lane"
        JOIN "events" e ON e."seq" = l."head_event_seq"
        WHERE d."seq" IN ${integers(seqs)} AND d."status" = 'pending' AND l."head_seq" <> d."seq"`,
  );
  const attempts = await readAttempts(
    tx,
    rows.flatMap(({ lastAttempt }) => (lastAttempt === null ? [] : [Number(lastAttempt)])),
  );
  return new Map(
    rows.map((row) => [
      Number(row.waiting),
      {
        seq: Number(row.head),
        eventId: row.eventId,
        eventSeq: Number(row.eventSeq),
        attempts: Number(row.attempts),
        nextAttemptAt: Number(row.dueAt),
        lastAttempt: attempts.get(Number(row.lastAttempt)) ?? null,
      },
    ]),
  );
}

async function readAttempts(
  tx: Transaction,
  seqs: readonly number[],
): Promise<ReadonlyMap<number, NonNullable<LaneHead['lastAttempt']>>> {
  const rows = await tx.all<AttemptRow>(
    sql`SELECT "seq", "status", "error", "started_at" AS "at" FROM "attempts"
        WHERE "seq" IN ${integers(seqs)}`,
  );
  return new Map(
    rows.map(({ seq, status, error, at }) => [Number(seq), { status, error, at: Number(at) }]),
  );
}

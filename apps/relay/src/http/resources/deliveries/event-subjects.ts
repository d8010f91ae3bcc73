import type { Event } from '@invoice-relay/core/events';

import { integers, sql } from '../../../database/sql/sql.ts';
import type { Transaction } from '../../../database/transaction.ts';
import { readJson } from '../../../shared/read-json.ts';

export type EventSubject = Event['data']['subject'];

/** What these events are about, by their place in the log. One look, however many there are. */
export async function readEventSubjects(
  tx: Transaction,
  seqs: readonly number[],
): Promise<ReadonlyMap<number, EventSubject>> {
  const rows = await tx.all<{ seq: number; body: string }>(
    sql`SELECT "seq", "body" FROM "events" WHERE "seq" IN ${integers([...new Set(seqs)])}`,
  );
  return new Map(
    rows.map(({ seq, body }) => [
      Number(seq),
      readJson<{ readonly data?: Event['data'] }>(body, {}).data?.subject ?? null,
    ]),
  );
}

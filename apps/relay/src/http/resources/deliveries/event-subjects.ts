import type { Event } from '@invoice-relay/core/events';

import { integers, sql } from '../../../database/sql/sql.ts';
import type { Transaction } from '../../../database/transaction.ts';
import { readJson } from '../../../shared/read-json.ts';

export type EventSubject = Event['data']['subject'];

/**
 * How many characters of a body are read to find its subject, which precedes the activity and the
 * document: a body may have half a million.
 */
const headLength = 1_024;

/** What these events are about, by their position in the log. */
export async function readEventSubjects(
  tx: Transaction,
  seqs: readonly number[],
): Promise<ReadonlyMap<number, EventSubject>> {
  const heads = await tx.all<{ seq: number; head: string }>(
    sql`SELECT "seq", substr("body", 1, ${headLength}) AS "head" FROM "events"
        WHERE "seq" IN ${integers([...new Set(seqs)])}`,
  );
  const subjects = new Map<number, EventSubject>();
  const others: number[] = [];
  for (const { seq, head } of heads) {
    const subject = subjectIn(head);
    if (subject === undefined) others.push(Number(seq));
    else subjects.set(Number(seq), subject);
  }
  for (const [seq, subject] of await readWhole(tx, others)) subjects.set(seq, subject);
  return subjects;
}

const text = String.raw`"(?:[^"\\]|\\.)*"`;
const member = String.raw`"\w+":(?:null|${text})`;
/** `data.subject` of an event as the relay serializes it: after members that are text. */
const subjectPattern = new RegExp(
  String.raw`^\{(?:${member},)*"data":\{(?:${member},)*?"subject":(null|\{${member}(?:,${member})*\})[,}]`,
);

/** What an event is about, from the start of its body; undefined if that does not tell. */
export function subjectIn(head: string): EventSubject | undefined {
  const [, subject] = subjectPattern.exec(head) ?? [];
  return subject === undefined ? undefined : readJson<EventSubject | undefined>(subject, undefined);
}

async function readWhole(
  tx: Transaction,
  seqs: readonly number[],
): Promise<ReadonlyMap<number, EventSubject>> {
  if (seqs.length === 0) return new Map();
  const rows = await tx.all<{ seq: number; body: string }>(
    sql`SELECT "seq", "body" FROM "events" WHERE "seq" IN ${integers(seqs)}`,
  );
  return new Map(
    rows.map(({ seq, body }) => [
      Number(seq),
      readJson<{ readonly data?: Event['data'] }>(body, {}).data?.subject ?? null,
    ]),
  );
}

import type { Lateness, SourceEvent } from '@invoice-relay/core/events';

import { newestEvents, timestampsOf } from '../../database/tables/newest-events.ts';
import type { NewestEvent, SubjectKey } from '../../database/tables/newest-events.ts';
import type { Transaction } from '../../database/transaction.ts';
import { byTimestamp, fractionOf } from './new-event.ts';
import type { LogEvent } from './new-event.ts';

/** An event with its relation to the newest one of its subject. */
export interface PlacedEvent extends LogEvent {
  readonly isLate: boolean;
}

export interface Placed {
  /** In the order in which they were given. */
  readonly events: readonly PlacedEvent[];
  /** By index: the newer event of its subject is in the same list, at that index. */
  readonly newerInList: ReadonlyMap<number, number>;
}

/** A time, to the last digit that the vendor gave. */
interface Moment {
  readonly occurredAt: number;
  readonly fraction: string;
}

interface Newest extends Moment {
  /** Its position in the log, or in the list that is being placed. */
  readonly at: { readonly seq: number } | { readonly index: number };
}

/**
 * Determines which events are late: after a newer one of their subject, by the vendor's dates, was
 * stored. An event without a date from the vendor is never late, and makes none late.
 *
 * @param events in the order in which they go into the log
 */
export async function markLate(tx: Transaction, events: readonly LogEvent[]): Promise<Placed> {
  const known = await newestBefore(tx, events);
  const newest = new Map<string, Newest>(
    [...known].map(([key, one]) => [key, { ...one, at: { seq: one.seq } }]),
  );
  const newerInList = new Map<number, number>();
  const placed = events.map((event, index): PlacedEvent => {
    const key = subjectKey(event);
    if (key === undefined) return { ...event, isLate: false };
    const before = known.get(key);
    const now = newest.get(key);
    if (event.isDated && (now === undefined || byTimestamp(event, now) >= 0)) {
      newest.set(key, { ...event, at: { index } });
      return { ...event, isLate: false };
    }
    let newerSeq = 0;
    if (now !== undefined && 'seq' in now.at) newerSeq = now.at.seq;
    if (now !== undefined && 'index' in now.at) newerInList.set(index, now.at.index);
    // Activities in a source's own order are in order, whatever their dates say.
    const isLate = event.isDated && before !== undefined && byTimestamp(event, before) < 0;
    if (!isLate) return { ...event, newerSeq, isLate };
    const late = { newerEventId: before.id, newerTimestamp: before.timestamp };
    return { ...event, newerSeq, isLate, body: withLate(event.body, late) };
  });
  return { events: placed, newerInList };
}

type Before = NewestEvent & Moment & { readonly timestamp: string };

/** The newest event in the log for each subject that these are about. */
async function newestBefore(
  tx: Transaction,
  events: readonly LogEvent[],
): Promise<ReadonlyMap<string, Before>> {
  const subjects = new Map<string, SubjectKey>();
  const earliest = new Map<string, number>();
  for (const event of events) {
    const key = subjectKey(event);
    if (key === undefined) continue;
    subjects.set(key, event as SubjectKey);
    earliest.set(key, Math.min(event.occurredAt, earliest.get(key) ?? event.occurredAt));
  }
  if (subjects.size === 0) return new Map();
  const found = await newestEvents(tx, [...subjects.values()]);
  const newest = [...subjects.keys()].flatMap((key, place) => {
    const one = found.get(place);
    return one === undefined ? [] : [{ key, ...one }];
  });
  // Its digits, and its details, only matter if something is not clearly newer.
  const asked = newest.filter((one) => (earliest.get(one.key) as number) <= one.occurredAt);
  const timestamps =
    asked.length === 0
      ? new Map<number, string>()
      : await timestampsOf(
          tx,
          asked.map(({ seq }) => seq),
        );
  return new Map(
    newest.map(({ key, ...one }) => {
      const timestamp = timestamps.get(one.seq) ?? new Date(one.occurredAt).toISOString();
      return [key, { ...one, timestamp, fraction: fractionOf(timestamp) }];
    }),
  );
}

function subjectKey(event: LogEvent): string | undefined {
  const { connectionId, subjectKind, subjectId } = event;
  return subjectId === null ? undefined : `${connectionId}/${subjectKind}/${subjectId}`;
}

function withLate(body: string, late: Lateness): string {
  const event = JSON.parse(body) as SourceEvent;
  return JSON.stringify({ ...event, data: { ...event.data, late } } satisfies SourceEvent);
}

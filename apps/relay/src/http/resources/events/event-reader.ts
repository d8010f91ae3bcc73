import { eventTypes, matchesEventType, operationalEventTypes } from '@invoice-relay/core/events';
import type { EventType } from '@invoice-relay/core/events';

import type { SelectQueryBuilder } from 'typeorm';

import { ActivityEntity } from '../../../database/entities/activity.entity.ts';
import { EventEntity } from '../../../database/entities/event.entity.ts';
import { integers, sql } from '../../../database/sql/sql.ts';
import type { EventList } from './events.schemas.ts';
import type { Transaction } from '../../../database/transaction.ts';

/** The position of an event in the log, and the size of its body in bytes. */
export interface LoggedEvent {
  readonly seq: number;
  readonly size: number;
}

export interface EventFilter extends Omit<EventList, 'after' | 'search'> {
  /** The `seq` to continue after, in the requested order. */
  readonly after: number | undefined;
  /** Excludes operational events about subscriptions of other keys; null for all events. */
  readonly madeBy: string | null;
}

/** The query for a page of events, to be narrowed further. */
export function eventQuery(
  transaction: Transaction,
  filter: EventFilter,
): SelectQueryBuilder<EventEntity> {
  const { type, connectionId, subjectKind, subjectId, from, to, after, order, limit, madeBy } =
    filter;
  const query = transaction.entities
    .createQueryBuilder(EventEntity, 'e')
    .select('e.seq', 'seq')
    .addSelect('octet_length(e.body)', 'size');
  const matches = (one: EventType): boolean => matchesEventType({ patterns: type, type: one });
  // If all types but a few are wanted, those few are excluded instead, so that the log is read in
  // its order.
  if (type.includes('*')) {
    const others = operationalEventTypes.filter((one) => !matches(one));
    if (others.length > 0) query.andWhere('e.type NOT IN (:...others)', { others });
  } else query.andWhere('e.type IN (:...types)', { types: eventTypes.filter(matches) });
  if (connectionId !== undefined)
    query.andWhere('e.connectionId = :connectionId', { connectionId });
  if (subjectKind !== undefined) query.andWhere('e.subjectKind = :subjectKind', { subjectKind });
  if (subjectId !== undefined) query.andWhere(ofSubject('subjectId'), { subjectId });
  if (from !== undefined) query.andWhere('e.occurredAt >= :from', { from });
  if (to !== undefined) query.andWhere('e.occurredAt < :to', { to });
  if (madeBy !== null) query.andWhere(ofOwnSubscription, { madeBy });
  if (after !== undefined) query.andWhere(`e.seq ${order === 'asc' ? '>' : '<'} :after`, { after });
  return query.orderBy('e.seq', order === 'asc' ? 'ASC' : 'DESC').limit(limit);
}

/** Neither engine reads the bodies for that. */
export async function findEvents(
  query: SelectQueryBuilder<EventEntity>,
): Promise<readonly LoggedEvent[]> {
  const rows = await query.getRawMany<LoggedEvent>();
  return rows.map(({ seq, size }) => ({ seq: Number(seq), size }));
}

/** What subscribers receive, byte for byte, in the given order. */
export async function readEventBodies(
  transaction: Transaction,
  seqs: readonly number[],
): Promise<readonly string[]> {
  const rows = await transaction.all<{ seq: number; body: string }>(
    sql`SELECT "seq", "body" FROM "events" WHERE "seq" IN ${integers(seqs)}`,
  );
  const bodies = new Map(rows.map(({ seq, body }) => [Number(seq), body]));
  return seqs.flatMap((seq) => bodies.get(seq) ?? []);
}

/**
 * Events of one subject are few: they are looked up first, whatever else is requested. Otherwise
 * all events of a type or a connection would be read, as those come in log order.
 *
 * @param parameter the query parameter that holds the id
 */
export function ofSubject(parameter: 'subjectId' | 'search'): string {
  return `e.seq IN (SELECT "seq" FROM "events" WHERE "subject_id" = :${parameter})`;
}

/** The position of an event in the log. */
export async function readSeq(transaction: Transaction, id: string): Promise<number | undefined> {
  const event = await transaction.entities.findOne(EventEntity, {
    select: { seq: true },
    where: { id },
  });
  return event?.seq;
}

/** @returns undefined if there is none, or it is about a subscription of another key */
export async function readEventBody(
  transaction: Transaction,
  options: { readonly id: string; readonly madeBy: string | null },
): Promise<string | undefined> {
  const { id, madeBy } = options;
  const query = transaction.entities
    .createQueryBuilder(EventEntity, 'e')
    .select(['e.seq', 'e.body'])
    .where('e.id = :id', { id });
  if (madeBy !== null) query.andWhere(ofOwnSubscription, { madeBy });
  return (await query.getOne())?.body;
}

/** Operational events may be about subscriptions; all others are about a vendor's subjects. */
const ofOwnSubscription = `(e.subjectKind IS NULL OR e.subjectKind <> 'subscription'
  OR e.subjectId IN (SELECT "id" FROM "subscriptions" WHERE "api_key_id" = :madeBy))`;

/** The vendor's own bytes of the activity behind an event. */
export async function readActivity(
  transaction: Transaction,
  eventId: string,
): Promise<Uint8Array | undefined> {
  const activity = await transaction.entities
    .createQueryBuilder(ActivityEntity, 'a')
    .innerJoin(EventEntity, 'e', 'e.connectionId = a.connectionId AND e.activityId = a.activityId')
    .where('e.id = :eventId', { eventId })
    .getOne();
  return activity?.raw;
}

import { eventTypes, matchesEventType } from '@invoice-relay/core/events';

import { ActivityEntity } from '../../../database/entities/activity.entity.ts';
import { EventEntity } from '../../../database/entities/event.entity.ts';
import type { EventList } from './events.schemas.ts';
import type { Transaction } from '../../../database/transaction.ts';

/** An event as it stands in the log: `body` is what a subscriber gets, to the byte. */
export interface LoggedEvent {
  readonly seq: number;
  readonly body: string;
}

export interface EventFilter extends Omit<EventList, 'after'> {
  /** The `seq` to go on after, in the order asked for. */
  readonly after: number | undefined;
}

/** In the order of the log, or the other way round. One query. */
export function readEvents(transaction: Transaction, filter: EventFilter): Promise<LoggedEvent[]> {
  const { type, connectionId, subjectKind, subjectId, from, to, after, order, limit } = filter;
  const query = transaction.entities
    .createQueryBuilder(EventEntity, 'e')
    .select(['e.seq', 'e.body']);
  if (type !== undefined && !type.includes('*')) {
    const types = eventTypes.filter((one) => matchesEventType({ patterns: type, type: one }));
    query.andWhere('e.type IN (:...types)', { types });
  }
  if (connectionId !== undefined)
    query.andWhere('e.connectionId = :connectionId', { connectionId });
  if (subjectKind !== undefined) query.andWhere('e.subjectKind = :subjectKind', { subjectKind });
  if (subjectId !== undefined) query.andWhere('e.subjectId = :subjectId', { subjectId });
  if (from !== undefined) query.andWhere('e.occurredAt >= :from', { from });
  if (to !== undefined) query.andWhere('e.occurredAt < :to', { to });
  if (after !== undefined) query.andWhere(`e.seq ${order === 'asc' ? '>' : '<'} :after`, { after });
  return query
    .orderBy('e.seq', order === 'asc' ? 'ASC' : 'DESC')
    .limit(limit)
    .getMany();
}

/** The place of an event in the log. */
export async function readSeq(transaction: Transaction, id: string): Promise<number | undefined> {
  const event = await transaction.entities.findOne(EventEntity, {
    select: { seq: true },
    where: { id },
  });
  return event?.seq;
}

export async function readEventBody(
  transaction: Transaction,
  id: string,
): Promise<string | undefined> {
  const event = await transaction.entities.findOne(EventEntity, {
    select: { seq: true, body: true },
    where: { id },
  });
  return event?.body;
}

/** The vendor's own bytes of the activity that an event was made from. */
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

import type { EventType } from '@invoice-relay/core/events';
import type { SelectQueryBuilder } from 'typeorm';

import { AttemptEntity } from '../../../database/entities/attempt.entity.ts';
import { DeliveryEntity } from '../../../database/entities/delivery.entity.ts';
import type { DeliveryCause, DeliveryStatus } from '../../../database/entities/delivery.entity.ts';
import { SubscriptionEntity } from '../../../database/entities/subscription.entity.ts';
import { LaneEntity } from '../../../database/entities/lane.entity.ts';
import { EventEntity } from '../../../database/entities/event.entity.ts';
import type { Transaction } from '../../../database/transaction.ts';

/** A delivery with what its event and attempts add to it. Times are epoch milliseconds. */
export interface DeliveryRow {
  readonly seq: number;
  readonly subscriptionId: string;
  readonly eventSeq: number;
  readonly eventId: string;
  readonly eventType: EventType;
  readonly status: DeliveryStatus;
  readonly cause: DeliveryCause;
  readonly replayId: string | null;
  readonly attemptCount: number;
  readonly nextAttemptAt: number;
  readonly createdAt: number;
  readonly finishedAt: number | null;
}

export interface DeliveryDetailRow extends DeliveryRow {
  /** The oldest pending delivery before it in its lane. */
  readonly heldBackBy: number | null;
}

export interface DeliveryFilter {
  readonly subscriptionId?: string | undefined;
  readonly eventId?: string | undefined;
  readonly status?: DeliveryStatus | undefined;
  /** The `seq` to continue after, in the requested order. */
  readonly after?: number | undefined;
  readonly order: 'asc' | 'desc';
  readonly limit: number;
  /** Only those of subscriptions that this key created; null for all. */
  readonly madeBy: string | null;
}

/** By creation order or its reverse: see `readDeliveryPage`. */
export function deliveryQuery(
  transaction: Transaction,
  filter: DeliveryFilter,
): SelectQueryBuilder<DeliveryEntity> {
  const { subscriptionId, eventId, status, after, order, limit, madeBy } = filter;
  const query = deliveries(transaction);
  if (subscriptionId !== undefined)
    query.andWhere('d.subscriptionId = :subscriptionId', { subscriptionId });
  if (eventId !== undefined) {
    const event = query.subQuery().select('one.seq').from(EventEntity, 'one');
    // First this one, then what depends on it.
    query.andWhere(`d.eventSeq = ${event.where('one.id = :eventId').getQuery()}`, { eventId });
  }
  // In the order of the indexes by creation.
  if (status === 'pending') query.andWhere('d.finishedAt IS NULL');
  else if (status !== undefined) query.andWhere('d.status = :status', { status });
  if (status === 'dead' || status === 'cancelled') {
    query.andWhere(`d.status IN ('dead', 'cancelled')`);
  }
  if (madeBy !== null) {
    const made = query
      .subQuery()
      .select('s.id')
      .from(SubscriptionEntity, 's')
      .where('s.apiKeyId = :madeBy', { madeBy });
    query.andWhere(`d.subscriptionId IN ${made.getQuery()}`).setParameters({ madeBy });
  }
  if (after !== undefined) query.andWhere(`d.seq ${order === 'asc' ? '>' : '<'} :after`, { after });
  return query.orderBy('d.seq', order === 'asc' ? 'ASC' : 'DESC').limit(limit);
}

export function readDelivery(
  transaction: Transaction,
  seq: number,
): Promise<DeliveryDetailRow | undefined> {
  return deliveries(transaction)
    .addSelect(
      (earlier) =>
        earlier
          .select('MIN(h.seq)')
          .from(DeliveryEntity, 'h')
          .where('h.subscriptionId = d.subscriptionId')
          .andWhere('h.lane = d.lane')
          .andWhere(`h.status = 'pending'`)
          .andWhere('(h.eventSeq < d.eventSeq OR (h.eventSeq = d.eventSeq AND h.seq < d.seq))'),
      'heldBackBy',
    )
    .where('d.seq = :seq', { seq })
    .getRawOne();
}

export function readAttempts(
  transaction: Transaction,
  deliverySeq: number,
): Promise<AttemptEntity[]> {
  return transaction.entities.find(AttemptEntity, {
    where: { deliverySeq },
    order: { seq: 'ASC' },
  });
}

function deliveries(transaction: Transaction): SelectQueryBuilder<DeliveryEntity> {
  return transaction.entities
    .createQueryBuilder(DeliveryEntity, 'd')
    .innerJoin(EventEntity, 'e', 'e.seq = d.eventSeq')
    .leftJoin(
      LaneEntity,
      'l',
      'l.subscriptionId = d.subscriptionId AND l.lane = d.lane AND l.headSeq = d.seq',
    )
    .select('d.seq', 'seq')
    .addSelect('d.subscriptionId', 'subscriptionId')
    .addSelect('d.eventSeq', 'eventSeq')
    .addSelect('e.id', 'eventId')
    .addSelect('e.type', 'eventType')
    .addSelect('d.status', 'status')
    .addSelect('d.cause', 'cause')
    .addSelect('d.replayId', 'replayId')
    .addSelect('COALESCE(l.dueAt, d.createdAt)', 'nextAttemptAt')
    .addSelect('d.createdAt', 'createdAt')
    .addSelect('d.finishedAt', 'finishedAt')
    .addSelect(
      (made) => made.select('COUNT(*)').from(AttemptEntity, 'a').where('a.deliverySeq = d.seq'),
      'attemptCount',
    );
}

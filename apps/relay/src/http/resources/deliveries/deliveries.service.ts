import { Inject, Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';

import { conflict, cursors, decodeCursor, notFound, toPage } from '../../index.ts';
import type { CallerKey, Page } from '../../index.ts';
import { CLOCK, DELIVERY_QUEUE } from '../../../shared/tokens.ts';
import type { Clock } from '../../../shared/clock/clock.ts';
import { Database } from '../../../database/database.ts';
import { SubscriptionEntity } from '../../../database/entities/subscription.entity.ts';
import type { DeliveryQueue } from '../../../pipeline/lanes/delivery-queue.ts';
import { owns, canReadAll } from '../subscriptions/subscription-access.ts';
import type { DeliveryDetail, DeliveryList, DeliveryView } from './deliveries.schemas.ts';
import { deliverySeq } from '../../../shared/ids/delivery-id.ts';
import { readDeliveryPage } from './delivery-page.ts';
import { readAttempts, readDelivery } from './delivery-reader.ts';
import type { DeliveryDetailRow, DeliveryRow } from './delivery-reader.ts';
import { readEventSubjects } from './event-subjects.ts';
import { readLaneHeads } from './lane-heads.ts';
import { deliveryDetail, deliveryView } from './delivery-view.ts';
import type { DeliveryContext } from './delivery-view.ts';
import type { Transaction } from '../../../database/transaction.ts';

/** Which delivery, and who asks. */
interface Target {
  readonly id: string;
  readonly key: CallerKey;
}

/** The state of each event for each subscription. */
@Injectable()
export class DeliveriesService {
  constructor(
    private readonly database: Database,
    @Inject(DELIVERY_QUEUE) private readonly queue: DeliveryQueue,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async list(options: {
    readonly query: DeliveryList;
    readonly key: CallerKey;
  }): Promise<Page<DeliveryView>> {
    const { query, key } = options;
    const madeBy = canReadAll(key) ? null : key.id;
    const after = decodeCursor({ after: query.after, schema: cursors.seq })?.[0];
    return this.database.read(async (tx) => {
      const rows = await readDeliveryPage(tx, { ...query, after, limit: query.limit + 1, madeBy });
      const context = await contextOf(tx, rows);
      return toPage({
        rows,
        limit: query.limit,
        cursorOf: ({ seq }) => [seq],
        view: (row) => deliveryView({ row, context, key }),
      });
    });
  }

  /** @throws {ProblemError} 404 */
  get(target: Target): Promise<DeliveryDetail> {
    return this.database.read((transaction) => detail(transaction, target));
  }

  /**
   * Makes a delivery due now, and restarts its retry schedule.
   *
   * @throws {ProblemError} 404, or 409 if it was delivered or its subscription was deleted
   */
  retry(target: Target): Promise<DeliveryDetail> {
    return this.database.write(async (transaction) => {
      const row = await find(transaction, target);
      await refuseRetry(transaction, row);
      await this.queue.retry(transaction, { seq: row.seq, now: this.clock.now() });
      return detail(transaction, target);
    });
  }

  /**
   * Gives up a pending delivery, so that those behind it continue. An attempt in flight may still
   * reach the subscriber; it then counts as delivered.
   *
   * @throws {ProblemError} 404, or 409 if it is not pending
   */
  cancel(target: Target): Promise<DeliveryDetail> {
    return this.database.write(async (transaction) => {
      const { seq } = await find(transaction, target);
      const now = this.clock.now();
      const which = { seq: Number(seq) };
      if ((await this.queue.giveUp(transaction, { which, now })) === 0) {
        throw conflict(
          'delivery_not_pending',
          'Only a pending delivery can be cancelled; this one was already delivered, given up or cancelled.',
        );
      }
      return detail(transaction, target);
    });
  }
}

/** A delivery belongs to whoever owns its subscription, even if that was deleted. */
async function find(transaction: Transaction, target: Target): Promise<DeliveryDetailRow> {
  const { id, key } = target;
  const seq = deliverySeq(id);
  const row = seq === undefined ? undefined : await readDelivery(transaction, seq);
  if (row === undefined) throw notFound('delivery', id);
  if (canReadAll(key)) return row;
  const subscription = await transaction.entities.findOneBy(SubscriptionEntity, {
    id: row.subscriptionId,
  });
  if (subscription === null || !owns(key, subscription)) throw notFound('delivery', id);
  return row;
}

async function contextOf(tx: Transaction, rows: readonly DeliveryRow[]): Promise<DeliveryContext> {
  const heads = await readLaneHeads(
    tx,
    rows.map(({ seq }) => Number(seq)),
  );
  const events = [...rows, ...heads.values()].map(({ eventSeq }) => Number(eventSeq));
  return { heads, subjects: await readEventSubjects(tx, events) };
}

async function detail(transaction: Transaction, target: Target): Promise<DeliveryDetail> {
  const row = await find(transaction, target);
  return deliveryDetail({
    row,
    context: await contextOf(transaction, [row]),
    attempts: await readAttempts(transaction, row.seq),
    key: target.key,
  });
}

async function refuseRetry(transaction: Transaction, row: DeliveryDetailRow): Promise<void> {
  if (row.status === 'delivered') {
    throw conflict(
      'delivery_delivered',
      `The subscriber already received this delivery. If it lost the event, it can read it again at /v1/events/${row.eventId}.`,
    );
  }
  const subscribed = await transaction.entities.existsBy(SubscriptionEntity, {
    id: row.subscriptionId,
    deletedAt: IsNull(),
  });
  if (!subscribed) {
    throw conflict(
      'subscription_deleted',
      'The subscription of this delivery was deleted, so there is nowhere to send it. Create a new subscription for future events.',
    );
  }
}

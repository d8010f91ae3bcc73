import { createOperationalEvent, operationalSource } from '@invoice-relay/core/events';
import type { OperationalEventType } from '@invoice-relay/core/events';

import type { Database } from '../../database/database.ts';
import { insertEvents } from '../../database/tables/events.ts';
import type { NewEvent } from '../../database/tables/events.ts';
import type { Transaction } from '../../database/transaction.ts';
import { newId } from '../../shared/ids/new-id.ts';
import type { DeliveryQueue } from '../lanes/delivery-queue.ts';
import { deliveriesFor } from '../log/fan-out.ts';
import { SubscriptionIndex } from '../log/subscription-index.ts';
import type { AnyNewOperationalEvent } from './new-operational-event.ts';
import { subscriptionDisabled } from './subscription-events.ts';

/**
 * Puts operational events into the log, with their deliveries, in the transaction of what they
 * report: so a kill neither forgets one nor duplicates it. No subscription receives one about itself.
 */
export class OperationalLog {
  readonly #queue: Pick<DeliveryQueue, 'enqueue'>;
  readonly #subscriptions: SubscriptionIndex;

  constructor(options: {
    readonly database: Pick<Database, 'afterCommit'>;
    readonly queue: Pick<DeliveryQueue, 'enqueue'>;
  }) {
    this.#queue = options.queue;
    this.#subscriptions = new SubscriptionIndex(options);
  }

  /** @param options.now epoch milliseconds */
  async append(
    tx: Transaction,
    options: { readonly events: readonly AnyNewOperationalEvent[]; readonly now: number },
  ): Promise<void> {
    const { events, now } = options;
    if (events.length === 0) return;
    const stored = await insertEvents(
      tx,
      events.map((one) => toNewEvent(one, now)),
    );
    const damaged = await this.#subscriptions.refresh(tx, { now });
    await this.#queue.enqueue(tx, {
      deliveries: deliveriesFor({ events: stored, subscriptions: this.#subscriptions }),
      now,
    });
    await this.append(tx, {
      events: damaged.map(({ subscription, reason }) => subscriptionDisabled(subscription, reason)),
      now,
    });
  }
}

function toNewEvent(
  event: AnyNewOperationalEvent,
  now: number,
): NewEvent & { readonly type: OperationalEventType; readonly correctedTypes: readonly [] } {
  const { type, connectionId, subjectId, attributes } = event;
  const id = newId({ prefix: 'evt', now });
  const body = createOperationalEvent({
    id,
    type,
    timestamp: new Date(now).toISOString(),
    connectionId,
    subjectId,
    attributes,
  });
  return {
    id,
    // Placeholder for the connection id: no connection has it.
    connectionId: connectionId ?? operationalSource,
    activityId: '',
    type,
    subjectKind: body.data.subject.kind,
    subjectId,
    occurredAt: now,
    receivedAt: now,
    enrichUntil: null,
    newerSeq: null,
    correctedTypes: [],
    // Searchable by type and connection: it has no number and no customer.
    searchTerms: [],
    trace: null,
    body: JSON.stringify(body),
  };
}

import type { EventType } from '@invoice-relay/core/events';

import type { FailingSubscription } from '../../database/tables/subscription-health.ts';
import type { NewOperationalEvent } from './new-operational-event.ts';
import { deliveryId } from '../../shared/ids/delivery-id.ts';
import { isoTime } from '../../shared/clock/iso-time.ts';

/** Only failures came back for a while. */
export function subscriptionFailing(
  subscription: FailingSubscription,
  reason: string | null,
): NewOperationalEvent<'relay.subscription.failing'> {
  const since = isoTime(subscription.failingSince);
  return {
    type: 'relay.subscription.failing',
    connectionId: null,
    subjectId: subscription.id,
    attributes: {
      summary: `Every attempt to deliver to ${nameOf(subscription)} has failed since ${since}.`,
      reason,
      since,
      action:
        'Check the subscriber. The relay keeps trying, and delivers everything that is waiting once it responds 2xx.',
      ...who(subscription),
      failedAttempts: subscription.failedAttempts,
    },
  };
}

export function subscriptionDisabled(
  subscription: FailingSubscription,
  reason: string,
): NewOperationalEvent<'relay.subscription.disabled'> {
  return {
    type: 'relay.subscription.disabled',
    connectionId: null,
    subjectId: subscription.id,
    attributes: {
      summary: `The relay disabled ${nameOf(subscription)}.`,
      reason,
      since: isoTime(subscription.failingSince),
      action:
        'Fix the subscriber, then set the subscription active again: everything that it missed is delivered.',
      ...who(subscription),
      failedAttempts: subscription.failedAttempts,
    },
  };
}

/** A subscription reported as failing, or disabled, accepted an event. */
export function subscriptionRecovered(
  subscription: FailingSubscription,
): NewOperationalEvent<'relay.subscription.recovered'> {
  return {
    type: 'relay.subscription.recovered',
    connectionId: null,
    subjectId: subscription.id,
    attributes: {
      summary: `${capital(nameOf(subscription))} accepts events again.`,
      reason: null,
      since: isoTime(subscription.failingSince),
      action: null,
      ...who(subscription),
    },
  };
}

/** A delivery that is not retried automatically. */
export interface DeadDelivery {
  readonly seq: number;
  readonly subscription: Pick<FailingSubscription, 'id' | 'description'>;
  readonly event: { readonly id: string; readonly type: EventType; readonly connectionId: string };
  readonly attempts: number;
  /** The error of the last attempt. */
  readonly error: string | null;
}

export function deliveryDead(delivery: DeadDelivery): NewOperationalEvent<'relay.delivery.dead'> {
  const { seq, subscription, event, attempts, error } = delivery;
  const id = deliveryId(seq);
  return {
    type: 'relay.delivery.dead',
    connectionId: event.connectionId,
    subjectId: subscription.id,
    attributes: {
      summary: `An event ${event.type} was not delivered to ${nameOf(subscription)}.`,
      reason: error,
      since: null,
      action: `Fix the subscriber, then retry the delivery: POST /v1/deliveries/${id}/retry, or use a replay for many.`,
      ...who(subscription),
      deliveryId: id,
      eventId: event.id,
      eventType: event.type,
      failedAttempts: attempts,
    },
  };
}

function who({ id, description }: Pick<FailingSubscription, 'id' | 'description'>) {
  return { subscriptionId: id, name: description };
}

function nameOf({ id, description }: Pick<FailingSubscription, 'id' | 'description'>): string {
  return description === null ? `the subscription ${id}` : `"${description}"`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

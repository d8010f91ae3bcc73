import { findEventType, operationalEventTypes } from '@invoice-relay/core/events';
import type { OperationalEventType } from '@invoice-relay/core/events';
import { expect, test } from 'vitest';

import {
  connectionFailing,
  connectionRecovered,
  connectionSilent,
  quarantineAdded,
} from './connection-events.ts';
import type { AnyNewOperationalEvent } from './new-operational-event.ts';
import {
  deliveryDead,
  subscriptionDisabled,
  subscriptionFailing,
  subscriptionRecovered,
} from './subscription-events.ts';

type Attributes = Readonly<Record<string, never>>;

/** The event of a sample's type about what the sample is about, as the relay creates it. */
const eventOf: Readonly<
  Record<OperationalEventType, (attributes: Attributes, id: string) => AnyNewOperationalEvent>
> = {
  'relay.subscription.failing': (attributes, id) =>
    subscriptionFailing(subscriptionOf(attributes, id), attributes['reason']!),
  'relay.subscription.disabled': (attributes, id) =>
    subscriptionDisabled(subscriptionOf(attributes, id), attributes['reason']!),
  'relay.subscription.recovered': (attributes, id) =>
    subscriptionRecovered(subscriptionOf(attributes, id)),
  'relay.delivery.dead': (attributes, id) =>
    deliveryDead({
      seq: 4711,
      subscription: subscriptionOf(attributes, id),
      event: {
        id: attributes['eventId']!,
        type: attributes['eventType']!,
        connectionId: 'con_5d3c7a90b1e84f62',
      },
      attempts: attributes['failedAttempts']!,
      error: attributes['reason']!,
    }),
  'relay.connection.silent': (attributes, id) =>
    connectionSilent(connectionOf(attributes, id), {
      lastReceivedAt: Date.parse(attributes['since']!),
      silentAfterSeconds: attributes['silentAfterSeconds']!,
    }),
  'relay.connection.failing': (attributes, id) =>
    connectionFailing(connectionOf(attributes, id), {
      health: {
        failingSince: Date.parse(attributes['since']!),
        failedAttempts: attributes['failedAttempts']!,
        reportedAt: null,
      },
      reason: attributes['reason']!,
    }),
  'relay.connection.recovered': (attributes, id) =>
    connectionRecovered(connectionOf(attributes, id), {
      failingSince: Date.parse(attributes['since']!),
    }),
  'relay.quarantine.added': (attributes, id) =>
    quarantineAdded(connectionOf(attributes, id), {
      count: attributes['count']!,
      reason: attributes['reason']!,
    }),
};

function subscriptionOf(attributes: Attributes, id: string) {
  const { name: description = null, since, failedAttempts = 0 } = attributes;
  return {
    id,
    description,
    failingSince: since ? Date.parse(since) : null,
    failedAttempts,
    reportedAt: null,
  };
}

function connectionOf({ name, connectionSource: source }: Attributes, id: string) {
  return { id, name: name!, source: source! };
}

test.each(operationalEventTypes)('the sample of %s is what the relay writes', (type) => {
  const { data } = findEventType(type).sample;
  const { connectionId, attributes, subject } = data;
  const event = eventOf[type](attributes as Attributes, subject!.id);
  expect(event).toEqual({ type, connectionId, subjectId: subject!.id, attributes });
});

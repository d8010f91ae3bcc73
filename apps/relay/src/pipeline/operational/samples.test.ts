import { findEventType, operationalEventTypes } from '@invoice-relay/core/events';
import type { OperationalEventType } from '@invoice-relay/core/events';
import { expect, test } from 'vitest';

import {
  quarantineNews,
  silentNews,
  vendorFailingNews,
  vendorRecoveredNews,
} from './connection-news.ts';
import type { AnyOperationalNews } from './operational-news.ts';
import { deadNews, disabledNews, failingNews, recoveredNews } from './subscription-news.ts';

type Attributes = Readonly<Record<string, never>>;

/** The news about what a sample is about, as the relay writes it. */
const newsOf: Readonly<
  Record<OperationalEventType, (attributes: Attributes, id: string) => AnyOperationalNews>
> = {
  'relay.subscription.failing': (told, id) =>
    failingNews(subscriptionOf(told, id), told['reason']!),
  'relay.subscription.disabled': (told, id) =>
    disabledNews(subscriptionOf(told, id), told['reason']!),
  'relay.subscription.recovered': (told, id) => recoveredNews(subscriptionOf(told, id)),
  'relay.delivery.dead': (told, id) =>
    deadNews({
      seq: 4711,
      subscription: subscriptionOf(told, id),
      event: {
        id: told['eventId']!,
        type: told['eventType']!,
        connectionId: 'con_5d3c7a90b1e84f62',
      },
      attempts: told['failedAttempts']!,
      error: told['reason']!,
    }),
  'relay.connection.silent': (told, id) =>
    silentNews(connectionOf(told, id), {
      heardAt: Date.parse(told['since']!),
      silentAfterSeconds: told['silentAfterSeconds']!,
    }),
  'relay.connection.failing': (told, id) =>
    vendorFailingNews(connectionOf(told, id), {
      health: {
        failingSince: Date.parse(told['since']!),
        failedAttempts: told['failedAttempts']!,
        toldAt: null,
      },
      reason: told['reason']!,
    }),
  'relay.connection.recovered': (told, id) =>
    vendorRecoveredNews(connectionOf(told, id), { failingSince: Date.parse(told['since']!) }),
  'relay.quarantine.added': (told, id) =>
    quarantineNews(connectionOf(told, id), { count: told['count']!, reason: told['reason']! }),
};

function subscriptionOf(told: Attributes, id: string) {
  const { name: description = null, since, failedAttempts = 0 } = told;
  return {
    id,
    description,
    failingSince: since ? Date.parse(since) : null,
    failedAttempts,
    toldAt: null,
  };
}

function connectionOf({ name, connectionSource: source }: Attributes, id: string) {
  return { id, name: name!, source: source! };
}

test.each(operationalEventTypes)('the sample of %s is what the relay writes', (type) => {
  const { data } = findEventType(type).sample;
  const { connectionId, attributes, subject } = data;
  const news = newsOf[type](attributes as Attributes, subject!.id);
  expect(news).toEqual({ type, connectionId, subjectId: subject!.id, attributes });
});

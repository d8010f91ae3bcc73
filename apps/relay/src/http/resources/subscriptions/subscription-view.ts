import type { SubscriptionEntity } from '../../../database/entities/subscription.entity.ts';
import type { SubscriptionView } from './subscriptions.schemas.ts';

/** A subscription as the API shows it. */
export function subscriptionView(subscription: SubscriptionEntity): SubscriptionView {
  const { id, url, ordering, description, status, disabledReason } = subscription;
  const { eventTypes, connectionIds, failingSince, createdAt, updatedAt } = subscription;
  return {
    id,
    url,
    eventTypes: JSON.parse(eventTypes),
    connectionIds: connectionIds === null ? null : JSON.parse(connectionIds),
    ordering,
    description,
    status,
    disabledReason,
    failingSince: failingSince === null ? null : new Date(failingSince).toISOString(),
    createdAt: new Date(createdAt).toISOString(),
    updatedAt: new Date(updatedAt).toISOString(),
  };
}

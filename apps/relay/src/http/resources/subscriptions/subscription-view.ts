import type { SubscriptionEntity } from '../../../database/entities/subscription.entity.ts';
import type { SubscriptionView } from './subscriptions.schemas.ts';

/** A subscription as the API shows it. */
export function subscriptionView(subscription: SubscriptionEntity): SubscriptionView {
  const { id, url, ordering, description, status, disabledReason } = subscription;
  const { eventTypes, connectionIds, failingSince, apiKeyId, expiresAt } = subscription;
  const { createdAt, updatedAt } = subscription;
  return {
    id,
    url,
    eventTypes: JSON.parse(eventTypes),
    connectionIds: connectionIds === null ? null : JSON.parse(connectionIds),
    ordering,
    description,
    status,
    disabledReason,
    failingSince: toIso(failingSince),
    apiKeyId,
    expiresAt: toIso(expiresAt),
    createdAt: new Date(createdAt).toISOString(),
    updatedAt: new Date(updatedAt).toISOString(),
  };
}

/** The same for a key that may only read: of the URL, where it leads and no more. */
export function maskedSubscriptionView(subscription: SubscriptionEntity): SubscriptionView {
  return { ...subscriptionView(subscription), url: maskUrl(subscription.url) };
}

/** `https://hooks.zapier.com/…`: path, query and user name may each be a secret. */
function maskUrl(url: string): string {
  return URL.canParse(url) ? `${new URL(url).origin}/…` : '…';
}

function toIso(milliseconds: number | null): string | null {
  return milliseconds === null ? null : new Date(milliseconds).toISOString();
}

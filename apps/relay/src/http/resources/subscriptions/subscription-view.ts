import { Injectable } from '@nestjs/common';

import type { SubscriptionEntity } from '../../../database/entities/subscription.entity.ts';
import { openUrl } from '../../../database/stores/subscription-secrets.ts';
import { Vault } from '../../../database/vault/vault.ts';
import type { CallerKey } from '../../index.ts';
import { seesUrls } from './subscription-access.ts';
import type { SubscriptionView } from './subscriptions.schemas.ts';

/** Subscriptions as the API shows them. */
@Injectable()
export class SubscriptionViews {
  constructor(private readonly vault: Vault) {}

  view(subscription: SubscriptionEntity): SubscriptionView {
    return subscriptionView(subscription, this.#urlOf(subscription));
  }

  /** As this key may see it: one that may only read learns where a URL leads, and no more. */
  viewFor(key: CallerKey): (subscription: SubscriptionEntity) => SubscriptionView {
    if (seesUrls(key)) return (subscription) => this.view(subscription);
    return (subscription) => subscriptionView(subscription, maskUrl(this.#urlOf(subscription)));
  }

  #urlOf({ id: subscriptionId, url: sealed }: SubscriptionEntity): string {
    try {
      return openUrl({ vault: this.vault, subscriptionId, sealed });
    } catch {
      // One damaged row is no reason to show none.
      return 'unreadable';
    }
  }
}

function subscriptionView(subscription: SubscriptionEntity, url: string): SubscriptionView {
  const { id, ordering, description, status, disabledReason } = subscription;
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

/** `https://hooks.zapier.com/…`: path and query may each be a secret. */
function maskUrl(url: string): string {
  return URL.canParse(url) ? `${new URL(url).origin}/…` : '…';
}

function toIso(milliseconds: number | null): string | null {
  return milliseconds === null ? null : new Date(milliseconds).toISOString();
}

import { Inject, Injectable } from '@nestjs/common';

import type { SubscriptionEntity } from '../../../database/entities/subscription.entity.ts';
import { openHeaders, openUrl } from '../../../database/stores/subscription-secrets.ts';
import { readJson } from '../../../shared/read-json.ts';
import { maskUrl } from '../../../pipeline/send/subscriber-url.ts';
import { Paces } from '../../../pipeline/dispatch/paces.ts';
import type { Clock } from '../../../shared/clock/clock.ts';
import { CLOCK } from '../../../shared/tokens.ts';
import { openIfReadable, Vault } from '../../../database/vault/vault.ts';
import type { Transaction } from '../../../database/transaction.ts';
import { canOnlyRead } from '../../index.ts';
import type { CallerKey } from '../../index.ts';
import { readSubscriptionBacklog } from './subscription-backlog.ts';
import type { SubscriptionView } from './subscriptions.schemas.ts';
import { isoTime } from '../../../shared/clock/iso-time.ts';

/** Subscriptions as the API returns them. */
@Injectable()
export class SubscriptionViews {
  constructor(
    private readonly vault: Vault,
    private readonly paces: Paces,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  view(tx: Transaction, subscription: SubscriptionEntity): Promise<SubscriptionView> {
    return this.#view(tx, subscription, this.#urlOf(subscription));
  }

  /** As this key may see it: keys that can only read learn the host of a URL, and no more. */
  viewFor(
    tx: Transaction,
    options: { readonly key: CallerKey; readonly subscription: SubscriptionEntity },
  ): Promise<SubscriptionView> {
    const { key, subscription } = options;
    const url = this.#urlOf(subscription);
    return this.#view(tx, subscription, canOnlyRead(key) ? maskUrl(url) : url);
  }

  async #view(
    tx: Transaction,
    subscription: SubscriptionEntity,
    url: string,
  ): Promise<SubscriptionView> {
    const { id: subscriptionId, maxPerSecond, maxInFlight, failingSince } = subscription;
    const { waitsUntil, ...pace } = this.paces.view({
      subscriptionId,
      settings: { maxPerSecond, maxInFlight },
      failing: failingSince !== null,
      now: this.clock.now(),
    });
    const backlog = await readSubscriptionBacklog(tx, subscriptionId);
    return {
      ...subscriptionView(subscription, url),
      backlog: { pending: backlog.pending, oldestPendingAt: isoTime(backlog.oldestPendingAt) },
      lastDeliveredAt: isoTime(backlog.lastDeliveredAt),
      reordering: backlog.reordering,
      headerNames: this.#headerNames(subscription),
      pace: { ...pace, waitsUntil: isoTime(waitsUntil) },
    };
  }

  #headerNames({ id: subscriptionId, headers: sealed }: SubscriptionEntity): string[] {
    if (sealed === null) return [];
    const { vault } = this;
    return Object.keys(openIfReadable(() => openHeaders({ vault, subscriptionId, sealed })) ?? {});
  }

  #urlOf({ id: subscriptionId, url: sealed }: SubscriptionEntity): string {
    const { vault } = this;
    // One damaged row must not hide the others.
    return openIfReadable(() => openUrl({ vault, subscriptionId, sealed })) ?? 'unreadable';
  }
}

function subscriptionView(
  subscription: SubscriptionEntity,
  url: string,
): Omit<SubscriptionView, 'headerNames' | 'pace' | 'backlog' | 'lastDeliveredAt' | 'reordering'> {
  const { id, ordering, description, status, disabledReason, expectation } = subscription;
  const { eventTypes, connectionIds, failingSince, apiKeyId, expiresAt } = subscription;
  const { maxBytes, maxPerSecond, maxInFlight, createdAt, updatedAt } = subscription;
  return {
    id,
    url,
    // One damaged row must not hide the others.
    eventTypes: readJson(eventTypes, []),
    connectionIds: readJson(connectionIds, null),
    ordering,
    description,
    status,
    disabledReason,
    expect: readJson(expectation, null),
    maxBytes,
    maxPerSecond,
    maxInFlight,
    failingSince: isoTime(failingSince),
    apiKeyId,
    expiresAt: isoTime(expiresAt),
    createdAt: isoTime(createdAt),
    updatedAt: isoTime(updatedAt),
  };
}

import { matchesEventType } from '@invoice-relay/core/events';
import type { EventType } from '@invoice-relay/core/events';

import { configurationVersion } from '../../database/tables/configuration-versions.ts';
import { loadInterests } from '../../database/tables/subscription-interests.ts';
import type { SubscriptionInterest } from '../../database/tables/subscription-interests.ts';
import type { Transaction } from '../../database/transaction.ts';

/**
 * Who wants what, in memory: however many subscriptions there are, an event costs one look. Read
 * anew when a subscription was changed, which the transaction that asks sees for certain.
 */
export class SubscriptionIndex {
  #version = -1;
  #interests: readonly SubscriptionInterest[] = [];
  readonly #matches = new Map<string, readonly SubscriptionInterest[]>();

  async refresh(tx: Transaction): Promise<void> {
    const version = await configurationVersion(tx, 'subscriptions');
    if (version === this.#version) return;
    this.#interests = await loadInterests(tx);
    this.#matches.clear();
    this.#version = version;
  }

  /** Those that want events of a type and a connection. */
  match(event: {
    readonly connectionId: string;
    readonly type: EventType;
  }): readonly SubscriptionInterest[] {
    const { connectionId, type } = event;
    const key = `${connectionId} ${type}`;
    let matches = this.#matches.get(key);
    if (matches === undefined) {
      matches = this.#interests.filter(
        ({ connectionIds, eventTypes }) =>
          (connectionIds === null || connectionIds.includes(connectionId)) &&
          matchesEventType({ patterns: eventTypes, type }),
      );
      this.#matches.set(key, matches);
    }
    return matches;
  }
}

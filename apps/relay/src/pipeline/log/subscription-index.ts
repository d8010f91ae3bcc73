import { matchesEventType } from '@invoice-relay/core/events';
import type { EventType } from '@invoice-relay/core/events';

import type { Database } from '../../database/database.ts';
import { disableSubscriptions } from '../../database/tables/subscription-health.ts';
import type { FailingSubscription } from '../../database/tables/subscription-health.ts';
import { loadInterests } from '../../database/tables/subscription-interests.ts';
import type { SubscriptionInterest } from '../../database/tables/subscription-interests.ts';
import type { Transaction } from '../../database/transaction.ts';
import { KnownVersion } from './known-version.ts';

const damagedReason =
  'The relay cannot read which events this subscription selects. Set its eventTypes and connectionIds again, set it active, and replay what it missed.';

/** A subscription that was disabled, and why. */
export interface DamagedInterest {
  readonly subscription: FailingSubscription;
  readonly reason: string;
}

/**
 * Which subscriptions select what, in memory: however many there are, an event costs one lookup.
 * Read again when a subscription was changed, which the calling transaction sees for certain.
 */
export class SubscriptionIndex {
  readonly #version: KnownVersion;
  #interests: readonly SubscriptionInterest[] = [];
  #owners: ReadonlyMap<string, string | null> = new Map();
  readonly #matches = new Map<string, readonly SubscriptionInterest[]>();

  constructor(options: { readonly database: Pick<Database, 'afterCommit'> }) {
    this.#version = new KnownVersion({ ...options, table: 'subscriptions' });
  }

  /**
   * @param options.now epoch milliseconds
   * @returns those that were disabled because their selection cannot be read
   */
  async refresh(
    tx: Transaction,
    { now }: { readonly now: number },
  ): Promise<readonly DamagedInterest[]> {
    const version = await this.#version.another(tx);
    if (version === undefined) return [];
    const { interests, damaged } = await loadInterests(tx);
    this.#interests = interests;
    this.#owners = new Map(interests.map(({ id, apiKeyId }) => [id, apiKeyId]));
    this.#matches.clear();
    this.#version.read(version);
    const disabled = await disableSubscriptions(tx, { ids: damaged, reason: damagedReason, now });
    return disabled.map((subscription) => ({ subscription, reason: damagedReason }));
  }

  /**
   * Subscriptions that select an event, by its type and connection. One about a subscription only
   * goes to others, and among them to those that may receive it: see
   * `SubscriptionEntity.receivesAllOperational`.
   */
  match(event: {
    readonly connectionId: string;
    readonly type: EventType;
    readonly subjectKind: string | null;
    readonly subjectId: string | null;
  }): readonly SubscriptionInterest[] {
    const matches = this.#matching(event);
    if (event.subjectKind !== 'subscription' || event.subjectId === null) return matches;
    const about = event.subjectId;
    const owner = this.#owners.get(about);
    return matches.filter(
      ({ id, apiKeyId, receivesAllOperational }) =>
        id !== about && (receivesAllOperational || apiKeyId === owner),
    );
  }

  #matching(event: {
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

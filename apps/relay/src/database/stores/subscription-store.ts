import type { EventTypePattern } from '@invoice-relay/core/events';
import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../shared/tokens.ts';
import type { Clock } from '../../shared/clock/clock.ts';
import { Database } from '../database.ts';
import type { Ordering, SubscriptionStatus } from '../entities/subscription.entity.ts';
import { placeholders } from '../sql.ts';
import { Vault } from '../vault/vault.ts';
import { openSecret } from './subscription-secrets.ts';
import type { Transaction } from '../transaction.ts';

/** A subscription as append needs it: events are kept for it whatever its status. */
export interface ActiveSubscription {
  readonly id: string;
  readonly eventTypes: readonly EventTypePattern[];
  /** Null is every connection. */
  readonly connectionIds: readonly string[] | null;
  readonly ordering: Ordering;
}

/** A subscription as an attempt needs it. */
export interface SendingSubscription {
  readonly id: string;
  readonly url: string;
  /** The current secret first, then the one replaced lately, which signs along. */
  readonly secrets: readonly [string, ...string[]];
  readonly status: SubscriptionStatus;
  /** Epoch milliseconds. */
  readonly failingSince: number | null;
  /** The `seq` of a delivery. */
  readonly catchUpUntil: number | null;
}

interface SendingRow extends Omit<SendingSubscription, 'secrets'> {
  readonly secret: string;
  readonly previousSecret: string | null;
  readonly previousSecretUntil: number | null;
}

/** What append and dispatch ask of subscriptions. Holds nothing: a change counts at once. */
@Injectable()
export class SubscriptionStore {
  constructor(
    private readonly database: Database,
    private readonly vault: Vault,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** All that are not deleted. */
  async loadAll(transaction: Transaction): Promise<ActiveSubscription[]> {
    const rows = await transaction.query<
      { id: string; eventTypes: string; connectionIds: string | null; ordering: Ordering }[]
    >(
      `SELECT "id", "event_types" AS "eventTypes", "connection_ids" AS "connectionIds", "ordering"
       FROM "subscriptions" WHERE "deleted_at" IS NULL`,
    );
    return rows.map(({ id, eventTypes, connectionIds, ordering }) => ({
      id,
      eventTypes: JSON.parse(eventTypes),
      connectionIds: connectionIds === null ? null : JSON.parse(connectionIds),
      ordering,
    }));
  }

  /** Those of the ids that are not deleted, whatever their status, with their secrets opened. */
  async loadForSending(ids: readonly string[]): Promise<Map<string, SendingSubscription>> {
    const now = this.clock.now();
    const rows = await this.database.read((transaction) =>
      transaction.query<SendingRow[]>(
        `SELECT "id", "url", "secret", "previous_secret" AS "previousSecret",
           "previous_secret_until" AS "previousSecretUntil", "status",
           "failing_since" AS "failingSince", "catch_up_until" AS "catchUpUntil"
         FROM "subscriptions" WHERE "deleted_at" IS NULL AND "id" IN (${placeholders(ids.length)})`,
        [...ids],
      ),
    );
    return new Map(rows.map((row) => [row.id, this.#open(row, now)]));
  }

  #open(row: SendingRow, now: number): SendingSubscription {
    const { secret, previousSecret, previousSecretUntil, ...rest } = row;
    const open = (sealed: string): string =>
      openSecret({ vault: this.vault, subscriptionId: row.id, sealed });
    const previous =
      previousSecret !== null && (previousSecretUntil ?? 0) > now ? [open(previousSecret)] : [];
    return { ...rest, secrets: [open(secret), ...previous] };
  }
}

import type { EventTypePattern } from '@invoice-relay/core/events';
import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../shared/tokens.ts';
import type { Clock } from '../../shared/clock/clock.ts';
import { Database } from '../database.ts';
import type { Ordering, SubscriptionStatus } from '../entities/subscription.entity.ts';
import { sql, texts } from '../sql/sql.ts';
import { validRotated } from '../tables/rotated-secrets.ts';
import type { RotatedSecret } from '../tables/rotated-secrets.ts';
import { Vault } from '../vault/vault.ts';
import { openSecret, openUrl } from './subscription-secrets.ts';
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
  /** The current secret first, then those replaced lately, which sign along. */
  readonly secrets: readonly [string, ...string[]];
  readonly status: SubscriptionStatus;
  /** Epoch milliseconds. */
  readonly failingSince: number | null;
  /** The `seq` of a delivery. */
  readonly catchUpUntil: number | null;
}

interface SendingRow extends Omit<SendingSubscription, 'secrets'> {
  readonly secret: string;
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
    return this.database.read(async (tx) => {
      const rows = await tx.all<SendingRow>(
        sql`SELECT "id", "url", "secret", "status", "failing_since" AS "failingSince",
              "catch_up_until" AS "catchUpUntil"
            FROM "subscriptions" WHERE "deleted_at" IS NULL AND "id" IN ${texts(ids)}`,
      );
      const rotated = await validRotated(tx, { kind: 'subscription_secret', ownerIds: ids, now });
      return new Map(rows.map((row) => [row.id, this.#open(row, rotated.get(row.id) ?? [])]));
    });
  }

  #open(row: SendingRow, rotated: readonly RotatedSecret[]): SendingSubscription {
    const { secret, url, ...rest } = row;
    const { vault } = this;
    const open = (sealed: string): string => openSecret({ vault, subscriptionId: row.id, sealed });
    return {
      ...rest,
      url: openUrl({ vault, subscriptionId: row.id, sealed: url }),
      secrets: [open(secret), ...rotated.map(({ value }) => open(value))],
    };
  }
}

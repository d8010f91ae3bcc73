import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../shared/tokens.ts';
import type { Clock } from '../../shared/clock/clock.ts';
import { Database } from '../database.ts';
import type { SubscriptionStatus } from '../entities/subscription.entity.ts';
import { sql, texts } from '../sql/sql.ts';
import { validRotated } from '../tables/rotated-secrets.ts';
import type { RotatedSecret } from '../tables/rotated-secrets.ts';
import { Vault } from '../vault/vault.ts';
import { openSecret, openUrl } from './subscription-secrets.ts';

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

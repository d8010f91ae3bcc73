import { generateStandardWebhookSecret } from '@invoice-relay/core/signature';
import { Inject, Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';

import { seconds } from '../../../shared/clock/durations.ts';
import type { CallerKey } from '../../index.ts';
import { CLOCK } from '../../../shared/tokens.ts';
import type { Clock } from '../../../shared/clock/clock.ts';
import { Database } from '../../../database/database.ts';
import { SubscriptionEntity } from '../../../database/entities/subscription.entity.ts';
import type { SubscriptionStatus } from '../../../database/entities/subscription.entity.ts';
import { urlHash } from '../../../database/stores/subscription-secrets.ts';
import { Vault } from '../../../database/vault/vault.ts';
import { findFor, mayManage } from './subscription-access.ts';
import { expiryOf, SubscriptionChanges } from './subscription-changes.ts';
import { withSeparatedUrl } from './basic-from-url.ts';
import { SubscriptionChecks } from './subscription-checks.ts';
import { SubscriptionExpiry } from './subscription-expiry.ts';
import { SubscriptionViews } from './subscription-view.ts';
import type {
  ClaimedSubscription,
  CreateSubscription,
  SubscriptionView,
} from './subscriptions.schemas.ts';
import type { Transaction } from '../../../database/transaction.ts';

/**
 * Claims and releases subscriptions, for hosts such as n8n and Zapier that delete and recreate them
 * whenever a workflow changes: nothing that is pending is lost in between.
 */
@Injectable()
export class SubscriptionClaims {
  constructor(
    private readonly database: Database,
    private readonly checks: SubscriptionChecks,
    private readonly changes: SubscriptionChanges,
    private readonly expiry: SubscriptionExpiry,
    private readonly views: SubscriptionViews,
    private readonly vault: Vault,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Takes over the existing subscription for exactly this URL, with its secret and everything still
   * to be delivered, in order; creates one if there is none. Concurrent calls are served one after
   * the other, so the second takes over what the first one created.
   *
   * @throws {ProblemError} 400 with every invalid field
   */
  claim(options: {
    readonly body: CreateSubscription;
    readonly key: CallerKey;
  }): Promise<ClaimedSubscription> {
    const { key } = options;
    return this.database.write(async (transaction) => {
      await this.checks.check(transaction, options.body);
      const body = withSeparatedUrl(options.body);
      const present = await claimable(transaction, { urlHash: urlHash(this.vault, body.url), key });
      const subscription =
        present === undefined
          ? await this.changes.insert(transaction, { body, key })
          : await this.#takeOver(transaction, { present, body, key });
      await this.expiry.schedule(transaction, subscription);
      return {
        ...(await this.views.view(transaction, subscription)),
        secret: this.changes.secretOf(subscription),
        claimed: present !== undefined,
      };
    });
  }

  async #takeOver(
    transaction: Transaction,
    options: {
      readonly present: SubscriptionEntity;
      readonly body: CreateSubscription & { readonly authorization?: string };
      readonly key: CallerKey;
    },
  ): Promise<SubscriptionEntity> {
    const { present, body, key } = options;
    const { expiresInSeconds: _, ...wanted } = body;
    // Whoever claims it is back: what waits for a later attempt need not wait.
    if (present.failingSince !== null) await this.changes.tryNow(transaction, present.id);
    const updated = await this.changes.update(transaction, {
      present,
      key,
      // With a secret that nobody can decrypt, the subscriber could not be served: it gets another.
      body: {
        ...wanted,
        ...(wanted.secret === undefined && !this.changes.hasReadableSecret(present)
          ? { secret: generateStandardWebhookSecret() }
          : {}),
        status: 'active',
      },
    });
    const expiresAt = expiryOf(body, this.clock.now());
    return this.changes.keep(transaction, { present: updated, key, changes: { expiresAt } });
  }

  /**
   * Stops delivering and keeps everything pending, for as long as it may rest; then it is deleted.
   *
   * @throws {ProblemError} 404
   */
  release(target: {
    readonly id: string;
    readonly key: CallerKey;
    readonly restSeconds: number;
  }): Promise<SubscriptionView> {
    const { key, restSeconds } = target;
    return this.database.write(async (transaction) => {
      const present = await findFor(transaction, target);
      const restEnds = this.clock.now() + restSeconds * seconds;
      const changes: Partial<SubscriptionEntity> = {
        status: 'released',
        disabledReason: null,
        // One that was to be deleted earlier still is.
        expiresAt: Math.min(present.expiresAt ?? Number.POSITIVE_INFINITY, restEnds),
      };
      const released = await this.changes.keep(transaction, { present, key, changes });
      await this.expiry.schedule(transaction, released);
      return this.views.view(transaction, released);
    });
  }
}

const preference: readonly SubscriptionStatus[] = ['active', 'paused', 'disabled', 'released'];

/** Of several: one of the key's own, then one that is in use, then the oldest. */
async function claimable(
  transaction: Transaction,
  options: { readonly urlHash: string; readonly key: CallerKey },
): Promise<SubscriptionEntity | undefined> {
  const { key } = options;
  const found = await transaction.entities.find(SubscriptionEntity, {
    where: { urlHash: options.urlHash, deletedAt: IsNull() },
    order: { id: 'ASC' },
  });
  const foreign = ({ apiKeyId }: SubscriptionEntity): number => Number(apiKeyId !== key.id);
  const rank = ({ status }: SubscriptionEntity): number => preference.indexOf(status);
  return found
    .filter((subscription) => mayManage(key, subscription))
    .toSorted((a, b) => foreign(a) - foreign(b) || rank(a) - rank(b))[0];
}

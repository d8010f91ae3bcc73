import { setImmediate } from 'node:timers/promises';

import { generateStandardWebhookSecret } from '@invoice-relay/core/signature';
import { Injectable } from '@nestjs/common';
import { IsNull, MoreThan } from 'typeorm';

import { seconds } from '../../../shared/clock/durations.ts';
import { cursors, decodeCursor, toPage } from '../../index.ts';
import type { CallerKey, ListQuery, Page } from '../../index.ts';
import { Database } from '../../../database/database.ts';
import { SubscriptionEntity } from '../../../database/entities/subscription.entity.ts';
import type { Rotation } from '../rotation/rotation.schemas.ts';
import { findFor, visibleTo } from './subscription-access.ts';
import { withSeparatedUrl } from './basic-from-url.ts';
import { SubscriptionChanges } from './subscription-changes.ts';
import { SubscriptionChecks } from './subscription-checks.ts';
import { SubscriptionExpiry } from './subscription-expiry.ts';
import { SubscriptionViews } from './subscription-view.ts';
import type {
  CreateSubscription,
  SubscriptionView,
  SubscriptionWithSecret,
  UpdateSubscription,
} from './subscriptions.schemas.ts';

/** Which subscription, and who asks. */
interface Target {
  readonly id: string;
  readonly key: CallerKey;
}

/** Subscriptions, who wants which events at which URL: create, show, change, delete. */
@Injectable()
export class SubscriptionsService {
  constructor(
    private readonly database: Database,
    private readonly checks: SubscriptionChecks,
    private readonly changes: SubscriptionChanges,
    private readonly expiry: SubscriptionExpiry,
    private readonly views: SubscriptionViews,
  ) {}

  /** @throws {ProblemError} 400 with every invalid field */
  create(options: {
    readonly body: CreateSubscription;
    readonly key: CallerKey;
  }): Promise<SubscriptionWithSecret> {
    return this.database.write(async (transaction) => {
      await this.checks.check(transaction, options.body);
      const body = withSeparatedUrl(options.body);
      const subscription = await this.changes.insert(transaction, { ...options, body });
      await this.expiry.schedule(transaction, subscription);
      return {
        ...(await this.views.view(transaction, subscription)),
        secret: this.changes.secretOf(subscription),
      };
    });
  }

  async list(options: {
    readonly query: ListQuery;
    readonly key: CallerKey;
  }): Promise<Page<SubscriptionView>> {
    const { query, key } = options;
    const after = decodeCursor({ after: query.after, schema: cursors.id });
    return this.database.read(async (transaction) => {
      const rows = await transaction.entities.find(SubscriptionEntity, {
        where: {
          deletedAt: IsNull(),
          ...visibleTo(key),
          ...(after === undefined ? {} : { id: MoreThan(after[0]) }),
        },
        order: { id: 'ASC' },
        take: query.limit + 1,
      });
      const views: SubscriptionView[] = [];
      for (const subscription of rows) {
        views.push(await this.views.viewFor(transaction, { key, subscription }));
        // Counting what is pending takes milliseconds for each.
        await setImmediate();
      }
      return toPage({
        rows: views,
        limit: query.limit,
        cursorOf: ({ id }) => [id],
        view: (view) => view,
      });
    });
  }

  /** @throws {ProblemError} 404 */
  get(target: Target): Promise<SubscriptionView> {
    return this.database.read(async (transaction) => {
      const subscription = await findFor(transaction, target);
      return this.views.viewFor(transaction, { key: target.key, subscription });
    });
  }

  /** @throws {ProblemError} 400 or 404 */
  update(target: Target & { readonly body: UpdateSubscription }): Promise<SubscriptionView> {
    const { key } = target;
    return this.database.write(async (transaction) => {
      const present = await findFor(transaction, target);
      await this.checks.check(transaction, target.body);
      const body = withSeparatedUrl(target.body);
      const updated = await this.changes.update(transaction, { present, body, key });
      return this.views.view(transaction, updated);
    });
  }

  /**
   * Creates a new secret, shown only in this response; both sign during the overlap.
   *
   * @throws {ProblemError} 404
   */
  rotateSecret(target: Target & Rotation): Promise<SubscriptionWithSecret> {
    const { key, overlapSeconds } = target;
    const secret = generateStandardWebhookSecret();
    return this.database.write(async (transaction) => {
      const present = await findFor(transaction, target);
      const overlapMs = overlapSeconds * seconds;
      const rotated = await this.changes.rotateSecret(transaction, {
        present,
        key,
        secret,
        overlapMs,
      });
      return { ...(await this.views.view(transaction, rotated)), secret };
    });
  }

  /**
   * Cancels pending deliveries and deletes the secrets. Its deliveries stay readable.
   *
   * @throws {ProblemError} 404
   */
  remove(target: Target): Promise<void> {
    return this.database.write(async (transaction) => {
      const { id } = await findFor(transaction, target);
      await this.changes.remove(transaction, id);
    });
  }
}

import { generateStandardWebhookSecret } from '@invoice-relay/core/signature';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { IsNull, MoreThan } from 'typeorm';
import * as v from 'valibot';

import { decodeCursor, notFound, toPage } from '../../index.ts';
import type { ListQuery, Page } from '../../index.ts';
import { CLOCK, DELIVERY_QUEUE } from '../../../shared/tokens.ts';
import type { Clock } from '../../../shared/clock/clock.ts';
import { Database } from '../../../database/database.ts';
import { DeliveryEntity } from '../../../database/entities/delivery.entity.ts';
import { SubscriptionEntity } from '../../../database/entities/subscription.entity.ts';
import { newId } from '../../../shared/ids/index.ts';
import type { DeliveryQueue } from '../../../pipeline/lanes/delivery-queue.ts';
import { Wake } from '../../../pipeline/lanes/wake.ts';
import type { Rotation } from '../rotation/rotation.schemas.ts';
import { Vault } from '../../../database/vault/vault.ts';
import { SubscriptionChecks } from './subscription-checks.ts';
import { sealSecret } from '../../../database/stores/subscription-secrets.ts';
import { subscriptionView } from './subscription-view.ts';
import type {
  CreateSubscription,
  SubscriptionView,
  SubscriptionWithSecret,
  UpdateSubscription,
} from './subscriptions.schemas.ts';

/** How long a secret signs along after it was replaced by a given one. Milliseconds. */
const secretOverlapMs = 24 * 60 * 60 * 1000;

const cursorSchema = v.strictTuple([v.string()]);

/** Who wants which events, at which URL: made, shown, changed, taken away. */
@Injectable()
export class SubscriptionsService {
  constructor(
    private readonly database: Database,
    private readonly vault: Vault,
    private readonly checks: SubscriptionChecks,
    private readonly wake: Wake,
    @Inject(DELIVERY_QUEUE) private readonly queue: DeliveryQueue,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws {ProblemError} 400 with every field that cannot be taken */
  create(body: CreateSubscription): Promise<SubscriptionWithSecret> {
    return this.database.write(async (manager) => {
      await this.checks.check(manager, body);
      const now = this.clock.now();
      const id = newId({ prefix: 'sub', now });
      const secret = body.secret ?? generateStandardWebhookSecret();
      const subscription: SubscriptionEntity = {
        id,
        url: body.url,
        eventTypes: distinct(body.eventTypes),
        connectionIds: body.connectionIds === null ? null : distinct(body.connectionIds),
        ordering: body.ordering,
        description: body.description,
        secret: sealSecret({ vault: this.vault, subscriptionId: id, secret }),
        previousSecret: null,
        previousSecretUntil: null,
        status: 'active',
        disabledReason: null,
        failingSince: null,
        catchUpUntil: null,
        createdAt: now,
        updatedAt: now,
        deletedAt: null,
      };
      await manager.insert(SubscriptionEntity, subscription);
      return { ...subscriptionView(subscription), secret };
    });
  }

  async list(query: ListQuery): Promise<Page<SubscriptionView>> {
    const after = decodeCursor({ after: query.after, schema: cursorSchema });
    const rows = await this.database.read((manager) =>
      manager.find(SubscriptionEntity, {
        where: { deletedAt: IsNull(), ...(after === undefined ? {} : { id: MoreThan(after[0]) }) },
        order: { id: 'ASC' },
        take: query.limit + 1,
      }),
    );
    return toPage({
      rows,
      limit: query.limit,
      cursorOf: ({ id }) => [id],
      view: subscriptionView,
    });
  }

  /** @throws {ProblemError} 404 */
  async get(id: string): Promise<SubscriptionView> {
    return subscriptionView(await this.database.read((manager) => find(manager, id)));
  }

  /** @throws {ProblemError} 400 or 404 */
  update(options: {
    readonly id: string;
    readonly body: UpdateSubscription;
  }): Promise<SubscriptionView> {
    const { id, body } = options;
    return this.#change(id, async (manager, present) => {
      await this.checks.check(manager, body);
      const { secret, status, ordering = present.ordering } = body;
      const enabling = status === 'active' && present.status !== 'active';
      const changes = {
        ...plainChanges(present, body),
        ...(secret === undefined ? {} : this.#replaceSecret(present, secret, secretOverlapMs)),
        ...(enabling ? await this.#enable(manager, id) : {}),
      };
      if (ordering !== present.ordering) {
        await this.queue.reorder(manager, { subscriptionId: id, ordering });
      }
      return changes;
    });
  }

  /** Makes a new secret, shown in this answer only; both sign during the overlap. */
  async rotateSecret(options: { readonly id: string } & Rotation): Promise<SubscriptionWithSecret> {
    const secret = generateStandardWebhookSecret();
    const view = await this.#change(options.id, async (_, present) =>
      this.#replaceSecret(present, secret, options.overlapSeconds * 1000),
    );
    return { ...view, secret };
  }

  /**
   * Cancels what is pending and forgets the secrets. Its deliveries stay readable.
   *
   * @throws {ProblemError} 404
   */
  async remove(id: string): Promise<void> {
    await this.#change(id, async (manager) => {
      const now = this.clock.now();
      await this.queue.cancel(manager, { subscriptionId: id, now });
      return { secret: '', previousSecret: null, deletedAt: now };
    });
  }

  #change(
    id: string,
    changesOf: (
      manager: EntityManager,
      present: SubscriptionEntity,
    ) => Promise<Partial<SubscriptionEntity>>,
  ): Promise<SubscriptionView> {
    return this.database.write(async (manager) => {
      const present = await find(manager, id);
      const changes = { ...(await changesOf(manager, present)), updatedAt: this.clock.now() };
      await manager.update(SubscriptionEntity, { id }, changes);
      this.database.afterCommit(() => this.wake.wake());
      return subscriptionView({ ...present, ...changes });
    });
  }

  /** All that was missed becomes due, to be caught up in chronological order. */
  async #enable(manager: EntityManager, id: string): Promise<Partial<SubscriptionEntity>> {
    await this.queue.hasten(manager, { subscriptionId: id, now: this.clock.now() });
    const lastPending = await manager.maximum(DeliveryEntity, 'seq', {
      subscriptionId: id,
      status: 'pending',
    });
    return { failingSince: null, disabledReason: null, catchUpUntil: lastPending };
  }

  #replaceSecret(
    present: SubscriptionEntity,
    secret: string,
    overlapMs: number,
  ): Partial<SubscriptionEntity> {
    return {
      secret: sealSecret({ vault: this.vault, subscriptionId: present.id, secret }),
      previousSecret: present.secret,
      previousSecretUntil: this.clock.now() + overlapMs,
    };
  }
}

async function find(manager: EntityManager, id: string): Promise<SubscriptionEntity> {
  const subscription = await manager.findOneBy(SubscriptionEntity, { id, deletedAt: IsNull() });
  if (subscription === null) throw notFound('subscription', id);
  return subscription;
}

function plainChanges(
  present: SubscriptionEntity,
  body: UpdateSubscription,
): Partial<SubscriptionEntity> {
  const { url, eventTypes, connectionIds, ordering, description, status } = body;
  return {
    ...(url === undefined ? {} : { url }),
    // Another URL has not failed yet.
    ...(url === undefined || url === present.url ? {} : { failingSince: null }),
    ...(eventTypes === undefined ? {} : { eventTypes: distinct(eventTypes) }),
    ...(connectionIds === undefined
      ? {}
      : { connectionIds: connectionIds === null ? null : distinct(connectionIds) }),
    ...(ordering === undefined ? {} : { ordering }),
    ...(description === undefined ? {} : { description }),
    ...(status === undefined ? {} : { status, disabledReason: null }),
  };
}

function distinct(values: readonly string[]): string {
  return JSON.stringify([...new Set(values)]);
}

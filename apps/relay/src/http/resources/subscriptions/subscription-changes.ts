import { generateStandardWebhookSecret } from '@invoice-relay/core/signature';
import { Inject, Injectable } from '@nestjs/common';

import { days, seconds } from '../../../shared/clock/durations.ts';
import { conflict, isAdmin } from '../../index.ts';
import type { CallerKey } from '../../index.ts';
import { CLOCK, DELIVERY_QUEUE, JOB_STORE } from '../../../shared/tokens.ts';
import type { Clock } from '../../../shared/clock/clock.ts';
import { Database } from '../../../database/database.ts';
import { SubscriptionEntity } from '../../../database/entities/subscription.entity.ts';
import {
  openHeaders,
  openSecret,
  openUrl,
  sealHeaders,
  sealSecret,
  sealUrl,
} from '../../../database/stores/subscription-secrets.ts';
import { deletePaces } from '../../../database/tables/paces.ts';
import { endRotated } from '../../../database/tables/rotated-secrets.ts';
import { openIfReadable, Vault } from '../../../database/vault/vault.ts';
import type { JobStore } from '../../../jobs/job-store.ts';
import { newId } from '../../../shared/ids/new-id.ts';
import type { DeliveryQueue } from '../../../pipeline/lanes/delivery-queue.ts';
import { wakeRetries } from '../../../pipeline/lanes/retry-waking.ts';
import { Wake } from '../../../shared/wake.ts';
import { rotate } from '../rotation/rotate.ts';
import { withAuthorization, withoutAuthorization } from './basic-from-url.ts';
import { ownerAfterChange } from './subscription-access.ts';
import { SubscriptionCancellation } from './subscription-cancellation.ts';
import { SubscriptionReordering } from './subscription-reordering.ts';
import type { DeliverySettings } from './delivery-settings.schemas.ts';
import type { CreateSubscription, UpdateSubscription } from './subscriptions.schemas.ts';
import type { Transaction } from '../../../database/transaction.ts';

/** How long a secret keeps signing after it was replaced by a given one. Milliseconds. */
const secretOverlapMs = 1 * days;

/**
 * What can happen to a subscription, each inside the caller's transaction. Permissions and
 * connections are checked before.
 */
@Injectable()
export class SubscriptionChanges {
  constructor(
    private readonly database: Database,
    private readonly vault: Vault,
    private readonly wake: Wake,
    private readonly cancellation: SubscriptionCancellation,
    private readonly reordering: SubscriptionReordering,
    @Inject(DELIVERY_QUEUE) private readonly queue: DeliveryQueue,
    @Inject(JOB_STORE) private readonly jobs: JobStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async insert(
    transaction: Transaction,
    options: { readonly body: Separated<CreateSubscription>; readonly key: CallerKey },
  ): Promise<SubscriptionEntity> {
    const { body, key } = options;
    const now = this.clock.now();
    const id = newId({ prefix: 'sub', now });
    const secret = body.secret ?? generateStandardWebhookSecret();
    const subscription: SubscriptionEntity = {
      id,
      ...sealUrl({ vault: this.vault, subscriptionId: id, url: body.url }),
      eventTypes: distinct(body.eventTypes),
      connectionIds: body.connectionIds === null ? null : distinct(body.connectionIds),
      ordering: body.ordering,
      description: body.description,
      secret: sealSecret({ vault: this.vault, subscriptionId: id, secret }),
      status: 'active',
      disabledReason: null,
      failingSince: null,
      failedAttempts: 0,
      failureReportedAt: null,
      headers: null,
      expectation: null,
      maxBytes: null,
      maxPerSecond: null,
      maxInFlight: null,
      ...this.#deliveryColumns({ id, headers: null }, body),
      apiKeyId: key.id,
      receivesAllOperational: isAdmin(key),
      expiresAt: expiryOf(body, now),
      createdAt: now,
      updatedAt: now,
      deletedAt: null,
    };
    await transaction.entities.insert(SubscriptionEntity, subscription);
    return subscription;
  }

  /** Fields omitted from `body` stay as they are. */
  async update(
    transaction: Transaction,
    options: {
      readonly present: SubscriptionEntity;
      readonly body: Separated<UpdateSubscription>;
      readonly key: CallerKey;
    },
  ): Promise<SubscriptionEntity> {
    const { present, body, key } = options;
    const { secret, status, ordering = present.ordering } = body;
    const enabling = status === 'active' && present.status !== 'active';
    if (ordering !== present.ordering) {
      await this.reordering.begin(transaction, { id: present.id, ordering });
    }
    const updated = await this.keep(transaction, {
      present,
      key,
      changes: {
        ...this.#plainChanges(present, body),
        // Whoever selects the events determines which may be received.
        ...(body.eventTypes === undefined ? {} : { receivesAllOperational: isAdmin(key) }),
        ...(secret === undefined || secret === this.#readableSecretOf(present)
          ? {}
          : await this.#replaceSecret(transaction, {
              present,
              secret,
              overlapMs: secretOverlapMs,
            })),
        ...(enabling ? await this.#enable(transaction, present.id) : {}),
      },
    });
    if (enabling) this.#refuseUnreadable(updated);
    return updated;
  }

  /** A new secret; both sign during the overlap. */
  async rotateSecret(
    transaction: Transaction,
    options: {
      readonly present: SubscriptionEntity;
      readonly key: CallerKey;
      readonly secret: string;
      /** Milliseconds. */
      readonly overlapMs: number;
    },
  ): Promise<SubscriptionEntity> {
    const { present, key } = options;
    const changes = await this.#replaceSecret(transaction, options);
    return this.keep(transaction, { present, key, changes });
  }

  /**
   * Nothing more is sent, pending deliveries are cancelled, and the secrets are deleted. Its
   * deliveries stay readable.
   */
  async remove(transaction: Transaction, id: string): Promise<void> {
    const now = this.clock.now();
    await transaction.entities.update(
      SubscriptionEntity,
      { id },
      {
        secret: '',
        url: '',
        urlHash: null,
        headers: null,
        expiresAt: null,
        deletedAt: now,
        updatedAt: now,
      },
    );
    await endRotated(transaction, { ownerId: id });
    await deletePaces(transaction, [id]);
    await this.cancellation.begin(transaction, id);
    this.database.afterCommit(() => this.wake.changed(id));
  }

  async keep(
    transaction: Transaction,
    options: {
      readonly present: SubscriptionEntity;
      readonly key: CallerKey;
      readonly changes: Partial<SubscriptionEntity>;
    },
  ): Promise<SubscriptionEntity> {
    const { present, key } = options;
    const changes = {
      ...owner(key, present),
      ...options.changes,
      updatedAt: this.clock.now(),
    };
    await transaction.entities.update(SubscriptionEntity, { id: present.id }, changes);
    this.database.afterCommit(() => this.wake.changed(present.id));
    return { ...present, ...changes };
  }

  secretOf(subscription: SubscriptionEntity): string {
    const { id: subscriptionId, secret: sealed } = subscription;
    return openSecret({ vault: this.vault, subscriptionId, sealed });
  }

  /** Whether its secret can be decrypted: with another encryption key it has to be set again. */
  hasReadableSecret(subscription: SubscriptionEntity): boolean {
    return this.#readableSecretOf(subscription) !== undefined;
  }

  #readableSecretOf(subscription: SubscriptionEntity): string | undefined {
    return openIfReadable(() => this.secretOf(subscription));
  }

  /** What cannot be read cannot be sent to, and would be disabled again immediately. */
  #refuseUnreadable(subscription: SubscriptionEntity): void {
    const { id: subscriptionId, url, headers } = subscription;
    const { vault } = this;
    const missing = [
      openIfReadable(() => openUrl({ vault, subscriptionId, sealed: url })) === undefined &&
        '"url"',
      !this.hasReadableSecret(subscription) && '"secret" (or rotate it)',
      openIfReadable(() => this.#headersOf({ id: subscriptionId, headers })) === undefined &&
        '"headers" (null for none)',
    ].filter((part) => part !== false);
    if (missing.length === 0) return;
    throw conflict(
      'subscription_unreadable',
      `The relay has no encryption key that can decrypt what it stored for this subscription. Set with the status, or before: ${missing.join(', ')}.`,
    );
  }

  /** Makes everything that waits for a later attempt due now. */
  tryNow(transaction: Transaction, id: string): Promise<void> {
    const { queue, jobs, clock } = this;
    return wakeRetries(transaction, {
      queue,
      jobs,
      subscriptionId: id,
      anew: true,
      now: clock.now(),
    });
  }

  /** Everything that was missed becomes due, in order. */
  async #enable(transaction: Transaction, id: string): Promise<Partial<SubscriptionEntity>> {
    await this.tryNow(transaction, id);
    return { failingSince: null, failedAttempts: 0, disabledReason: null };
  }

  async #replaceSecret(
    tx: Transaction,
    options: {
      readonly present: SubscriptionEntity;
      readonly secret: string;
      readonly overlapMs: number;
    },
  ): Promise<Partial<SubscriptionEntity>> {
    const { present, secret, overlapMs } = options;
    await rotate(tx, {
      kind: 'subscription_secret',
      ownerId: present.id,
      value: present.secret,
      now: this.clock.now(),
      overlapMs,
    });
    return { secret: sealSecret({ vault: this.vault, subscriptionId: present.id, secret }) };
  }

  #plainChanges(
    present: SubscriptionEntity,
    body: Separated<UpdateSubscription>,
  ): Partial<SubscriptionEntity> {
    const { url, ...rest } = body;
    return {
      ...(url === undefined ? {} : this.#urlColumns(present, url)),
      ...(url === undefined ? {} : this.#headersFor(present, url)),
      ...this.#deliveryColumns(present, rest),
      ...plain(present, rest),
    };
  }

  /** As for redirects of HTTP clients, an Authorization is for one origin, not for another host. */
  #headersFor(
    present: Pick<SubscriptionEntity, 'id' | 'url' | 'headers'>,
    url: string,
  ): Partial<Pick<DeliveryColumns, 'headers'>> {
    const { id: subscriptionId, url: sealed } = present;
    const before = openIfReadable(() => openUrl({ vault: this.vault, subscriptionId, sealed }));
    const headers = openIfReadable(() => this.#headersOf(present));
    if (before === undefined || headers === undefined) return {};
    if (new URL(before).origin === new URL(url).origin) return {};
    return { headers: this.#sealHeaders(subscriptionId, withoutAuthorization(headers)) };
  }

  /** How it is sent to. Omitted fields stay as they are. */
  #deliveryColumns(
    present: Pick<SubscriptionEntity, 'id' | 'headers'>,
    body: Separated<DeliverySettings>,
  ): DeliveryColumns {
    const { headers, expect, maxBytes, maxPerSecond, maxInFlight } = body;
    return {
      ...this.#headerColumn(present, { headers, authorization: body.authorization }),
      ...(expect === undefined ? {} : { expectation: expect && JSON.stringify(expect) }),
      ...(maxBytes === undefined ? {} : { maxBytes }),
      ...(maxPerSecond === undefined ? {} : { maxPerSecond }),
      ...(maxInFlight === undefined ? {} : { maxInFlight }),
    };
  }

  /** Omitted fields stay as they are, except for an Authorization that the URL brought. */
  #headerColumn(
    present: Pick<SubscriptionEntity, 'id' | 'headers'>,
    given: {
      readonly headers: DeliverySettings['headers'];
      readonly authorization: string | undefined;
    },
  ): Pick<DeliveryColumns, 'headers'> {
    const { headers, authorization } = given;
    const { id } = present;
    if (authorization === undefined) {
      return headers === undefined ? {} : { headers: this.#sealHeaders(id, headers) };
    }
    const kept = headers === undefined ? this.#headersOf(present) : (headers ?? {});
    return { headers: this.#sealHeaders(id, withAuthorization(kept, authorization)) };
  }

  #headersOf({
    id,
    headers: sealed,
  }: Pick<SubscriptionEntity, 'id' | 'headers'>): Readonly<Record<string, string>> {
    return sealed === null ? {} : openHeaders({ vault: this.vault, subscriptionId: id, sealed });
  }

  #sealHeaders(id: string, headers: Readonly<Record<string, string>> | null): string | null {
    if (headers === null || Object.keys(headers).length === 0) return null;
    return sealHeaders({ vault: this.vault, subscriptionId: id, headers });
  }

  #urlColumns(present: SubscriptionEntity, url: string): Partial<SubscriptionEntity> {
    const columns = sealUrl({ vault: this.vault, subscriptionId: present.id, url });
    // Another URL has not failed yet.
    return { ...columns, ...(columns.urlHash === present.urlHash ? {} : { failingSince: null }) };
  }
}

/** A subscription that comes to belong to a key receives what that key may receive. */
function owner(
  key: CallerKey,
  present: SubscriptionEntity,
): Pick<SubscriptionEntity, 'apiKeyId' | 'receivesAllOperational'> {
  const apiKeyId = ownerAfterChange(key, present);
  const isTaken = apiKeyId !== present.apiKeyId;
  return { apiKeyId, receivesAllOperational: isTaken ? false : present.receivesAllOperational };
}

/** A body whose URL was split from the user name and password in it. */
type Separated<Body> = Body & { readonly authorization?: string };

type DeliveryColumns = Partial<
  Pick<SubscriptionEntity, 'headers' | 'expectation' | 'maxBytes' | 'maxPerSecond' | 'maxInFlight'>
>;

/** When a subscription created or claimed now is deleted automatically, in epoch milliseconds. */
export function expiryOf(body: CreateSubscription, now: number): number | null {
  return body.expiresInSeconds === undefined ? null : now + body.expiresInSeconds * seconds;
}

function plain(
  present: SubscriptionEntity,
  body: Omit<UpdateSubscription, 'url'>,
): Partial<SubscriptionEntity> {
  const { eventTypes, connectionIds, ordering, description, status } = body;
  const taken = present.status === 'released' && status !== undefined;
  return {
    ...(eventTypes === undefined ? {} : { eventTypes: distinct(eventTypes) }),
    ...(connectionIds === undefined
      ? {}
      : { connectionIds: connectionIds === null ? null : distinct(connectionIds) }),
    ...(ordering === undefined ? {} : { ordering }),
    ...(description === undefined ? {} : { description }),
    ...(status === undefined ? {} : { status, disabledReason: null }),
    ...(taken ? { expiresAt: null } : {}),
  };
}

function distinct(values: readonly string[]): string {
  return JSON.stringify([...new Set(values)]);
}

import type { FindOptionsWhere } from 'typeorm';
import { IsNull } from 'typeorm';

import { SubscriptionEntity } from '../../../database/entities/subscription.entity.ts';
import { isAdmin, notFound } from '../../index.ts';
import type { CallerKey } from '../../index.ts';
import type { Transaction } from '../../../database/transaction.ts';

/**
 * Who may see and manage which subscriptions: an administrator all; a key with the scope
 * `subscribe` those it made. One that no key made (or whose key is deleted) is open to a key that
 * names it by its id or claims it by its URL, as only who made it knows these; with the first change
 * it belongs to that key. A key that may only read sees all, with their URLs masked.
 */
export function mayManage(
  key: CallerKey,
  subscription: Pick<SubscriptionEntity, 'apiKeyId'>,
): boolean {
  return isAdmin(key) || subscription.apiKeyId === null || subscription.apiKeyId === key.id;
}

/** What of the list a key sees. */
export function visibleTo(key: CallerKey): FindOptionsWhere<SubscriptionEntity> {
  return seesAll(key) ? {} : { apiKeyId: key.id };
}

/** Administrators, and keys that may do nothing but read. */
export function seesAll(key: CallerKey): boolean {
  return isAdmin(key) || !key.scopes.includes('subscribe');
}

/** A subscriber's URL often is a secret: who knows it may send there. */
export function seesUrls(key: CallerKey): boolean {
  return key.scopes.some((scope) => scope !== 'read');
}

/** Whose a subscription is after this key changed it. */
export function ownerAfterChange(
  key: CallerKey,
  { apiKeyId }: Pick<SubscriptionEntity, 'apiKeyId'>,
): string | null {
  return apiKeyId === null && !isAdmin(key) ? key.id : apiKeyId;
}

/** @throws {ProblemError} 404, also for one that the key may not see: it learns nothing of others */
export async function findFor(
  transaction: Transaction,
  options: { readonly id: string; readonly key: CallerKey },
): Promise<SubscriptionEntity> {
  const { id, key } = options;
  const subscription = await transaction.entities.findOneBy(SubscriptionEntity, {
    id,
    deletedAt: IsNull(),
  });
  if (subscription === null || !(seesAll(key) || mayManage(key, subscription))) {
    throw notFound('subscription', id);
  }
  return subscription;
}

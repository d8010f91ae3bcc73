import type { FindOptionsWhere } from 'typeorm';
import { IsNull } from 'typeorm';

import { SubscriptionEntity } from '../../../database/entities/subscription.entity.ts';
import { isAdmin, notFound } from '../../index.ts';
import type { CallerKey } from '../../index.ts';
import type { Transaction } from '../../../database/transaction.ts';

/**
 * Who may see and manage which subscriptions: administrators all of them; keys with the scope
 * `subscribe` those they created. One that no key created (or whose key was deleted) is open to a
 * key that names it by its id or claims it by its URL, as only its creator knows these; with the
 * first change it belongs to that key. Keys that can only read see all, with their URLs masked.
 */
export function mayManage(
  key: CallerKey,
  subscription: Pick<SubscriptionEntity, 'apiKeyId'>,
): boolean {
  return isAdmin(key) || subscription.apiKeyId === null || subscription.apiKeyId === key.id;
}

/**
 * Who sees and manages what has a number for an id, such as a delivery: only administrators and the
 * owner. Anyone can count, and would learn the id of a subscription without an owner.
 */
export function owns(key: CallerKey, { apiKeyId }: Pick<SubscriptionEntity, 'apiKeyId'>): boolean {
  return isAdmin(key) || apiKeyId === key.id;
}

/** Which part of the list a key sees. */
export function visibleTo(key: CallerKey): FindOptionsWhere<SubscriptionEntity> {
  return canReadAll(key) ? {} : { apiKeyId: key.id };
}

/** Administrators, and keys that can only read. */
export function canReadAll(key: CallerKey): boolean {
  return isAdmin(key) || !key.scopes.includes('subscribe');
}

/** Whose a subscription is after this key changed it. */
export function ownerAfterChange(
  key: CallerKey,
  { apiKeyId }: Pick<SubscriptionEntity, 'apiKeyId'>,
): string | null {
  return apiKeyId === null && !isAdmin(key) ? key.id : apiKeyId;
}

/**
 * @throws {ProblemError} 404, also for one that the key may not see: it learns nothing about others
 */
export async function findFor(
  transaction: Transaction,
  options: { readonly id: string; readonly key: CallerKey },
): Promise<SubscriptionEntity> {
  const { id, key } = options;
  const subscription = await transaction.entities.findOneBy(SubscriptionEntity, {
    id,
    deletedAt: IsNull(),
  });
  if (subscription === null || !(canReadAll(key) || mayManage(key, subscription))) {
    throw notFound('subscription', id);
  }
  return subscription;
}

import type { EventTypePattern } from '@invoice-relay/core/events';

import type { RelayClient } from './client.ts';
import type { Subscription } from './resources/subscriptions.ts';

/**
 * The current secret of a subscription, for a host that receives deliveries which no longer match
 * its own: somebody rotated it in the relay, and the overlap is over. It is read by claiming the
 * existing subscription, which changes nothing, and makes failed deliveries due immediately.
 *
 * @param options.isOwn whether it is the host's own; true by default
 * @returns undefined if it is not active, or only there for a while: a claim would make it active,
 *   and stay
 * @throws {RelayApiError} like every call, 404 if the subscription is gone
 */
export async function readCurrentSecret(options: {
  readonly relay: RelayClient;
  readonly id: string;
  readonly isOwn?: (subscription: Subscription) => boolean;
}): Promise<string | undefined> {
  const { relay, id, isOwn = () => true } = options;
  const present = await relay.subscriptions.get({ id });
  if (present.status !== 'active' || (present.expiresAt ?? null) !== null) return undefined;
  if (!isOwn(present)) return undefined;
  const { url, eventTypes, connectionIds, ordering, description } = present;
  const { secret } = await relay.subscriptions.claim({
    url,
    eventTypes: eventTypes as readonly EventTypePattern[],
    connectionIds,
    ordering: ordering as 'subject',
    description,
  });
  return secret;
}

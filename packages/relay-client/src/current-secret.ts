import type { EventTypePattern } from '@invoice-relay/core/events';

import type { RelayClient } from './client.ts';
import type { Subscription } from './resources/subscriptions.ts';

/**
 * The secret of a subscription as it is now, for a host that is sent what its own no longer fits:
 * somebody has rotated it in the relay, and the overlap is over. It is asked for by claiming what is
 * there already, which changes nothing, and has what failed sent again at once.
 *
 * @param options.isOwn whether it is the host's own; taken to be so unless given
 * @returns undefined for one that is not active, as a claim would make it so
 * @throws {RelayApiError} as every call, 404 with a subscription that is gone
 */
export async function readCurrentSecret(options: {
  readonly relay: RelayClient;
  readonly id: string;
  readonly isOwn?: (subscription: Subscription) => boolean;
}): Promise<string | undefined> {
  const { relay, id, isOwn = () => true } = options;
  const present = await relay.subscriptions.get({ id });
  if (present.status !== 'active' || !isOwn(present)) return undefined;
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

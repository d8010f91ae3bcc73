import type { EventTypePattern } from '@invoice-relay/core/events';
import { claimSubscription, releaseSubscription } from '@invoice-relay/relay-client';

import type { Run } from '../perform.ts';
import { openRelay } from '../relay/open-relay.ts';

/** Subscribes a Zap at the relay. Zapier keeps the result for as long as the Zap is on. */
export async function subscribeZap(
  run: Run,
  options: {
    readonly eventTypes: readonly EventTypePattern[];
    /** Undefined for all connections. */
    readonly connectionId?: string | undefined;
    /** How people recognize the subscription in the relay. */
    readonly description: string;
  },
): Promise<{ readonly id: string; readonly secret: string }> {
  const { eventTypes, connectionId, description } = options;
  const { subscription } = await claimSubscription({
    relay: openRelay(run),
    subscription: {
      url: run.bundle.targetUrl ?? '',
      eventTypes,
      connectionIds: connectionId === undefined ? null : [connectionId],
      ordering: 'subject',
      description,
    },
  });
  const { id, secret } = subscription;
  return { id, secret };
}

/** Gives up the subscription of a Zap that is turned off. */
export async function unsubscribeZap(run: Run): Promise<object> {
  const id = run.bundle.subscribeData?.id;
  if (id !== undefined) await releaseSubscription({ relay: openRelay(run), id });
  return {};
}

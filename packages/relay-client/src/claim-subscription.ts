import type { RelayClient } from './client.ts';
import { RelayApiError } from './errors.ts';
import type {
  NewSubscription,
  Subscription,
  SubscriptionInput,
  SubscriptionWithSecret,
} from './resources/subscriptions.ts';

/** The maximum page size of the relay. */
const pageSize = 200;

/**
 * Subscribes, for hosts that come back, such as a workflow that is published again: an existing
 * subscription for the very same URL is taken over, active, with everything still to be delivered,
 * so that nothing arrives twice and nothing gets lost.
 *
 * With a relay that does not support claims yet (before 2026-11-28), several calls are made
 * instead. The secret is then a new one, further subscriptions for that URL are deleted, and
 * `expiresInSeconds` has no effect.
 *
 * @param options.subscription without a secret: it keeps the one it has, or gets one. An omitted
 *   `connectionIds`, `ordering` or `description` is as for a new subscription, not as it was; how
 *   events are sent, such as `maxPerSecond`, stays as it was
 * @returns the subscription, and whether it was newly created, so that it can be deleted again if a
 *   later step fails
 */
export async function claimSubscription(options: {
  readonly relay: RelayClient;
  readonly subscription: Omit<NewSubscription, 'secret'>;
}): Promise<{ readonly subscription: SubscriptionWithSecret; readonly isNew: boolean }> {
  const { relay } = options;
  try {
    const { claimed, ...subscription } = await relay.subscriptions.claim(options.subscription);
    return { subscription, isNew: !claimed };
  } catch (error) {
    if (!isUnknownRoute(error)) throw error;
    return claimInSteps(options);
  }
}

/**
 * Releases a subscription: nothing more is delivered, and pending deliveries are kept for a while
 * in case the same URL claims it again; then it is deleted. A relay that does not support this yet
 * deletes it immediately. One that is already gone counts as success.
 *
 * @param options.restSeconds 900 by default, 0 to 86,400
 */
export async function releaseSubscription(options: {
  readonly relay: RelayClient;
  readonly id: string;
  readonly restSeconds?: number;
}): Promise<void> {
  const { relay, id, restSeconds } = options;
  try {
    await relay.subscriptions.release({
      id,
      ...(restSeconds === undefined ? {} : { restSeconds }),
    });
  } catch (error) {
    if (isUnknownRoute(error)) await deleteSubscription({ relay, id });
    else if (!isUnknownSubscription(error)) throw error;
  }
}

async function claimInSteps(options: {
  readonly relay: RelayClient;
  readonly subscription: Omit<NewSubscription, 'secret'>;
}): Promise<{ readonly subscription: SubscriptionWithSecret; readonly isNew: boolean }> {
  const { relay } = options;
  const { expiresInSeconds: _, ...given } = options.subscription;
  const wanted = {
    connectionIds: null,
    ordering: 'subject',
    description: null,
    ...given,
  } satisfies SubscriptionInput;
  const [lost, ...others] = await subscriptionsFor(relay, wanted.url);
  for (const { id } of others) await deleteSubscription({ relay, id });
  if (lost === undefined) {
    return { subscription: await relay.subscriptions.create(wanted), isNew: true };
  }
  const { id } = lost;
  await relay.subscriptions.update({ id, ...wanted, status: 'active' });
  const subscription = await relay.subscriptions.rotateSecret({ id, overlapSeconds: 0 });
  return { subscription, isNew: false };
}

async function deleteSubscription(options: {
  readonly relay: RelayClient;
  readonly id: string;
}): Promise<void> {
  const { relay, id } = options;
  try {
    await relay.subscriptions.delete({ id });
  } catch (error) {
    if (!isUnknownSubscription(error)) throw error;
  }
}

/** Any other 404 comes from a website, or a wrong path, and says nothing about the subscription. */
function isUnknownSubscription(error: unknown): boolean {
  return error instanceof RelayApiError && error.code === 'subscription_not_found';
}

/** The relay is older than the call. */
function isUnknownRoute(error: unknown): boolean {
  return error instanceof RelayApiError && error.code === 'route_not_found';
}

async function subscriptionsFor(relay: RelayClient, url: string): Promise<readonly Subscription[]> {
  const found: Subscription[] = [];
  for await (const subscription of relay.subscriptions.iterate({ limit: pageSize })) {
    if (subscription.url === url) found.push(subscription);
  }
  return found;
}

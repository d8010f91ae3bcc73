import type { RelayClient } from './client.ts';
import { RelayApiError } from './errors.ts';
import type {
  Subscription,
  SubscriptionInput,
  SubscriptionWithSecret,
} from './resources/subscriptions.ts';

/** The most that the relay gives at once. */
const pageSize = 200;

/**
 * Subscribes, for a host that may have lost what it subscribed before: a subscription that is there
 * for the very same URL is taken over, active and with a new secret, with all that it has yet to
 * deliver, so that nothing comes twice and nothing gets lost. Further ones for that URL are deleted.
 *
 * @param options.subscription without a secret: the relay makes one, and the old one ends at once.
 *   What is left out is as with a new subscription, not as it was
 * @returns the subscription, and whether it was made just now, so that it may go again when what
 *   comes next fails
 */
export async function claimSubscription(options: {
  readonly relay: RelayClient;
  readonly subscription: Omit<SubscriptionInput, 'secret'>;
}): Promise<{ readonly subscription: SubscriptionWithSecret; readonly isNew: boolean }> {
  const { relay } = options;
  const wanted = {
    connectionIds: null,
    ordering: 'subject',
    description: null,
    ...options.subscription,
  } satisfies SubscriptionInput;
  const [lost, ...others] = await subscriptionsFor(relay, wanted.url);
  for (const { id } of others) await releaseSubscription({ relay, id });
  if (lost === undefined) {
    return { subscription: await relay.subscriptions.create(wanted), isNew: true };
  }
  const { id } = lost;
  await relay.subscriptions.update({ id, ...wanted, status: 'active' });
  const subscription = await relay.subscriptions.rotateSecret({ id, overlapSeconds: 0 });
  return { subscription, isNew: false };
}

/** Deletes a subscription; one that is gone already is as good. */
export async function releaseSubscription(options: {
  readonly relay: RelayClient;
  readonly id: string;
}): Promise<void> {
  const { relay, id } = options;
  try {
    await relay.subscriptions.delete({ id });
  } catch (error) {
    // Another 404 is that of a website, or of a wrong path, and says nothing of the subscription.
    const isGone = error instanceof RelayApiError && error.code === 'subscription_not_found';
    if (!isGone) throw error;
  }
}

async function subscriptionsFor(relay: RelayClient, url: string): Promise<readonly Subscription[]> {
  const found: Subscription[] = [];
  for await (const subscription of relay.subscriptions.iterate({ limit: pageSize })) {
    if (subscription.url === url) found.push(subscription);
  }
  return found;
}

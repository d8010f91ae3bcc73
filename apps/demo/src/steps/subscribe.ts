import type { Subscription } from '@invoice-relay/relay-client';

import { Subscriber } from '../plumbing/subscriber.ts';
import type { Receipt } from '../plumbing/subscriber.ts';
import type { Stage } from '../stage.ts';
import type { RunningRelay } from './start-relay.ts';

export interface Subscribed {
  readonly subscription: Subscription;
  readonly subscriber: Subscriber;
}

export async function subscribe(options: {
  readonly stage: Stage;
  readonly relay: RunningRelay;
  readonly onAccepted: (receipt: Receipt) => void;
}): Promise<Subscribed> {
  const { stage, relay, onAccepted } = options;
  const { screen } = stage;
  screen.step(
    'A subscription',
    'A subscriber receives events: an n8n workflow, a Zap, or your own code.',
    'Here, it is a small server in this demo.',
  );
  const subscriber = await Subscriber.start({ onAccepted });
  stage.closing.defer(() => subscriber.close());
  const { secret, ...subscription } = await relay.client.subscriptions.create({
    url: subscriber.url,
    eventTypes: ['invoice.*', 'payment.*'],
    description: 'The demo’s subscriber',
  });
  subscriber.trust(secret);
  screen.check('It subscribed to invoice.* and payment.*, and got a secret to verify signatures', {
    holds: subscription.status === 'active' && secret.startsWith('whsec_'),
  });
  screen.detail(`${subscription.id} for ${subscription.url}`);
  return { subscription, subscriber };
}

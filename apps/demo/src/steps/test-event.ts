import type { Scene } from '../scene.ts';

/** Sends a sample event, the way to test a new subscriber. */
export async function sendTest(scene: Scene): Promise<void> {
  const { stage, relay, subscriber, subscription } = scene;
  const { screen } = stage;
  screen.step(
    'A test delivery',
    'You can test a subscriber without waiting for an invoice to be paid:',
    'POST /v1/subscriptions/{id}/test sends a sample.',
  );
  const attempt = await relay.client.subscriptions.test({
    id: subscription.id,
    eventType: 'invoice.paid',
  });
  screen.check('The relay sent it and returned the result', {
    holds: attempt.status === 204 && attempt.error === null,
    otherwise: () => JSON.stringify(attempt),
  });
  screen.detail(`status ${attempt.status} after ${attempt.durationMs} ms`);
  const receipt = subscriber.accepted.at(-1);
  screen.check('The subscriber received the sample with a valid signature', {
    holds: receipt?.type === 'invoice.paid' && isTest(receipt),
    otherwise: () => JSON.stringify(subscriber.attempts.at(-1)),
  });
  screen.detail(`${receipt?.type} ${receipt?.id}`);
}

/** Samples have ids with their own prefix and are not stored. */
export function isTest({ id }: { readonly id: string }): boolean {
  return id.startsWith('evt_test_');
}

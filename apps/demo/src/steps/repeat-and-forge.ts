import { countEvents, postToIngest } from '../scene.ts';
import type { Scene } from '../scene.ts';

/** Repeats a webhook byte for byte, as a vendor does when our response gets lost. */
export async function repeatWebhook(scene: Scene): Promise<void> {
  const { stage, copies, subscriber } = scene;
  const { screen } = stage;
  screen.step(
    'A duplicate',
    'Vendors may repeat webhooks. The demo sends the last one again, byte for byte.',
  );
  const events = await countEvents(scene);
  const received = subscriber.attempts.length;
  const body = copies.bodies.at(-1) ?? Buffer.alloc(0);
  const { status, answer } = await postToIngest({ scene, body });
  screen.check('The relay responds with 200, so the vendor does not retry', {
    holds: status === 200,
    otherwise: () => `${status} ${JSON.stringify(answer)}`,
  });
  const now = await countEvents(scene);
  screen.check(`No second event was created: still ${events}`, {
    holds: now === events,
    otherwise: () => `${now} events, and the response ${JSON.stringify(answer)}`,
  });
  screen.check('The subscriber received nothing', {
    holds: subscriber.attempts.length === received,
    otherwise: () => `${subscriber.attempts.length - received} more attempts`,
  });
}

/** Forges a webhook, as someone could who knows the ingest URL but not the secret. */
export async function forgeWebhook(scene: Scene): Promise<void> {
  const { stage, copies } = scene;
  const { screen } = stage;
  screen.step(
    'A forgery',
    'Someone modifies a webhook in transit: the invoice was viewed, but now it says paid.',
  );
  const events = await countEvents(scene);
  const genuine = copies.bodies.map(String).find((body) => body.includes('"Type":8,')) ?? '';
  const forged = Buffer.from(genuine.replace('"Type":8,', '"Type":11,'));
  const { status, answer } = await postToIngest({ scene, body: forged });
  // A vendor that changes its signature scheme looks the same, so the request is not rejected: the
  // relay asks the vendor's API.
  screen.check(
    'The signature does not match, so the relay only trusts what the vendor’s API confirms',
    {
      holds: status === 200 && answer['status'] !== 'accepted',
      otherwise: () => `${status} ${JSON.stringify(answer)}`,
    },
  );
  const now = await countEvents(scene);
  screen.check(`It created no event: still ${events} events`, {
    holds: now === events,
    otherwise: () => `${now} events`,
  });
  await copies.remove();
}

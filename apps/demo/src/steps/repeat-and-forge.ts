import { countEvents, postToIngest } from '../scene.ts';
import type { Scene } from '../scene.ts';

/** Repeats a webhook byte for byte, as a vendor does when our response gets lost. */
export async function repeatWebhook(scene: Scene): Promise<void> {
  const { stage, copies, subscriber } = scene;
  const { screen } = stage;
  screen.step(
    'The same again',
    'Vendors repeat themselves. We send the last webhook once more, exactly as the vendor did.',
  );
  const events = await countEvents(scene);
  const received = subscriber.attempts.length;
  const body = copies.bodies.at(-1) ?? Buffer.alloc(0);
  const { status, answer } = await postToIngest({ scene, body });
  screen.check('The relay answers 200, so that the vendor does not try again', {
    holds: status === 200,
    otherwise: () => `${status} ${JSON.stringify(answer)}`,
  });
  const now = await countEvents(scene);
  screen.check(`There is no second event: still ${events}`, {
    holds: now === events,
    otherwise: () => `${now} events, and the answer ${JSON.stringify(answer)}`,
  });
  screen.check('The subscriber was not bothered', {
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
    'Somebody changes a webhook on its way: the invoice was viewed, and now it says paid.',
  );
  const events = await countEvents(scene);
  const genuine = copies.bodies.map(String).find((body) => body.includes('"Type":8,')) ?? '';
  const forged = Buffer.from(genuine.replace('"Type":8,', '"Type":11,'));
  const { status, answer } = await postToIngest({ scene, body: forged });
  // A vendor that changes its signature scheme looks the same, so the request is not rejected: the
  // relay asks the vendor's API.
  screen.check(
    'Its signature proves nothing, so the relay believes only what the vendor’s API knows',
    {
      holds: status === 200 && answer['status'] !== 'accepted',
      otherwise: () => `${status} ${JSON.stringify(answer)}`,
    },
  );
  const now = await countEvents(scene);
  screen.check(`Nothing of it was kept: still ${events} events`, {
    holds: now === events,
    otherwise: () => `${now} events`,
  });
  await copies.remove();
}

import { isDeepStrictEqual } from 'node:util';

import type { SandboxActivity } from '../plumbing/sandbox-control.ts';
import { eventIdOf, expectAccepted } from '../scene.ts';
import type { Scene } from '../scene.ts';

const expectedTypes = [
  'invoice.created',
  'invoice.sent',
  'invoice.viewed',
  'payment.received',
  'invoice.paid',
];

/** Shows what the subscriber received. */
export async function showDeliveries(options: {
  readonly scene: Scene;
  readonly activities: readonly SandboxActivity[];
}): Promise<void> {
  const { scene, activities } = options;
  const { screen } = scene.stage;
  screen.step(
    'Delivery',
    'The relay sends each event to its subscribers, signed according to Standard Webhooks.',
  );
  const ids = activities.map((activity) => eventIdOf({ scene, activity }));
  await expectAccepted({ scene, ids, what: 'the subscriber to receive all events' });
  const { accepted, attempts } = scene.subscriber;
  screen.check(`The subscriber received all ${ids.length} once each, in order`, {
    holds:
      isDeepStrictEqual(
        accepted.map(({ id }) => id),
        ids,
      ) &&
      isDeepStrictEqual(
        accepted.map(({ type }) => type),
        expectedTypes,
      ),
    otherwise: () => accepted.map(({ id, type }) => `${type} ${id}`).join(', '),
  });
  for (const { type, subject } of accepted) screen.detail(`${type.padEnd(17)} ${subject}`);
  const wrong = attempts.find(({ problem }) => problem !== undefined);
  screen.check('Every signature is valid', {
    holds: wrong === undefined,
    otherwise: () => String(wrong?.problem),
  });
  const different: string[] = [];
  for (const { id, body } of accepted) {
    if ((await storedBody({ scene, id })) !== body) different.push(id);
  }
  screen.check('Each body equals the response of GET /v1/events/{id}, byte for byte', {
    holds: different.length === 0,
    otherwise: () => `different: ${different.join(', ')}`,
  });
}

/** Returns the raw response text, which the client would parse. */
async function storedBody(options: {
  readonly scene: Scene;
  readonly id: string;
}): Promise<string> {
  const { relay } = options.scene;
  const response = await fetch(`${relay.url}/v1/events/${options.id}`, {
    headers: { authorization: `Bearer ${relay.apiKey}` },
    signal: AbortSignal.timeout(5_000),
  });
  return response.text();
}

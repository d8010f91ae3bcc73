import { isDeepStrictEqual } from 'node:util';

import { describeScheme } from '@invoice-relay/core/signature';

import type { SandboxActivity } from '../plumbing/sandbox-control.ts';
import { eventIdOf } from '../scene.ts';
import type { Scene } from '../scene.ts';
import { expectSoon } from '../stage.ts';

/** Shows how the relay found the vendor's signature scheme, and that it stored the result. */
export async function showFoundScheme(options: {
  readonly scene: Scene;
  readonly activities: readonly SandboxActivity[];
}): Promise<void> {
  const { scene, activities } = options;
  const { stage, relay, sandbox, copies } = scene;
  const { screen } = stage;
  screen.step(
    'Verified and stored',
    'Each activity arrived as a signed webhook. The relay has the account’s key and secret. It',
    'finds the scheme that produces that signature, and uses it from then on.',
  );
  const bodies = await expectSoon({
    stage,
    what: 'the vendor to send its webhooks',
    look: () => (copies.bodies.length >= activities.length ? copies.bodies : undefined),
    seen: () => `${copies.bodies.length} of ${activities.length} arrived`,
  });
  const { Signature, Timestamp } = JSON.parse(String(bodies[0])) as Record<string, unknown>;
  screen.check('The webhooks are signed', {
    holds: typeof Signature === 'string' && typeof Timestamp === 'string',
  });
  screen.detail(`Signature ${String(Signature).slice(0, 32)}…`);

  const { verification } = await expectSoon({
    stage,
    what: 'the relay to find the signature scheme',
    look: async () => {
      const connection = await relay.client.connections.get({ id: scene.connection.id });
      return connection.verification.state === 'pinned' ? connection : undefined;
    },
  });
  const { scheme } = verification;
  screen.check('The relay found the signature scheme that the vendor uses', {
    holds: isDeepStrictEqual(scheme, await sandbox.control.signature()),
    otherwise: () => JSON.stringify(scheme),
  });
  if (scheme !== null && scheme !== 'auto') screen.detail(describeScheme(scheme));

  const ids = activities.map((activity) => eventIdOf({ scene, activity }));
  const kept = await expectSoon({
    stage,
    what: 'the relay to store every activity',
    look: async () => {
      const { data } = await relay.client.events.list({ connectionId: scene.connection.id });
      return data.length >= ids.length ? data : undefined;
    },
  });
  screen.check('It stored each activity and created an event from it, in the same order', {
    holds: isDeepStrictEqual(
      kept.map(({ data }) => data.id),
      ids,
    ),
    otherwise: () => kept.map(({ data }) => data.id).join(', '),
  });
  for (const { type, data } of kept) {
    screen.detail(`${data.activity?.id}  ${type.padEnd(17)} ${data.id}`);
  }
}

import { differences } from '../balance.ts';
import type { Books } from '../balance.ts';
import { eventIdOf } from '../scene.ts';
import type { Scene } from '../scene.ts';
import { expectSoon } from '../stage.ts';
import { isTest } from './test-event.ts';

/** Checks that all systems agree. */
export async function settle(scene: Scene): Promise<void> {
  const { stage, sandbox, relay, subscriber, connection, subscription } = scene;
  const { screen } = stage;
  screen.step('The balance', 'The subscriber must have received exactly what the vendor recorded.');
  await expectSoon({
    stage,
    what: 'every delivery to finish',
    look: async () => {
      const query = { subscriptionId: subscription.id, status: 'pending' } as const;
      return (await relay.client.deliveries.list(query)).data.length === 0 || undefined;
    },
  });
  const recorded = (await sandbox.control.activities()).map((activity) =>
    eventIdOf({ scene, activity }),
  );
  const kept: string[] = [];
  for await (const { data } of relay.client.events.iterate({ connectionId: connection.id })) {
    kept.push(data.id);
  }
  const delivered: string[] = [];
  const deliveries = relay.client.deliveries.iterate({ subscriptionId: subscription.id });
  for await (const { eventId, status } of deliveries) {
    if (status === 'delivered') delivered.push(eventId);
  }
  const received = subscriber.accepted.filter((one) => !isTest(one)).map(({ id }) => id);
  const books: Books = { recorded, kept, delivered, received };
  const found = differences(books);
  screen.check('Nothing is missing, and there are no duplicates', {
    holds: found.length === 0 && recorded.length > 0,
    otherwise: () => found.join('\n'),
  });
  screen.detail(`${recorded.length} activities recorded by the vendor`);
  screen.detail(`${kept.length} events stored by the relay`);
  screen.detail(`${delivered.length} events delivered by the relay`);
  screen.detail(`${received.length} events received by the subscriber`);
}

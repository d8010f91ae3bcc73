import type { SandboxActivity } from '../plumbing/sandbox-control.ts';
import { eventIdOf, expectAccepted } from '../scene.ts';
import type { Scene } from '../scene.ts';
import { expectSoon } from '../stage.ts';
import { recordLife } from './invoice-life.ts';

const life = ['Created', 'SentViaEmail', 'Viewed', 'NewPaymentWithPaypal', 'Paid'];
const invoices = 4;
/** Minimum number of acknowledged activities before the relay is killed. */
const killAfter = 8;

/** Kills the relay between acknowledging a webhook and delivering it. */
export async function surviveCrash(scene: Scene): Promise<void> {
  const { stage, sandbox, relay, subscriber } = scene;
  const { screen } = stage;
  screen.step(
    'A crash',
    'The relay is killed (SIGKILL) after acknowledging webhooks, before delivering them.',
    'The vendor never repeats acknowledged webhooks, so they must be on disk.',
  );
  await sandbox.control.retryEvery(250);
  subscriber.behave('hang');
  const acceptedBefore = subscriber.accepted.length;
  const before = await sandbox.control.webhook(scene.webhookId);
  const [lives] = await Promise.all([
    Promise.all(Array.from({ length: invoices }, () => recordLife({ scene, types: life }))),
    // Activity ids have no gaps.
    killOnceAcknowledged({ scene, activityId: before.position + killAfter }),
  ]);
  const activities = lives.flat();
  const { position } = await sandbox.control.webhook(scene.webhookId);
  const acknowledged = activities.filter(({ Id }) => Id <= position);
  screen.check(`Killed after acknowledging ${acknowledged.length} of ${activities.length}`, {
    holds: acknowledged.length >= killAfter,
  });
  screen.check('None of them has been delivered', {
    holds: subscriber.accepted.length === acceptedBefore,
    otherwise: () => `${subscriber.accepted.length - acceptedBefore} were`,
  });

  subscriber.behave('accept');
  await relay.startAgain();
  screen.came('The relay is running again with the same file');
  const ids = activities.map((activity) => eventIdOf({ scene, activity }));
  await expectAccepted({ scene, ids, what: 'the subscriber to receive all events' });
  await sandbox.control.retryEvery();
  screen.came(
    `All ${ids.length} were delivered: the acknowledged ones and those that the vendor repeated`,
  );
  const since = subscriber.accepted.slice(acceptedBefore);
  const inOrder = invoicesInOrder({ scene, activities, received: since.map(({ id }) => id) });
  screen.check(`Each was delivered once, in order for each of the ${invoices} invoices`, {
    holds: inOrder && since.length === ids.length,
    otherwise: () => since.map(({ subject, type, id }) => `${subject} ${type} ${id}`).join('\n'),
  });
}

async function killOnceAcknowledged(options: {
  readonly scene: Scene;
  readonly activityId: number;
}): Promise<void> {
  const { scene, activityId } = options;
  const { stage, sandbox, relay, webhookId } = scene;
  await expectSoon({
    stage,
    what: 'the first acknowledgements',
    look: async () => {
      const { position } = await sandbox.control.webhook(webhookId);
      return position >= activityId || undefined;
    },
  });
  await relay.kill();
}

function invoicesInOrder(options: {
  readonly scene: Scene;
  readonly activities: readonly SandboxActivity[];
  readonly received: readonly string[];
}): boolean {
  const { scene, activities, received } = options;
  return [...Map.groupBy(activities, ({ InvoiceId }) => InvoiceId).values()].every((ofOne) => {
    const places = ofOne.map((activity) => received.indexOf(eventIdOf({ scene, activity })));
    return places.every((place, index) => place > (places[index - 1] ?? -1));
  });
}

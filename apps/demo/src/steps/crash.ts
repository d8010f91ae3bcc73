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
    'The relay is killed (SIGKILL) right after it acknowledged webhooks, before it could deliver.',
    'What it acknowledged the vendor never sends again: it has to be on disk.',
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
  screen.check(`Killed: ${acknowledged.length} of ${activities.length} were acknowledged`, {
    holds: acknowledged.length >= killAfter,
  });
  screen.check('None of them was delivered', {
    holds: subscriber.accepted.length === acceptedBefore,
    otherwise: () => `${subscriber.accepted.length - acceptedBefore} were`,
  });

  subscriber.behave('accept');
  await relay.startAgain();
  screen.came('The relay is up again, on the same file');
  const ids = activities.map((activity) => eventIdOf({ scene, activity }));
  await expectAccepted({ scene, ids, what: 'the subscriber to get all events' });
  await sandbox.control.retryEvery();
  screen.came(`All ${ids.length} are delivered: those acknowledged, and those sent again`);
  const since = subscriber.accepted.slice(acceptedBefore);
  const inOrder = invoicesInOrder({ scene, activities, received: since.map(({ id }) => id) });
  screen.check(`Each once, and those of each of the ${invoices} invoices in order`, {
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

import { isDeepStrictEqual } from 'node:util';

import type { SandboxActivity } from '../plumbing/sandbox-control.ts';
import { eventIdOf, expectAccepted } from '../scene.ts';
import type { Scene } from '../scene.ts';
import { expectSoon } from '../stage.ts';

/** Takes the subscriber down for a moment. */
export async function outlastOutage(options: {
  readonly scene: Scene;
  readonly invoice: SandboxActivity;
}): Promise<void> {
  const { scene, invoice } = options;
  const { stage, sandbox, subscriber, relay } = scene;
  const { screen } = stage;
  screen.step(
    'A subscriber that is down',
    'It responds with 503 for a moment. Nothing is lost, events of one invoice stay in order,',
    'and other invoices do not wait. The relay retries after 5 seconds.',
  );
  const invoiceId = invoice.InvoiceId;
  const firstId = async (type: string) =>
    eventIdOf({ scene, activity: await sandbox.control.record({ type, invoiceId }) });

  subscriber.behave('refuse');
  const first = await firstId('Updated');
  await expectSoon({
    stage,
    what: 'the first attempt',
    look: () => subscriber.attempts.find(({ id }) => id === first),
  });
  const failed = await expectSoon({
    stage,
    what: 'the relay to record the failed attempt',
    look: async () => {
      const { data } = await relay.client.deliveries.list({ eventId: first });
      return data.find(({ attemptCount }) => attemptCount === 1);
    },
  });
  screen.check(`${invoice.InvoiceNumber} was updated: the first attempt failed with 503`, {
    holds: failed.status === 'pending' && failed.nextAttemptAt !== null,
    otherwise: () => JSON.stringify(failed),
  });
  screen.detail(`${failed.id}, next attempt at ${failed.nextAttemptAt}`);

  subscriber.behave('accept');
  const second = await firstId('Viewed');
  const other = await sandbox.control.record({ type: 'Created' });
  const otherId = eventIdOf({ scene, activity: other });
  await expectAccepted({ scene, ids: [otherId], what: 'the event of another invoice' });
  screen.came(`${other.InvoiceNumber}, another invoice, was delivered immediately`);
  const { data } = await relay.client.deliveries.list({ eventId: second });
  const waiting = await relay.client.deliveries.get({ id: String(data[0]?.id) });
  screen.check(`${invoice.InvoiceNumber} was viewed: this event waits for the update`, {
    holds: waiting.heldBackBy === failed.id && waiting.attempts.length === 0,
    otherwise: () => JSON.stringify(waiting),
  });
  screen.detail(`${waiting.id} waits for ${waiting.heldBackBy}`);

  await expectAccepted({
    scene,
    ids: [first, second],
    what: 'the retry and the event waiting for it',
  });
  const order = subscriber.accepted.slice(-3).map(({ id }) => id);
  screen.check('The retry succeeded, followed by the waiting event, in order', {
    holds: isDeepStrictEqual(order, [otherId, first, second]),
    otherwise: () => order.join(', '),
  });
  const { attempts } = await expectSoon({
    stage,
    what: 'the relay to record the retry',
    look: async () => {
      const delivery = await relay.client.deliveries.get({ id: failed.id });
      return delivery.status === 'delivered' ? delivery : undefined;
    },
  });
  const [begin = 0, retry = 0] = attempts.map(({ startedAt }) => Date.parse(startedAt));
  screen.check('It took two attempts, at least 5 seconds apart', {
    holds: attempts.length === 2 && retry - begin >= 5_000,
    otherwise: () => JSON.stringify(attempts),
  });
  for (const { number, status, startedAt } of attempts) {
    screen.detail(`attempt ${number} at ${startedAt}: ${status}`);
  }
}

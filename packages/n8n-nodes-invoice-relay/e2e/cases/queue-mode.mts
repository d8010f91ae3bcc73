import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { after, before, describe, test } from 'node:test';

import { eventId } from '@invoice-relay/core/events';
import { signStandardWebhook } from '@invoice-relay/core/signature';

import { call } from '../support/http.mts';
import { setQueueModeStage } from '../support/queue-mode.mts';
import type { QueueModeStage } from '../support/queue-mode.mts';
import type { Stage } from '../support/stage.mts';
import {
  addTrigger,
  expectListening,
  expectPolled,
  expectSubscribed,
  received,
  remembered,
} from '../support/triggers.mts';
import type { TriggerWorkflow } from '../support/triggers.mts';
import { waitFor } from '../support/wait-for.mts';
import { everyFiveSeconds, ours } from '../support/workflows.mts';

/** An n8n whose triggers, webhooks and workflows are the business of different processes. */
export function queueModeCases(stage: Stage): void {
  const hasRedis = spawnSync('redis-server', ['--version']).status === 0;
  const skip = hasRedis ? false : 'it needs redis-server, which is not installed here';
  describe('n8n in queue mode', { skip }, () => {
    const { relay, sandbox, connection } = stage;
    let queue: QueueModeStage;
    let pushed: TriggerWorkflow;
    let polled: TriggerWorkflow;
    /** The ids of the events that are to have started each workflow, each once. */
    const expected: string[] = [];

    before(async () => {
      queue = await setQueueModeStage(stage);
    });
    after(() => queue?.close());

    const add = async (name: string, type: string, more = {}): Promise<TriggerWorkflow> => {
      const workflow = await addTrigger({
        stage: queue,
        name,
        type: ours(type),
        typeVersion: 2,
        parameters: { eventTypes: ['invoice.paid'], ...more },
        credentials: queue.credentials.relay,
      });
      await queue.api.activate(workflow.id);
      return workflow;
    };
    const subscriptions = async () => {
      const { data } = await relay.client.subscriptions.list({ limit: 200 });
      return data.filter(({ url }) => url === pushed.webhookUrl);
    };
    const pay = async (): Promise<void> => {
      await sandbox.record({ type: 'Created' });
      const { Id } = await sandbox.record({ type: 'Paid' });
      expected.push(eventId({ connectionId: connection.id, activityId: String(Id) }));
    };
    const expectAll = async (workflow: TriggerWorkflow): Promise<void> => {
      let ids: readonly string[] = [];
      await waitFor({
        what: `${expected.length} events`,
        timeoutMs: 90_000,
        everyMs: 500,
        look: async () => {
          ids = (await received({ stage: queue, workflow })).map(({ id }) => String(id));
          return ids.length >= expected.length || undefined;
        },
        seen: () => `${ids.length}`,
      });
      assert.deepEqual(ids.toSorted(), expected.toSorted(), 'each once');
    };

    test('each event runs each workflow once, however many processes there are', async () => {
      pushed = await add('Pushed in queue mode', 'invoiceRelayTrigger');
      polled = await add('Polled in queue mode', 'invoiceRelayPollingTrigger', {
        pollTimes: everyFiveSeconds,
      });
      await expectSubscribed({ stage: queue, workflow: pushed });
      await expectListening(pushed);
      await expectPolled({ stage: queue, workflow: polled });
      assert.equal((await subscriptions()).length, 1, 'only one process subscribes');
      await pay();
      await pay();
      await expectAll(pushed);
      await expectAll(polled);
    });

    test('what one webhook process has taken, the other one does not run again', async () => {
      const { secret } = await remembered({ stage: queue, workflow: pushed });
      const [event] = await received({ stage: queue, workflow: pushed });
      const id = String(event?.['id']);
      const body = await relay.client.events.get({ id });
      const headers = signStandardWebhook({
        id,
        timestamp: Math.floor(Date.now() / 1000),
        body: JSON.stringify(body),
        secrets: [String(secret)],
      });
      const { pathname } = new URL(pushed.webhookUrl);
      for (const { url } of queue.webhookProcesses) {
        const { status } = await call({
          url: `${url}${pathname}`,
          method: 'POST',
          headers: { ...headers },
          body,
        });
        assert.equal(status, 200);
      }
      await pay();
      await expectAll(pushed);
    });

    test('a secret that somebody rotated is known to all webhook processes', async () => {
      const [subscription] = await subscriptions();
      const { id } = subscription ?? { id: '' };
      const { secret } = await relay.client.subscriptions.rotateSecret({ id, overlapSeconds: 0 });
      await pay();
      await pay();
      await pay();
      await expectAll(pushed);
      assert.equal((await remembered({ stage: queue, workflow: pushed }))['secret'], secret);
    });

    test('events that come while there is no worker wait for one', async () => {
      await queue.worker.whileKilled(async () => {
        await pay();
        await waitFor({
          what: 'n8n to have taken the event',
          timeoutMs: 30_000,
          look: async () => {
            const [subscription] = await subscriptions();
            const { data } = await relay.client.deliveries.list({
              subscriptionId: subscription?.id ?? '',
              status: 'delivered',
            });
            return data.some(({ eventId: of }) => of === expected.at(-1)) || undefined;
          },
        });
      });
      await expectAll(pushed);
      await expectAll(polled);
    });

    test('webhooks are taken while the main process is away; polls go on where they were', async () => {
      await queue.n8n.whileKilled(async () => {
        await pay();
      });
      await pay();
      await expectAll(pushed);
      await expectAll(polled);
      assert.deepEqual(
        (await subscriptions()).map(({ status }) => status),
        ['active'],
      );
    });

    test('unpublishing lets go of the subscription', async () => {
      await queue.api.deactivate(polled.id);
      await queue.api.deactivate(pushed.id);
      await waitFor({
        what: 'the subscription to be released',
        timeoutMs: 60_000,
        look: async () => {
          const [subscription] = await subscriptions();
          return subscription?.status === 'released' || undefined;
        },
      });
    });
  });
}

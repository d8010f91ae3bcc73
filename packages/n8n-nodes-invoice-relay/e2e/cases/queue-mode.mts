import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { after, before, describe, test } from 'node:test';

import { eventId } from '@invoice-relay/core/events';
import { signStandardWebhook } from '@invoice-relay/core/signature';
import type { RelayEvent } from '@invoice-relay/relay-client';

import { call } from '../support/http.mts';
import type { N8nServer } from '../support/n8n-server.mts';
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

/** Covers n8n in queue mode, where triggers, webhooks and workflows run in different processes. */
export function queueModeCases(stage: Stage): void {
  const hasRedis = spawnSync('redis-server', ['--version']).status === 0;
  const skip = hasRedis ? false : 'it needs redis-server, which is not installed here';
  describe('n8n in queue mode', { skip }, () => {
    const { relay, sandbox, connection } = stage;
    let queue: QueueModeStage;
    let pushed: TriggerWorkflow;
    let polled: TriggerWorkflow;
    /** Ids of the events that must start each workflow, once each. */
    const expected: string[] = [];
    /** Ids that only the pushed workflow receives, because the relay does not know them. */
    const madeUp: string[] = [];

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
    const deliveries = async (status: 'pending' | 'delivered', of?: string) => {
      const [subscription] = await subscriptions();
      return relay.client.deliveries.list({
        subscriptionId: subscription?.id ?? '',
        status,
        ...(of !== undefined && { eventId: of }),
      });
    };
    const pay = async (): Promise<void> => {
      await sandbox.record({ type: 'Created' });
      const { Id } = await sandbox.record({ type: 'Paid' });
      expected.push(eventId({ connectionId: connection.id, activityId: String(Id) }));
    };
    const expectAll = async (workflow: TriggerWorkflow): Promise<void> => {
      const wanted = workflow === pushed ? [...expected, ...madeUp] : expected;
      let ids: readonly string[] = [];
      await waitFor({
        what: `${wanted.length} events`,
        timeoutMs: 90_000,
        everyMs: 500,
        look: async () => {
          ids = (await received({ stage: queue, workflow })).map(({ id }) => String(id));
          return ids.length >= wanted.length || undefined;
        },
        seen: () => `${ids.length}`,
      });
      assert.deepEqual(ids.toSorted(), wanted.toSorted(), 'each once');
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

    /** Sends what the relay would send, directly to a webhook process. */
    const send = async (to: N8nServer, event: RelayEvent): Promise<number> => {
      const { secret } = await remembered({ stage: queue, workflow: pushed });
      const headers = signStandardWebhook({
        id: event.data.id,
        timestamp: Math.floor(Date.now() / 1000),
        body: JSON.stringify(event),
        secrets: [String(secret)],
      });
      const url = `${to.url}${new URL(pushed.webhookUrl).pathname}`;
      const { status } = await call({ url, method: 'POST', headers: { ...headers }, body: event });
      return status;
    };

    test('what one webhook process has taken, the other one does not run again', async () => {
      const event = await relay.client.events.get({ id: expected[0] ?? '' });
      for (const to of queue.webhookProcesses) assert.equal(await send(to, event), 200);
      await pay();
      await expectAll(pushed);
    });

    test('what both take in the same moment runs once', async () => {
      const known = await relay.client.events.get({ id: expected[0] ?? '' });
      for (let times = 0; times < 5; times += 1) {
        const id = `evt_${randomBytes(16).toString('hex')}`;
        const event = { ...known, data: { ...known.data, id } };
        await Promise.all(queue.webhookProcesses.map((to) => send(to, event)));
        madeUp.push(id);
      }
      await expectAll(pushed);
    });

    test('60 events at once whose first answer is lost run once all the same', async () => {
      const had = expected.length;
      const tries = new Map<string, number>();
      queue.proxy.lost = (_call, headers) => {
        const id = String(headers['webhook-id']);
        tries.set(id, (tries.get(id) ?? 0) + 1);
        return tries.get(id) === 1;
      };
      await Promise.all(Array.from({ length: 60 }, pay));
      await waitFor({
        what: 'each to be sent again',
        timeoutMs: 120_000,
        everyMs: 500,
        look: () => expected.slice(had).every((id) => (tries.get(id) ?? 0) > 1) || undefined,
      });
      queue.proxy.lost = () => false;
      await waitFor({
        what: 'all to be acknowledged',
        timeoutMs: 60_000,
        everyMs: 500,
        look: async () => (await deliveries('pending')).data.length === 0 || undefined,
      });
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
      // n8n gives up an execution that is killed with its worker, whatever its trigger.
      await expectAll(polled);
      await queue.worker.whileKilled(async () => {
        await pay();
        await waitFor({
          what: 'n8n to have taken the event',
          timeoutMs: 30_000,
          look: async () => {
            const { data } = await deliveries('delivered', expected.at(-1));
            return data.length > 0 || undefined;
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

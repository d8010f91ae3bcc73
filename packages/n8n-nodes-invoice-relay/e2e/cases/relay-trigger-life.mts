import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { after, before, describe, test } from 'node:test';

import { eventId } from '@invoice-relay/core/events';
import type { Subscription } from '@invoice-relay/relay-client';

import { openGate } from '../support/gate.mts';
import type { Gate } from '../support/gate.mts';
import type { Stage } from '../support/stage.mts';
import {
  addTrigger,
  expectListening,
  expectSubscribed,
  received,
  remembered,
} from '../support/triggers.mts';
import type { TriggerWorkflow } from '../support/triggers.mts';
import { waitFor } from '../support/wait-for.mts';
import { after as afterNode, ours } from '../support/workflows.mts';

const afterName = afterNode.name;

/** Covers what happens to a subscription and its waiting events when things fail or change. */
export function relayTriggerLifeCases(stage: Stage): void {
  describe('The subscription of an Invoice Relay Trigger', () => {
    const { api, n8n, relay, sandbox, connection } = stage;
    let gate: Gate;
    let workflow: TriggerWorkflow;
    let subscriptionId: string;
    /** Ids of the events that must start the workflow, once each. */
    const expected: string[] = [];

    before(async () => {
      gate = await openGate({ to: relay.url });
      const credential = await api.addCredential({
        name: 'Relay behind a gate',
        type: 'invoiceRelayApi',
        data: { baseUrl: gate.url, apiKey: relay.apiKey },
      });
      workflow = await addTrigger({
        stage,
        name: 'A long life',
        type: ours('invoiceRelayTrigger'),
        typeVersion: 2,
        // An expression may return the event types as text.
        parameters: { eventTypes: '={{ "invoice.paid, order.created" }}' },
        credentials: { invoiceRelayApi: credential },
      });
    });
    after(() => gate?.close());

    const subscription = (): Promise<Subscription> =>
      relay.client.subscriptions.get({ id: subscriptionId });
    const expectStatus = (status: string) =>
      waitFor({
        what: `the subscription to be ${status}`,
        timeoutMs: 60_000,
        everyMs: 200,
        look: async () => ((await subscription()).status === status ? true : undefined),
      });
    const pay = async (): Promise<void> => {
      await sandbox.record({ type: 'Created' });
      const { Id } = await sandbox.record({ type: 'Paid' });
      expected.push(eventId({ connectionId: connection.id, activityId: String(Id) }));
    };
    const expectAll = async (): Promise<void> => {
      let ids: readonly string[] = [];
      await waitFor({
        what: `${expected.length} events`,
        timeoutMs: 90_000,
        everyMs: 500,
        look: async () => {
          ids = (await received({ stage, workflow })).map(({ id }) => String(id));
          return ids.length >= expected.length || undefined;
        },
        seen: () => `${ids.length}`,
      });
      assert.deepEqual(ids.toSorted(), expected.toSorted(), 'each once');
    };
    const changeEvents = (eventTypes: unknown) =>
      api.changeWorkflow({
        id: workflow.id,
        nodes: (nodes) =>
          nodes.map((node) =>
            node.type === ours('invoiceRelayTrigger')
              ? { ...node, parameters: { ...node.parameters, eventTypes } }
              : node,
          ),
      });
    /** Returns the ids of deliveries that have failed at least once. */
    const waiting = async (): Promise<readonly string[]> => {
      const { data } = await relay.client.deliveries.list({ subscriptionId, status: 'pending' });
      return data.filter(({ attemptCount }) => attemptCount > 0).map(({ id }) => id);
    };
    /**
     * Replaces n8n with a server that responds 410 Gone, so that the relay disables the
     * subscription at once.
     */
    const whileGone = async (work: () => Promise<void>): Promise<void> => {
      const server = createServer((_request, response) => response.writeHead(410).end());
      const { hostname, port } = new URL(n8n.url);
      server.listen({ host: hostname, port: Number(port) });
      await once(server, 'listening');
      await work();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    };

    test('events that an expression gives as text are taken', async () => {
      await api.activate(workflow.id);
      const { id, eventTypes } = await expectSubscribed({ stage, workflow });
      subscriptionId = id;
      assert.deepEqual(eventTypes, ['invoice.paid', 'order.created']);
      await pay();
      await expectAll();
    });

    test('one that was disabled while n8n was down is active when n8n is there again', async () => {
      await n8n.whileKilled(async () => {
        await whileGone(async () => {
          await pay();
          await expectStatus('disabled');
        });
        await pay();
        await pay();
      });
      await expectStatus('active');
      await expectListening(workflow);
      await expectAll();
    });

    test('n8n starts while the relay is away: the trigger stays as it was', async () => {
      gate.shut = () => true;
      await n8n.whileKilled(pay);
      await expectListening(workflow);
      gate.shut = () => false;
      assert.equal((await subscription()).status, 'active');
      // Does not wait for the relay's schedule; users press this button.
      for (const id of await waiting()) await relay.client.deliveries.retry({ id });
      await pay();
      await expectAll();
    });

    test('what waits survives a change of the trigger', async () => {
      await n8n.whileKilled(async () => {
        await pay();
        await pay();
        await waitFor({
          what: 'the relay to have tried in vain',
          timeoutMs: 20_000,
          look: async () => ((await waiting()).length >= 2 ? true : undefined),
        });
      });
      await changeEvents(['invoice.paid', 'payment.*']);
      await api.activate(workflow.id);
      await waitFor({
        what: 'the change to be known in the relay',
        timeoutMs: 60_000,
        look: async () =>
          (await subscription()).eventTypes.includes('payment.*') ? true : undefined,
      });
      await expectAll();
    });

    test('what happens between unpublishing and publishing again comes', async () => {
      await api.deactivate(workflow.id);
      await expectStatus('released');
      await pay();
      await api.activate(workflow.id);
      await expectStatus('active');
      await expectAll();
    });

    test('a secret that somebody rotated in the relay is asked for, and kept', async () => {
      const { secret } = await relay.client.subscriptions.rotateSecret({
        id: subscriptionId,
        overlapSeconds: 0,
      });
      await pay();
      await expectAll();
      assert.equal((await remembered({ stage, workflow }))['secret'], secret);
      assert.deepEqual(await waiting(), [], 'nothing was refused');
      // From here on it must work without the relay.
      gate.shut = () => true;
      await n8n.whileKilled(async () => {});
      await expectListening(workflow);
      await pay();
      await expectAll();
      gate.shut = () => false;
    });

    test('n8n that stops takes nothing that it would not end', async () => {
      // Keeps n8n busy with a running execution for some seconds.
      await api.changeWorkflow({
        id: workflow.id,
        nodes: (nodes) =>
          nodes.map((node) =>
            node.name === afterName
              ? {
                  ...node,
                  type: 'n8n-nodes-base.wait',
                  typeVersion: 1.1,
                  parameters: { amount: 15, unit: 'seconds' },
                }
              : node,
          ),
      });
      await api.activate(workflow.id);
      // Until the change is published, executions end immediately.
      await waitFor({
        what: 'an execution to run',
        timeoutMs: 60_000,
        look: async () => {
          await pay();
          return waitFor({
            what: 'an execution',
            timeoutMs: 3_000,
            look: () => api.isRunning(workflow.id),
          }).catch(() => undefined);
        },
      });
      await n8n.whileStopping(async () => {
        await pay();
        await waitFor({
          what: 'the relay to have tried',
          timeoutMs: 20_000,
          look: async () => ((await waiting()).length > 0 ? true : undefined),
        });
      });
      await expectListening(workflow);
      for (const id of await waiting()) await relay.client.deliveries.retry({ id });
      await expectAll();
      const executions = await api.executions(workflow.id);
      const lost = executions.filter(({ status }) => status !== 'success');
      assert.deepEqual(
        lost.map(({ status }) => status),
        [],
        'none was broken off',
      );
    });

    test('a relay that is away for a moment at unpublishing is asked again', async () => {
      let refused = 0;
      gate.shut = (call) => {
        if (!call.endsWith('/release') || refused > 0) return false;
        refused += 1;
        return true;
      };
      await api.deactivate(workflow.id);
      await expectStatus('released');
      assert.equal(refused, 1);
      gate.shut = () => false;
    });
  });
}

import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';

import { eventId } from '@invoice-relay/core/events';
import { signStandardWebhook } from '@invoice-relay/core/signature';
import type { RelayEvent, Subscription } from '@invoice-relay/relay-client';

import { call } from '../support/http.mts';
import type { SandboxActivity } from '../support/programs.mts';
import type { Stage } from '../support/stage.mts';
import {
  addTrigger,
  expectExecutions,
  expectListening,
  expectSubscribed,
  received,
  remembered,
} from '../support/triggers.mts';
import type { TriggerWorkflow } from '../support/triggers.mts';
import { waitFor } from '../support/wait-for.mts';
import { ours } from '../support/workflows.mts';

/** Covers the life of a workflow that starts with the Invoice Relay Trigger. */
export function relayTriggerCases(stage: Stage): void {
  describe('Invoice Relay Trigger', () => {
    const { api, n8n, relay, sandbox, connection } = stage;
    let workflow: TriggerWorkflow;
    /** Ids of the events that must start the workflow, once each. */
    const expected: string[] = [];

    before(async () => {
      workflow = await addTrigger({
        stage,
        name: 'Invoice paid',
        type: ours('invoiceRelayTrigger'),
        parameters: { eventTypes: ['invoice.paid'], connectionIds: [connection.id] },
        credentials: stage.credentials.relay,
      });
    });

    const subscription = async (): Promise<Subscription | undefined> => {
      const { data } = await relay.client.subscriptions.list({ limit: 200 });
      return data.find(({ url }) => url === workflow.webhookUrl);
    };
    const pay = async (): Promise<SandboxActivity> => {
      await sandbox.record({ type: 'Created' });
      const paid = await sandbox.record({ type: 'Paid' });
      expected.push(eventId({ connectionId: connection.id, activityId: String(paid.Id) }));
      return paid;
    };
    const expectAll = async (): Promise<void> => {
      await expectExecutions({ stage, workflow, count: expected.length });
      const ids = (await received({ stage, workflow })).map(({ id }) => String(id));
      assert.deepEqual(ids.toSorted(), expected.toSorted());
    };
    /**
     * Sends one more event: once it has started the workflow, everything before it would have too.
     */
    const expectNothingElse = async (): Promise<void> => {
      await pay();
      await expectAll();
    };
    const eventOf = (id: string | undefined) => relay.client.events.get({ id: id ?? '' });
    /** Sends what the relay would send. */
    const send = async (options: { readonly event: RelayEvent; readonly secret?: string }) => {
      const { event, secret = String((await remembered({ stage, workflow }))['secret']) } = options;
      const { id } = event.data;
      const body = JSON.stringify(event);
      const timestamp = Math.floor(Date.now() / 1000);
      return call({
        url: workflow.webhookUrl,
        method: 'POST',
        headers: { ...signStandardWebhook({ id, timestamp, body, secrets: [secret] }) },
        body: event,
      });
    };

    test('activating subscribes at the relay', async () => {
      await api.activate(workflow.id);
      const found = await expectSubscribed({ stage, workflow });
      assert.equal(found.url, workflow.webhookUrl);
      assert.deepEqual(found.eventTypes, ['invoice.paid']);
      assert.deepEqual(found.connectionIds, [connection.id]);
      assert.equal(found.status, 'active');
      assert.match(found.description ?? '', /Invoice paid/);
      assert.deepEqual(await received({ stage, workflow }), [], 'nothing has run yet');
    });

    test('an invoice that is paid starts the workflow within seconds, with the event', async () => {
      const paid = await pay();
      await expectExecutions({ stage, workflow, count: 1, timeoutMs: 5_000 });
      const [event, ...others] = await received({ stage, workflow });
      assert.deepEqual(others, [], 'what is not asked for starts nothing');
      assert.ok(event);
      assert.equal(event['id'], expected[0]);
      assert.equal(event['type'], 'invoice.paid');
      assert.equal(event['connectionId'], connection.id);
      assert.equal((event['subject'] as { id: string }).id, String(paid.InvoiceId));
    });

    test('a repeated delivery is acknowledged, and starts nothing', async () => {
      const answer = await send({ event: await eventOf(expected[0]) });
      assert.equal(answer.status, 200, answer.text);
      await expectNothingElse();
    });

    test('a forged request gets 401, and starts nothing', async () => {
      const event = await eventOf(expected[0]);
      const forged = { ...event, data: { ...event.data, id: `evt_${'0'.repeat(32)}` } };
      const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
      const answer = await send({ event: forged, secret });
      assert.equal(answer.status, 401, answer.text);
      const bare = await call({ url: workflow.webhookUrl, method: 'POST', body: forged });
      assert.equal(bare.status, 401, bare.text);
      await expectNothingElse();
    });

    test('what happens while n8n is killed comes after it was started again, once', async () => {
      const { id: subscriptionId = '' } = (await subscription()) ?? {};
      await n8n.whileKilled(async () => {
        await pay();
        await pay();
        await pay();
        await waitFor({
          what: 'the relay to have tried',
          timeoutMs: 10_000,
          look: async () => (await failed(stage, subscriptionId)).length === 3 || undefined,
        });
      });
      await expectListening(workflow);
      for (const id of await failed(stage, subscriptionId)) {
        // Does not wait for the relay's schedule; users press this button.
        await relay.client.deliveries.retry({ id });
      }
      await expectAll();
      assert.equal((await subscription())?.id, subscriptionId, 'it is the same subscription');
    });

    test('it still knows what it had taken before it was killed', async () => {
      const answer = await send({ event: await eventOf(expected[0]) });
      assert.equal(answer.status, 200, answer.text);
      await expectNothingElse();
    });

    test('deactivating lets the subscription rest', async () => {
      await api.deactivate(workflow.id);
      await waitFor({
        what: 'the subscription to rest',
        timeoutMs: 20_000,
        look: async () => ((await subscription())?.status === 'released' ? true : undefined),
      });
    });
  });
}

/** Returns the ids of deliveries that failed and await another attempt. */
async function failed(stage: Stage, subscriptionId: string): Promise<readonly string[]> {
  const { data } = await stage.relay.client.deliveries.list({ subscriptionId, status: 'pending' });
  return data.filter(({ attemptCount }) => attemptCount > 0).map(({ id }) => id);
}

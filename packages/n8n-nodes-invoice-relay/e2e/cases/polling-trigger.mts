import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { eventId } from '@invoice-relay/core/events';

import type { Stage } from '../support/stage.mts';
import { addTrigger, expectPolled, received } from '../support/triggers.mts';
import type { TriggerWorkflow } from '../support/triggers.mts';
import { waitFor } from '../support/wait-for.mts';
import { everyFiveSeconds, ours } from '../support/workflows.mts';

/** Covers the same events for an n8n that the relay cannot reach. */
export function pollingTriggerCases(stage: Stage): void {
  describe('Invoice Relay Polling Trigger', () => {
    const { api, n8n, relay, sandbox, connection } = stage;
    let workflow: TriggerWorkflow;
    const expected: string[] = [];

    const pay = async (): Promise<void> => {
      await sandbox.record({ type: 'Created' });
      const { Id } = await sandbox.record({ type: 'Paid' });
      expected.push(eventId({ connectionId: connection.id, activityId: String(Id) }));
    };
    const expectAll = async () => {
      let ids: readonly unknown[] = [];
      await waitFor({
        what: `${expected.length} events`,
        timeoutMs: 30_000,
        everyMs: 500,
        look: async () => {
          ids = (await received({ stage, workflow })).map(({ id }) => id);
          return ids.length >= expected.length || undefined;
        },
        seen: () => `${ids.length} events`,
      });
      assert.deepEqual(ids, expected, 'each once, in order');
    };

    test('what happened before the activation does not come', async () => {
      await sandbox.record({ type: 'Created' });
      await sandbox.record({ type: 'Paid' });
      workflow = await addTrigger({
        stage,
        name: 'Invoice paid, polling',
        type: ours('invoiceRelayPollingTrigger'),
        parameters: {
          pollTimes: everyFiveSeconds,
          eventTypes: ['invoice.paid'],
          connectionIds: [connection.id],
        },
        credentials: stage.credentials.relay,
      });
      await api.activate(workflow.id);
      await expectPolled({ stage, workflow });
      assert.deepEqual(await received({ stage, workflow }), []);
    });

    test('n8n is killed before the first event: what happens meanwhile comes', async () => {
      await n8n.whileKilled(async () => {
        await pay();
        await pay();
      });
      await expectAll();
    });

    test('events come, each once', async () => {
      await pay();
      await pay();
      await pay();
      await expectAll();
    });

    test('n8n is killed after events: none is repeated, none is missed', async () => {
      await n8n.whileKilled(pay);
      await pay();
      await expectAll();
      await api.deactivate(workflow.id);
    });

    test('a start date from an expression that moves: each event since then comes once', async () => {
      workflow = await addTrigger({
        stage,
        name: 'Invoice paid in the last days, polling',
        type: ours('invoiceRelayPollingTrigger'),
        typeVersion: 2,
        parameters: {
          pollTimes: everyFiveSeconds,
          eventTypes: ['invoice.paid'],
          connectionIds: [connection.id],
          startFrom: 'date',
          startDate: '={{ $now.minus({ days: 2 }) }}',
        },
        credentials: stage.credentials.relay,
      });
      const { data } = await relay.client.events.list({ type: ['invoice.paid'] });
      expected.splice(0, Infinity, ...data.map((event) => event.data.id));
      await api.activate(workflow.id);
      await expectAll();
      // Two further polls.
      await pay();
      await expectAll();
      await pay();
      await expectAll();
      await api.deactivate(workflow.id);
    });
  });
}

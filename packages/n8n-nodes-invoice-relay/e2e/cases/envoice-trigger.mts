import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { call } from '../support/http.mts';
import type { Stage } from '../support/stage.mts';
import {
  addTrigger,
  expectExecutions,
  expectListening,
  received,
  remembered,
} from '../support/triggers.mts';
import type { TriggerWorkflow } from '../support/triggers.mts';
import { ours } from '../support/workflows.mts';

/** Covers Envoice's own webhooks, without a relay. */
export function envoiceTriggerCases(stage: Stage): void {
  describe('Envoice Trigger', () => {
    const { api, sandbox } = stage;
    let workflow: TriggerWorkflow;
    let webhookId = 0;
    /** Ids of the invoices that must start the workflow once each, in this order. */
    const expected: string[] = [];

    before(async () => {
      workflow = await addTrigger({
        stage,
        name: 'Envoice itself',
        type: ours('envoiceTrigger'),
        parameters: { eventTypes: ['invoice.paid'], signature: 'auto' },
        credentials: stage.credentials.envoice,
      });
      await api.activate(workflow.id);
      await expectListening(workflow);
    });
    after(async () => {
      await sandbox.control({ method: 'PUT', path: 'trouble', body: {} });
      await sandbox.control({ method: 'DELETE', path: `webhooks/${webhookId}` });
      await api.deactivate(workflow.id);
    });
    const pay = async (): Promise<void> => {
      await sandbox.record({ type: 'Created' });
      expected.push(String((await sandbox.record({ type: 'Paid' })).InvoiceId));
    };
    const expectAll = async (): Promise<void> => {
      await expectExecutions({ stage, workflow, count: expected.length });
      const events = await received({ stage, workflow });
      assert.deepEqual(
        events.map(({ subject }) => (subject as { id: string }).id),
        expected,
      );
    };

    test('its URL is pasted into Envoice, which tries it and gets 200', async () => {
      const { id, probe } = await sandbox.control<Webhook>({
        method: 'POST',
        path: 'webhooks',
        body: { url: workflow.webhookUrl },
      });
      webhookId = id;
      assert.equal(probe?.status, 200);
      for (const method of ['GET', 'HEAD']) {
        assert.equal((await call({ url: workflow.webhookUrl, method })).status, 200, method);
      }
      assert.equal((await api.executions(workflow.id)).length, 0, 'trying it starts nothing');
    });

    test('the first webhook shows how Envoice signs, and starts the workflow', async () => {
      await pay();
      await expectAll();
      const [event] = await received({ stage, workflow });
      assert.equal(event?.['type'], 'invoice.paid');
      const scheme = await sandbox.control<Record<string, unknown>>({ path: 'signature' });
      const found = JSON.parse(String((await remembered({ stage, workflow }))['scheme']));
      assert.equal(found.digest, scheme['digest']);
      assert.deepEqual(found.parts, scheme['parts']);
    });

    test('what Envoice sends twice runs once', async () => {
      await sandbox.control({ method: 'PUT', path: 'trouble', body: { repeatEvery: 1 } });
      await pay();
      // Envoice sends in sequence, so the first has been repeated once the second arrives.
      await pay();
      await expectAll();
    });

    test('a forged webhook gets 401, and starts nothing', async () => {
      const [activity] = (await sandbox.activities()).slice(-1);
      const forged = await call({
        url: workflow.webhookUrl,
        method: 'POST',
        body: {
          Signature: '0'.repeat(64),
          Timestamp: new Date().toISOString(),
          Activity: { ...activity, Id: 4_711 },
        },
      });
      assert.equal(forged.status, 401, forged.text);
      await pay();
      await expectAll();
    });
  });
}

interface Webhook {
  readonly id: number;
  readonly probe?: { readonly status: number | null };
}

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
import { waitFor } from '../support/wait-for.mts';
import { ours } from '../support/workflows.mts';

/** Envoice's own webhooks, without a relay. */
export function envoiceTriggerCases(stage: Stage): void {
  describe('Envoice Trigger', () => {
    const { api, sandbox } = stage;
    let workflow: TriggerWorkflow;
    let webhookId = 0;

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
    /** Until Envoice has nothing left to send. */
    const settled = () =>
      waitFor({
        what: 'Envoice to have sent everything',
        timeoutMs: 15_000,
        look: async () => {
          const { data } = await sandbox.control<{ data: readonly Webhook[] }>({
            path: 'webhooks',
          });
          const webhook = data.find(({ id }) => id === webhookId);
          return webhook?.waiting === 0 && webhook.state === 'working' ? true : undefined;
        },
      });

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
      await sandbox.record({ type: 'Created' });
      const { InvoiceId } = await sandbox.record({ type: 'Paid' });
      await expectExecutions({ stage, workflow, count: 1 });
      const [event, ...others] = await received({ stage, workflow });
      assert.deepEqual(others, [], 'what is not asked for starts nothing');
      assert.equal(event?.['type'], 'invoice.paid');
      assert.equal((event['subject'] as { id: string }).id, String(InvoiceId));
      const scheme = await sandbox.control<Record<string, unknown>>({ path: 'signature' });
      const found = JSON.parse(String((await remembered({ stage, workflow }))['scheme']));
      assert.equal(found.digest, scheme['digest']);
      assert.deepEqual(found.parts, scheme['parts']);
    });

    test('what Envoice sends twice runs once', async () => {
      await sandbox.control({ method: 'PUT', path: 'trouble', body: { repeatEvery: 1 } });
      await sandbox.record({ type: 'Created' });
      await sandbox.record({ type: 'Paid' });
      await settled();
      await expectExecutions({ stage, workflow, count: 2 });
      assert.equal((await received({ stage, workflow })).length, 2);
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
      assert.equal((await api.executions(workflow.id)).length, 2);
    });
  });
}

interface Webhook {
  readonly id: number;
  readonly state: string;
  readonly waiting: number;
  readonly probe?: { readonly status: number | null };
}

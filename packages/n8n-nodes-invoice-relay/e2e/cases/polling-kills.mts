import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { after, before, describe, test } from 'node:test';

import { eventId } from '@invoice-relay/core/events';

import { openGate } from '../support/gate.mts';
import type { Gate } from '../support/gate.mts';
import type { Stage } from '../support/stage.mts';
import { addTrigger, expectPolled, received } from '../support/triggers.mts';
import type { TriggerWorkflow } from '../support/triggers.mts';
import { waitFor } from '../support/wait-for.mts';
import { everyFiveSeconds, ours } from '../support/workflows.mts';

/**
 * Delays after a response with events was sent to n8n, in milliseconds; they span the time n8n
 * takes to process it.
 */
const killsAfter = [2, 8, 15, 25, 40, 80];

/** Kills n8n while it processes a poll: it saves the position, then starts an execution. */
export function pollingKillCases(stage: Stage): void {
  describe('Invoice Relay Polling Trigger, with kills aimed at its polls', () => {
    const { api, n8n, sandbox, relay, connection } = stage;
    let gate: Gate;
    let workflow: TriggerWorkflow;
    const expected: string[] = [];

    before(async () => {
      gate = await openGate({ to: relay.url });
      const credential = await api.addCredential({
        name: 'Relay of polls',
        type: 'invoiceRelayApi',
        data: { baseUrl: gate.url, apiKey: relay.apiKey },
      });
      workflow = await addTrigger({
        stage,
        name: 'Polled and killed',
        type: ours('invoiceRelayPollingTrigger'),
        typeVersion: 2,
        parameters: { pollTimes: everyFiveSeconds, eventTypes: ['invoice.paid'] },
        credentials: { invoiceRelayApi: credential },
      });
      await api.activate(workflow.id);
      await expectPolled({ stage, workflow });
    });
    after(() => gate?.close());

    const pay = async (): Promise<string> => {
      await sandbox.record({ type: 'Created' });
      const { Id } = await sandbox.record({ type: 'Paid' });
      const id = eventId({ connectionId: connection.id, activityId: String(Id) });
      expected.push(id);
      return id;
    };
    /** Resolves when n8n has received a response with this event. */
    const handedOver = (id: string) =>
      new Promise<void>((resolve) => {
        gate.answered = (call, body) => {
          if (call.startsWith('GET /v1/events') && body.includes(id)) resolve();
        };
      });

    /**
     * Resolves when n8n is polling. If it were killed while still starting its workflows, it would
     * take two minutes to start them again (n8n 2.41).
     */
    const polling = async (): Promise<void> => {
      for (let polls = 0; polls < 2; polls += 1) {
        await new Promise<void>((resolve) => {
          gate.answered = (call) => {
            if (call.startsWith('GET /v1/events')) resolve();
          };
        });
      }
    };

    for (const milliseconds of killsAfter) {
      test(`killed ${milliseconds} ms after a poll got its answer`, async () => {
        await polling();
        await handedOver(await pay());
        await pause(milliseconds);
        await n8n.whileKilled(async () => undefined);
      });
    }

    test('every event came once, but for what an execution had that was killed itself', async () => {
      await pay();
      let ids: readonly string[] = [];
      await waitFor({
        what: 'the last event',
        timeoutMs: 60_000,
        everyMs: 500,
        look: async () => {
          ids = (await received({ stage, workflow })).map(({ id }) => String(id));
          return ids.includes(expected.at(-1) ?? '') || undefined;
        },
        seen: () => `${ids.length} of ${expected.length}`,
      });
      assert.equal(new Set(ids).size, ids.length, 'none came twice');
      const missing = expected.filter((id) => !ids.includes(id));
      const executions = await api.executions(workflow.id);
      // n8n lists these: users see that something happened, and `Event > Get Many` returns the
      // events.
      const crashed = executions.filter(({ status }) => status === 'crashed');
      assert.ok(
        missing.length <= crashed.length,
        `${missing.length} missing, ${crashed.length} crashed executions`,
      );
      await api.deactivate(workflow.id);
    });
  });
}

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import type { RelayEvent } from '@invoice-relay/relay-client';

import { call } from '../support/http.mts';
import { say } from '../support/say.mts';
import type { Stage } from '../support/stage.mts';
import { addTrigger, expectSubscribed, received } from '../support/triggers.mts';
import { waitFor } from '../support/wait-for.mts';
import { ours } from '../support/workflows.mts';

const count = 2_000;
/** n8n handles about 30 a second on an otherwise idle machine, so this takes a minute or two. */
const patienceMs = 20 * 60_000;
/** n8n must keep responding to other requests meanwhile. */
const longestAnswerMs = 10_000;

/** Covers Envoice holding back webhooks and then sending them all at once. */
export function burstCases(stage: Stage): void {
  describe('Catching up', () => {
    test(
      `${count} activities at once: all arrive, in order for each document, and n8n stays well`,
      { timeout: patienceMs + 60_000 },
      async () => {
        const { api, n8n, relay, sandbox, connection } = stage;
        const workflow = await addTrigger({
          stage,
          name: 'Everything',
          type: ours('invoiceRelayTrigger'),
          parameters: { eventTypes: ['*'], connectionIds: [connection.id] },
          credentials: stage.credentials.relay,
        });
        await api.activate(workflow.id);
        const subscription = await expectSubscribed({ stage, workflow });
        const { data: before } = await relay.client.events.list({ order: 'desc', limit: 1 });

        const startedAt = performance.now();
        await sandbox.control({ method: 'POST', path: 'burst', body: { count } });
        const events = await waitFor({
          what: `the relay to have ${count} events`,
          timeoutMs: 60_000,
          everyMs: 500,
          look: async () => {
            const found = await eventsAfter({ stage, id: before[0]?.data.id });
            return found.length >= count ? found : undefined;
          },
        });
        say(`  the relay has ${events.length} events after ${seconds(startedAt)} s`);

        const longest = await watch({ stage, subscriptionId: subscription.id, startedAt });
        const perSecond = ((events.length / (performance.now() - startedAt)) * 1000).toFixed(0);
        say(`  all delivered after ${seconds(startedAt)} s, ${perSecond} a second`);
        say(`  n8n answered others within ${longest.toFixed(0)} ms`);
        assert.ok(n8n.running, 'n8n runs');
        assert.ok(longest < longestAnswerMs, `n8n took ${longest.toFixed(0)} ms to answer`);

        const attempts = new Map<number, number>();
        for await (const { attemptCount } of relay.client.deliveries.iterate({
          subscriptionId: subscription.id,
          limit: 200,
        })) {
          attempts.set(attemptCount, (attempts.get(attemptCount) ?? 0) + 1);
        }
        assert.deepEqual([...attempts], [[1, events.length]], 'n8n took each at the first attempt');

        const taken = await waitFor({
          what: 'the last execution to end',
          timeoutMs: 30_000,
          everyMs: 1_000,
          look: async () => {
            const items = await received({ stage, workflow });
            return items.length >= events.length ? items : undefined;
          },
        });
        const ids = taken.map(({ id }) => String(id));
        assert.equal(new Set(ids).size, ids.length, 'nothing came twice');
        assert.deepEqual(ids.toSorted(), events.map(({ data }) => data.id).toSorted());
        assert.deepEqual(bySubject(taken), bySubject(events.map(flat)), 'in order per document');
        await api.deactivate(workflow.id);
      },
    );
  });
}

/** Waits until no delivery is left. @returns n8n's longest response time, in milliseconds */
async function watch(options: {
  readonly stage: Stage;
  readonly subscriptionId: string;
  readonly startedAt: number;
}): Promise<number> {
  const { stage, subscriptionId, startedAt } = options;
  let longest = 0;
  let toldAt = performance.now();
  await waitFor({
    what: 'everything to be delivered',
    timeoutMs: patienceMs,
    everyMs: 3_000,
    look: async () => {
      const askedAt = performance.now();
      await call({ url: `${stage.n8n.url}/rest/settings`, timeoutMs: 60_000 });
      longest = Math.max(longest, performance.now() - askedAt);
      const waiting = await countPending({ stage, subscriptionId });
      if (performance.now() - toldAt > 15_000) {
        toldAt = performance.now();
        say(`  ${seconds(startedAt)} s: ${waiting} are still to be delivered`);
      }
      return waiting === 0 || undefined;
    },
  });
  return longest;
}

async function countPending(options: {
  readonly stage: Stage;
  readonly subscriptionId: string;
}): Promise<number> {
  const { stage, subscriptionId } = options;
  let pending = 0;
  const query = { subscriptionId, status: 'pending' as const, limit: 200 };
  for await (const _delivery of stage.relay.client.deliveries.iterate(query)) pending += 1;
  return pending;
}

async function eventsAfter(options: {
  readonly stage: Stage;
  readonly id: string | undefined;
}): Promise<readonly RelayEvent[]> {
  const { stage, id } = options;
  const found: RelayEvent[] = [];
  const query = { limit: 200, ...(id !== undefined && { after: id }) };
  for await (const event of stage.relay.client.events.iterate(query)) found.push(event);
  return found;
}

const flat = ({ data }: RelayEvent): Record<string, unknown> => ({ ...data });

/** Groups event ids by document, keeping their order. */
function bySubject(
  items: readonly Readonly<Record<string, unknown>>[],
): Readonly<Record<string, readonly string[]>> {
  const found: Record<string, string[]> = {};
  for (const item of items) {
    const { kind, id } = item['subject'] as { kind: string; id: string };
    (found[`${kind} ${id}`] ??= []).push(String(item['id']));
  }
  return found;
}

const seconds = (since: number) => ((performance.now() - since) / 1000).toFixed(0);

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import type { Subscription } from '@invoice-relay/relay-client';

import { Bench } from '../support/bench.mts';
import type { Item } from '../support/bench.mts';
import type { Stage } from '../support/stage.mts';
import { waitFor } from '../support/wait-for.mts';
import { ours } from '../support/workflows.mts';

const by = (member: string) => ({ __rl: true, mode: 'id', value: `={{ $json.body.${member} }}` });

const operations: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'connection.getMany': { returnAll: true },
  'delivery.get': { deliveryId: by('delivery') },
  'delivery.getMany': { limit: 5, filters: { subscriptionId: by('subscription') } },
  'delivery.retry': { deliveryId: by('delivery') },
  'event.get': { eventId: by('event') },
  'event.getMany': { returnAll: true, filters: { type: ['invoice.*'], subjectKind: 'invoice' } },
  'eventType.getMany': { returnAll: true },
  'subscription.getMany': { returnAll: true },
  'subscription.sendTest': { subscriptionId: by('subscription'), eventType: 'invoice.paid' },
};

/** Covers every operation of the Invoice Relay node. */
export function relayNodeCases(stage: Stage): void {
  describe('Invoice Relay node', () => {
    const { client } = stage.relay;
    let bench: Bench;
    let subscription: Subscription;
    let ids: { readonly delivery: string; readonly event: string; readonly subscription: string };

    before(async () => {
      // Nothing listens there, so that there is a failed delivery to retry.
      const url = 'http://127.0.0.1:9/nobody';
      subscription = await client.subscriptions.create({ url, eventTypes: ['invoice.paid'] });
      await stage.sandbox.record({ type: 'Created' });
      await stage.sandbox.record({ type: 'Paid' });
      const delivery = await waitFor({
        what: 'a delivery that failed',
        timeoutMs: 10_000,
        look: async () => {
          const query = { subscriptionId: subscription.id, status: 'pending' as const };
          const { data } = await client.deliveries.list(query);
          return data.find(({ attemptCount }) => attemptCount > 0);
        },
      });
      ids = { delivery: delivery.id, event: delivery.eventId, subscription: subscription.id };
      const jobs = Object.entries(operations).map(([name, parameters]) => {
        const [resource, operation] = name.split('.');
        return {
          name,
          type: ours('invoiceRelay'),
          parameters: { resource, operation, ...parameters },
          credentials: stage.credentials.relay,
        };
      });
      bench = await Bench.open({ stage, name: 'Invoice Relay', jobs });
    });
    after(async () => {
      await bench?.close();
      await client.subscriptions.delete({ id: subscription.id });
    });

    const run = async (job: string): Promise<readonly Item['json'][]> => {
      const { items, error } = await bench.run({ job, input: ids });
      assert.equal(error, undefined, JSON.stringify(error));
      assert.notEqual(items.length, 0);
      return items.map(({ json }) => json);
    };

    test('connection: get many, without the ingest URL', async () => {
      const found = await run('connection.getMany');
      assert.deepEqual(
        found.map(({ id }) => id),
        [stage.connection.id],
      );
      assert.doesNotMatch(JSON.stringify(found), /\/hooks\//);
    });
    test('event: get', async () => {
      const [event] = await run('event.get');
      assert.equal(event?.['id'], ids.event);
      assert.equal(event['type'], 'invoice.paid');
    });
    test('event: get many, filtered', async () => {
      const found = await run('event.getMany');
      assert.ok(found.some(({ id }) => id === ids.event));
      assert.ok(found.every(({ type }) => String(type).startsWith('invoice.')));
    });
    test('event type: get many', async () => {
      const found = await run('eventType.getMany');
      assert.ok(found.some(({ type }) => type === 'invoice.paid'));
    });
    test('subscription: get many', async () => {
      const found = await run('subscription.getMany');
      assert.ok(found.some(({ id }) => id === subscription.id));
    });
    test('subscription: send a test', async () => {
      const [attempt] = await run('subscription.sendTest');
      assert.equal(attempt?.['status'], null, 'nobody is there');
      assert.match(String(attempt['error']), /./);
    });
    test('delivery: get many', async () => {
      const [delivery, ...others] = await run('delivery.getMany');
      assert.equal(delivery?.['id'], ids.delivery);
      assert.deepEqual(others, []);
    });
    test('delivery: get', async () => {
      const [delivery] = await run('delivery.get');
      assert.equal(delivery?.['eventId'], ids.event);
    });
    test('delivery: retry', async () => {
      await run('delivery.retry');
      await waitFor({
        what: 'another attempt',
        timeoutMs: 10_000,
        look: async () => {
          const { attempts } = await client.deliveries.get({ id: ids.delivery });
          return attempts.length > 1 || undefined;
        },
      });
    });
  });
}

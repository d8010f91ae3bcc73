import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from 'vitest';

import app from '../packages/zapier-drupal-invoice/src/index.ts';
import { createTester } from '../packages/zapier-kit/src/testing/index.ts';
import type { Tester } from '../packages/zapier-kit/src/testing/index.ts';
import { startApp } from './support/app-process.ts';
import type { AppProcess } from './support/app-process.ts';
import { ask } from './support/ask.ts';
import type { Json } from './support/ask.ts';
import { startZapierHooks } from './support/zapier-hooks.ts';
import type { ZapierHooks } from './support/zapier-hooks.ts';
import { until } from './support/until.ts';

/**
 * The Zapier app for Invoice 7: the relay's polls find what its own actions do on a site, and its
 * instant triggers receive it. Site and relay are as built, in separate processes; Zapier is
 * replaced by its own tester and by a server that receives its hooks.
 */

const adminKey = 'an-administrator-key-for-tests';

let folder: string;
let sandbox: AppProcess;
let relay: AppProcess;
let hooks: ZapierHooks;
let zapier: Tester;
let connectionId: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zapier-drupal-invoice-'));
  sandbox = await startApp({ app: 'sandbox', folder, environment: {} });
  relay = await startApp({
    app: 'relay',
    folder,
    environment: { RELAY_API_KEY: adminKey, RELAY_ALLOW_PRIVATE_NETWORKS: '127.0.0.0/8' },
  });
  hooks = await startZapierHooks();
  const baseUrl = `${sandbox.url}/invoice7`;
  const account = { username: 'sandbox', password: 'sandbox' };
  const connection = await api('POST', 'connections', {
    source: 'drupal-invoice',
    name: 'The site',
    credentials: { baseUrl, auth: { kind: 'basic', ...account } },
    settings: { currency: 'EUR' },
    poll: { intervalSeconds: 1, startFrom: 'now', requestsPerSecond: 10 },
  });
  connectionId = connection.id;
  const { key } = await api('POST', 'api-keys', { name: 'Zapier', scopes: ['subscribe'] });
  zapier = createTester(app, {
    ...account,
    baseUrl,
    currency: 'EUR',
    relayUrl: relay.url,
    relayKey: key,
  });
  // Invoices that exist before the first contact produce no events.
  await until(async () => {
    const { poll } = await api('GET', `connections/${connectionId}`);
    expect(poll.lastFinishedAt).not.toBeNull();
  });
});
afterAll(async () => {
  await hooks[Symbol.asyncDispose]();
  await relay[Symbol.asyncDispose]();
  await sandbox[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

const api = (method: string, path: string, body?: unknown): Promise<Json> =>
  ask(`${relay.url}/v1/${path}`, { authorization: `Bearer ${adminKey}` }, method, body);
const control = (method: string, path: string): Promise<Json> =>
  ask(`${sandbox.url}/control/invoice7/${path}`, {}, method);

const operationOf = (key: string): Json => app.triggers![key]!.operation;

async function turnOn(key: string) {
  const operation = operationOf(key);
  const targetUrl = hooks.newTargetUrl();
  const subscribeData = await zapier.run(operation.performSubscribe, { targetUrl });
  return {
    /** Returns the records of the first requests, once that many have arrived. */
    async told(count: number): Promise<readonly Json[]> {
      await until(() => expect(hooks.received(targetUrl)).toHaveLength(count));
      const records = [];
      for (const rawRequest of hooks.received(targetUrl)) {
        const bundle = { rawRequest, subscribeData, targetUrl };
        records.push(...(await zapier.run(operation.perform, bundle)));
      }
      return records;
    },
    off: () => zapier.run(operation.performUnsubscribe, { subscribeData, targetUrl }),
  };
}

/** The paths of all members, e.g. `invoice.buyer.name`; for lists, those of their first item. */
function shapeOf(value: unknown, path = ''): readonly string[] {
  if (typeof value !== 'object' || value === null) return [path];
  if (Array.isArray(value)) return value.length === 0 ? [] : shapeOf(value[0], `${path}[]`);
  return Object.entries(value).flatMap(([name, inner]) =>
    name === 'extensions' ? [] : shapeOf(inner, path === '' ? name : `${path}.${name}`),
  );
}

test('an invoice that Zaps create, change and pay triggers Zaps', async () => {
  const zaps = {
    invoice_created: await turnOn('invoice_created'),
    invoice_updated: await turnOn('invoice_updated'),
    invoice_paid: await turnOn('invoice_paid'),
    invoice_unpaid: await turnOn('invoice_unpaid'),
    invoice_deleted: await turnOn('invoice_deleted'),
  };

  const made = await zapier.create('create_invoice', {
    customer_company_name: 'Café Noordzee B.V.',
    customer_first_name: 'Ada',
    customer_street: 'Kade',
    customer_city: 'Amsterdam',
    customer_country: 'Nederland',
    invoice_description: 'Thank you',
    template: 'default',
    pay_limit: 14,
    line_items: [{ description: 'Advice', quantity: 2, unit_cost: '100', vat_percentage: '21' }],
  });
  const [created] = await zaps.invoice_created.told(1);
  // The relay reports what the action returned.
  expect(created).toMatchObject({ source: 'drupal-invoice', connectionId });
  expect(created.invoice).toEqual(made.invoice);

  await zapier.create('update_invoice', { invoice: made.number, customer_city: 'Utrecht' });
  const [updated] = await zaps.invoice_updated.told(1);
  expect(updated).toMatchObject({
    attributes: { changed: ['customer.city'] },
    invoice: { buyer: { postalAddress: { cityName: 'Utrecht' } } },
  });

  await zapier.create('update_invoice', { invoice: made.id, pay_status: 'paid' });
  const [paid] = await zaps.invoice_paid.told(1);
  expect(paid).toMatchObject({
    subject: { kind: 'invoice', id: made.id, number: made.number },
    invoice: { status: 'paid', totals: { payableAmount: '0.00' } },
  });

  await control('POST', `invoices/${made.id}/unpay`);
  const [unpaid] = await zaps.invoice_unpaid.told(1);
  expect(unpaid).toMatchObject({ invoice: { status: 'unpaid' } });
  await control('DELETE', `invoices/${made.id}`);
  const [deleted] = await zaps.invoice_deleted.told(1);
  expect(deleted).toMatchObject({ subject: { id: made.id, number: made.number }, invoice: null });

  for (const [key, told] of Object.entries({
    invoice_created: created,
    invoice_updated: updated,
    invoice_paid: paid,
    invoice_unpaid: unpaid,
    invoice_deleted: deleted,
  })) {
    const { performList, sample } = operationOf(key);
    expect(await zapier.run(performList, {})).toEqual([told]);
    expect(Object.keys(told).toSorted()).toEqual(Object.keys(sample).toSorted());
    const known = new Set(shapeOf(sample));
    expect(shapeOf(told).filter((path) => !known.has(path))).toEqual([]);
  }

  for (const zap of Object.values(zaps)) expect(await zap.off()).toEqual({});
  // Kept for a while, in case the Zap is turned on again.
  const { data } = await api('GET', 'subscriptions');
  expect(data.map(({ status }: Json) => status)).toEqual(Object.keys(zaps).map(() => 'released'));
});

test("the account and the relay's connections", async () => {
  expect(await zapier.run(app.authentication!.test)).toEqual({
    site: new URL(sandbox.url).host,
    relay: new URL(relay.url).host,
  });
  expect(await zapier.trigger('relay_connection_list')).toEqual([
    { id: connectionId, name: 'The site' },
  ]);
});

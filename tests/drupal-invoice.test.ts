import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { startApp } from './support/app-process.ts';
import type { AppProcess } from './support/app-process.ts';
import { ask } from './support/ask.ts';
import type { Json } from './support/ask.ts';
import { until } from './support/until.ts';

/**
 * The relay and the stand-in for a Drupal site with Invoice 7, both as built and in separate
 * processes: from a change on the site to the signed delivery, with the relay up, killed, and down.
 */

const adminKey = 'an-administrator-key-for-tests';

let folder: string;
let site: AppProcess;
let relay: AppProcess;
let subscriber: { url: string; received: Json[]; close(): void };

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'drupal-invoice-'));
  site = await startApp({ app: 'sandbox', folder, environment: {} });
  relay = await startRelay();
  subscriber = await startSubscriber();
  await api('POST', 'subscriptions', { url: subscriber.url, eventTypes: ['*'] });
});
afterEach(async () => {
  await relay[Symbol.asyncDispose]();
  await site[Symbol.asyncDispose]();
  subscriber.close();
  await rm(folder, { recursive: true });
});

const startRelay = () =>
  startApp({
    app: 'relay',
    folder,
    environment: { RELAY_API_KEY: adminKey, RELAY_ALLOW_PRIVATE_NETWORKS: '127.0.0.0/8' },
  });

async function startSubscriber(): Promise<typeof subscriber> {
  const received: Json[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    received.push(JSON.parse(Buffer.concat(chunks).toString()));
    response.writeHead(204).end();
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, received, close: () => void server.close() };
}

const control = (method: string, path: string, body?: unknown) =>
  ask(`${site.url}/control/invoice7/${path}`, {}, method, body);
const api = (method: string, path: string, body?: unknown) =>
  ask(`${relay.url}/v1/${path}`, { authorization: `Bearer ${adminKey}` }, method, body);

async function connect(startFrom: string | number = 'now', user = 'sandbox'): Promise<string> {
  const { id } = await api('POST', 'connections', {
    source: 'drupal-invoice',
    name: 'Site',
    credentials: {
      baseUrl: `${site.url}/invoice7/`,
      auth: { kind: 'basic', username: user, password: user },
    },
    settings: { currency: 'EUR' },
    poll: { intervalSeconds: 1, startFrom, requestsPerSecond: 10 },
  });
  return id;
}

/** Waits for two more polls to complete, so that everything that existed before has been found. */
async function polled(id: string): Promise<void> {
  let last = await lastFinishedAt(id);
  for (let count = 0; count < 2; count += 1) {
    await until(async () => {
      const now = await lastFinishedAt(id);
      expect(now).not.toBe(last);
      last = now;
    });
  }
}

async function lastFinishedAt(id: string): Promise<string | null> {
  return (await api('GET', `connections/${id}`)).poll.lastFinishedAt;
}

/**
 * Returns what the subscriber received, without duplicates: a kill may cause one, with the same id.
 */
const told = () =>
  [...new Map(subscriber.received.map((event) => [event.data.id, event])).values()].map(
    ({ type, data }) => `${data.subject.id} ${type.split('.')[1]}`,
  );

test('added, changed, paid, unpaid, deleted, restored, with the relay up, killed and down: each is delivered once', async () => {
  const id = await connect();
  await polled(id);
  expect(told()).toEqual([]);

  await control('POST', 'invoices', { customer: { company_name: 'Ada' } });
  await polled(id);
  expect(told()).toEqual(['13 created']);
  expect(subscriber.received[0].data).toMatchObject({
    subject: { kind: 'invoice', id: '13', number: expect.stringMatching(/^20\d\d0013$/) },
    invoice: { status: 'unpaid', currency: 'EUR', buyer: { name: 'Ada' } },
  });
  const { total } = await control('GET', 'invoices/13');
  expect(Number(subscriber.received[0].data.invoice.totals.taxInclusiveAmount)).toBe(Number(total));

  // Changes during downtime, and a process that dies in the middle of a poll.
  await relay.kill();
  await control('POST', 'backup');
  await control('POST', 'invoices/13/pay');
  await control('PATCH', 'invoices/12', { description: 'Changed' });
  await control('POST', 'invoices', { count: 3 });
  relay = await startRelay();
  await until(() => expect(told().length).toBeGreaterThan(1));
  await relay.kill();
  relay = await startRelay();
  await polled(id);
  await until(() => expect(told()).toHaveLength(6));
  expect(told().toSorted()).toEqual(
    ['13 created', '13 paid', '12 updated', '14 created', '15 created', '16 created'].toSorted(),
  );
  expect(
    subscriber.received.find(({ type }) => type === 'invoice.updated').data.attributes.changed,
  ).toEqual(['description']);

  // A number far ahead, a payment reverted with the button, and the newest invoice deleted, whose
  // id the next one gets.
  await control('POST', 'invoices', { number: 500 });
  await control('POST', 'invoices/13/unpay');
  await polled(id);
  await until(() => expect(told().slice(6).toSorted()).toEqual(['13 unpaid', '500 created']));
  await control('DELETE', 'invoices/500');
  await polled(id);
  await until(() => expect(told().slice(8)).toEqual(['500 deleted']));

  // The site is restored from its backup and reuses an id.
  await control('POST', 'restore');
  await control('POST', 'invoices', { customer: { company_name: 'Somebody else' } });
  await polled(id);
  await until(() => expect(told()).toHaveLength(14));
  // Events about the same invoice are in order.
  const restored = ['12 updated', '14 created', '14 deleted', '15 deleted', '16 deleted'];
  expect(told().slice(9).toSorted()).toEqual(restored);
  expect(
    told()
      .slice(9)
      .find((line) => line.startsWith('14')),
  ).toBe('14 deleted');

  await polled(id);
  expect(told()).toHaveLength(14);
});

test('a poll with nothing new is one request', async () => {
  const id = await connect();
  await polled(id);
  const from = performance.now();
  await control('DELETE', 'calls');
  await polled(id);
  const { calls, data } = await control('GET', 'calls');
  expect(data).toHaveLength(1);
  expect(data[0]).toMatchObject({ method: 'GET', path: expect.stringMatching(/invoice\.json$/) });
  // Several polls completed in the meantime, one per second.
  expect(calls).toBeLessThanOrEqual((performance.now() - from) / 1000 + 2);
});

test("a template's user: skips unreadable invoices, and reports that once", async () => {
  const id = await connect('now', 'second');
  await polled(id);
  await control('POST', 'invoices', { template: 'default' });
  await control('POST', 'invoices', { template: 'second' });
  await polled(id);
  await until(() => expect(told()).toEqual(['14 created']));
  expect((await api('GET', `connections/${id}`)).poll).toMatchObject({
    notice: expect.stringMatching(/the template default, which second may not read/),
    unreadable: { count: 0 },
  });
});

test('reports a failing site, and finds what happened in the meantime', async () => {
  const id = await connect();
  await polled(id);
  for (const [trouble, code] of [
    [{ html: true }, 'vendor_unauthorized'],
    [{ forbidden: true }, 'vendor_unauthorized'],
    [{ notFound: true }, 'vendor_refused'],
    [{ down: true }, 'vendor_failed'],
  ] as const) {
    await control('PUT', 'trouble', trouble);
    await until(async () => {
      expect((await api('GET', `connections/${id}`)).poll).toMatchObject({
        state: 'failing',
        error: { code },
      });
    });
  }
  const { id: created } = await control('POST', 'invoices');
  await control('POST', `invoices/${created}/pay`);
  await control('PUT', 'trouble', { phpWarning: true, broken: [3] });
  await polled(id);
  await until(() => expect(told()).toEqual(['13 created', '13 paid']));
});

test.each([
  ['beginning', 12],
  [11, 2],
] as const)('started from %s, delivers %i existing invoices', async (startFrom, count) => {
  const id = await connect(startFrom);
  await polled(id);
  const expected = Array.from({ length: count }, (_, index) => `${13 - count + index} created`);
  const created = () => told().filter((line) => line.endsWith('created'));
  await until(() => expect(created().toSorted()).toEqual(expected.toSorted()));
});

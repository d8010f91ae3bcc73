import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import type { Page } from 'playwright-core';

import type { Json } from '../ask.ts';
import { connectSandbox, openStage, signIn } from './stage.ts';
import { startSubscriber } from './subscriber.ts';

/**
 * Takes the pictures of the dashboard for the documentation, from a relay with the sandbox's data
 * and three subscribers: one works, one is down and one is paused.
 */

const folder = fileURLToPath(new URL('../../../docs/images/', import.meta.url));
const desktop = { width: 1280, height: 900 };
const phone = { width: 360, height: 780 };

/** Activities in the pictures. */
const count = 55;

/** Timeout for something that normally takes a few seconds. Milliseconds. */
const patienceMs = 120_000;

await using stage = await openStage();
await using down = await startSubscriber();
down.answer({ status: 503, body: 'Down for maintenance' });
const { key, paidId } = await fill();

await take({ name: 'overview-light', path: '/', ready: (page) => page.getByText('In and out') });
await take({
  name: 'overview-dark',
  path: '/',
  scheme: 'dark',
  ready: (page) => page.getByText('In and out'),
});
await take({
  name: 'phone-dark',
  path: '/',
  scheme: 'dark',
  size: phone,
  ready: (page) => page.getByText('In and out'),
});
await take({
  name: 'deliveries-light',
  path: '/deliveries',
  ready: (page) => page.getByText(/^Waiting behind invoice /).first(),
});
await take({
  name: 'event-light',
  path: `/events/${paidId}`,
  ready: (page) => page.getByText('Buyer', { exact: true }),
});

/** Lets things happen, until what is waiting has failed a few times. */
async function fill(): Promise<{ readonly key: string; readonly paidId: string }> {
  const { api, control, sandbox, subscriber } = stage;
  const connection = await connectSandbox(stage, { name: 'Bakery shop', enrich: true });
  await api('POST', 'connections', {
    source: 'drupal-invoice',
    name: 'Drupal site',
    credentials: {
      baseUrl: `${sandbox.url}/invoice7/`,
      auth: { kind: 'basic', username: 'sandbox', password: 'sandbox' },
    },
    settings: { currency: 'EUR' },
    poll: { intervalSeconds: 60, startFrom: 'now' },
  });
  const subscribe = (description: string, more: object): Promise<Json> =>
    api('POST', 'subscriptions', {
      url: subscriber.url,
      eventTypes: ['*'],
      connectionIds: [connection.id],
      description,
      ...more,
    });
  const works = await subscribe('Bookkeeping', {});
  await subscribe('n8n: invoices', { url: down.url, eventTypes: ['invoice.*'] });
  const { id } = await subscribe('Sales report', { eventTypes: ['estimate.*'] });
  await api('PATCH', `subscriptions/${id}`, { status: 'paused' });
  await control('POST', 'burst', { count });
  await until(async () => {
    const [events, pending] = await Promise.all([
      api('GET', 'events?limit=200'),
      api('GET', 'deliveries?status=pending&limit=200'),
    ]);
    return (
      events.data.length >= count &&
      pending.data.every(({ subscriptionId }: Json) => subscriptionId !== works.id) &&
      pending.data.some(({ waitsFor }: Json) => waitsFor?.attempts >= 2)
    );
  });
  const { data } = await api('GET', 'events?type=invoice.paid&order=desc');
  const made = await api('POST', 'api-keys', { name: 'Anna’s laptop', scopes: ['admin'] });
  // One with several lines shows more.
  const [{ data: paid }] = data.toSorted(
    (one: Json, other: Json) =>
      other.data.invoice.invoiceLines.length - one.data.invoice.invoiceLines.length,
  );
  return { key: made.key, paidId: paid.id };
}

async function take(options: {
  readonly name: string;
  readonly path: string;
  readonly size?: { readonly width: number; readonly height: number };
  readonly scheme?: 'light' | 'dark';
  readonly ready: (page: Page) => { waitFor(): Promise<void> };
}): Promise<void> {
  const { name, path, size = desktop, scheme = 'light', ready } = options;
  const { page, context } = await stage.open({ width: size.width, scheme });
  await page.setViewportSize(size);
  await signIn(page, key);
  await page.goto(path);
  await page.getByText('Live', { exact: true }).waitFor({ state: 'attached' });
  await ready(page).waitFor();
  const file = `${folder}dashboard-${name}.png`;
  await page.screenshot({ path: file });
  process.stdout.write(`${file}\n`);
  await context.close();
}

async function until(isDone: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + patienceMs;
  while (!(await isDone())) {
    if (Date.now() > end) throw new Error('The relay did not get there in time.');
    await setTimeout(200);
  }
}

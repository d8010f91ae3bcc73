import { afterAll, beforeAll, expect, test } from 'vitest';

import type { WatchedPage } from './support/dashboard/browser.ts';
import { connectSandbox, openStage, signIn } from './support/dashboard/stage.ts';
import type { Stage } from './support/dashboard/stage.ts';
import { until } from './support/until.ts';

/** The buttons of a subscription, a delivery and a connection, in a real browser. */

let stage: Stage;
let watched: WatchedPage;
let connectionId: string;
let subscriptionId: string;

beforeAll(async () => {
  stage = await openStage();
  ({ id: connectionId } = await connectSandbox(stage, { name: 'My shop' }));
  ({ id: subscriptionId } = await stage.api('POST', 'subscriptions', {
    url: stage.subscriber.url,
    eventTypes: ['*'],
    description: 'Books',
  }));
  watched = await stage.open();
  await signIn(watched.page);
});
afterAll(async () => {
  await stage[Symbol.asyncDispose]();
});

const subscription = () => stage.api('GET', `subscriptions/${subscriptionId}`);

test('pauses and enables: events from the pause are sent afterwards', async () => {
  const { page } = watched;
  await page.goto(`/subscriptions/${subscriptionId}`);
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.getByText(/^Nothing is sent\./).waitFor();
  await stage.control('POST', 'burst', { count: 2 });
  await until(async () =>
    expect((await stage.api('GET', 'deliveries?status=pending')).data.length).toBeGreaterThan(0),
  );
  expect(stage.subscriber.taken).toEqual([]);
  // Nothing can be retried at this point, so no button offers it.
  await page.goto('/deliveries');
  await page
    .getByText(/^Waiting until its subscription is enabled/)
    .first()
    .waitFor();
  await page.getByRole('button', { name: 'Cancel' }).first().waitFor();
  expect(await page.getByRole('button', { name: 'Try now' }).count()).toBe(0);
  await page.goto(`/subscriptions/${subscriptionId}`);
  await page.getByRole('button', { name: 'Enable' }).click();
  await page.getByRole('button', { name: 'Pause' }).waitFor();
  await until(() => expect(stage.subscriber.taken.length).toBeGreaterThan(0));
});

test('edits: errors are shown next to their field, and no input is lost', async () => {
  const { page } = watched;
  await page.getByRole('button', { name: 'Edit' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('URL', { exact: true }).fill('http://169.254.169.254/latest');
  await dialog.getByLabel(/^Name/).fill('Ledger');
  await dialog.getByRole('button', { name: 'Save' }).click();
  const url = dialog.getByLabel('URL', { exact: true });
  await until(async () => expect(await url.getAttribute('aria-invalid')).toBe('true'));
  expect(await dialog.getByLabel(/^Name/).inputValue()).toBe('Ledger');
  await url.fill(stage.subscriber.url);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('heading', { name: 'Ledger', level: 1 }).waitFor();
  expect(await subscription()).toMatchObject({ description: 'Ledger', url: stage.subscriber.url });
});

test('a deleted connection can be deselected, and selecting none does not select all', async () => {
  const { page } = watched;
  const closed = await stage.api('POST', 'connections', {
    source: 'envoice',
    name: 'Closed shop',
    credentials: { authKey: 'sandbox-key', authSecret: 'sandbox-secret' },
  });
  const path = `subscriptions/${subscriptionId}`;
  await stage.api('PATCH', path, { connectionIds: [connectionId, closed.id] });
  // With hundreds of connections, users would have to deselect all the others.
  await page.goto('/subscriptions/new');
  await page.getByLabel('All connections, including future ones').uncheck();
  for (const name of ['My shop', 'Closed shop']) {
    expect(await page.getByLabel(name).isChecked()).toBe(false);
  }
  await stage.api('DELETE', `connections/${closed.id}`);
  await page.goto(`/${path}`);
  await page.getByRole('button', { name: 'Edit' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('My shop').uncheck();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.getByText('No connection has this id.').waitFor();
  await dialog.getByLabel(`${closed.id} (deleted)`).click();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.getByText('Choose at least one connection, or all connections.').waitFor();
  await dialog.getByLabel('My shop').check();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await until(async () =>
    expect(await subscription()).toMatchObject({ connectionIds: [connectionId] }),
  );
  await stage.api('PATCH', path, { connectionIds: null });
});

test('rotates the secret, and shows when the old one expires', async () => {
  const { page } = watched;
  await page.getByRole('button', { name: 'Rotate secret' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Rotate', exact: true }).click();
  await dialog.getByText(/^whsec_/).waitFor();
  await dialog.getByText(/Both secrets are valid until/).waitFor();
  // It is only shown once, so a click outside must not close it.
  await page.mouse.click(5, 5);
  expect(await dialog.getByText(/^whsec_/).isVisible()).toBe(true);
  await dialog.getByRole('button', { name: 'Done' }).click();
  await until(async () => expect(await page.getByText(/^whsec_/).count()).toBe(0));
});

test('counts a replay first, and says so if that takes long', async () => {
  const { page } = watched;
  const { promise: longEnough, resolve: letGo } = Promise.withResolvers<void>();
  await page.route('**/v1/replays', async (route) => {
    if (route.request().method() === 'POST') await longEnough;
    await route.continue();
  });
  await page.getByRole('button', { name: 'Replay events' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Count events' }).click();
  await dialog
    .getByRole('status')
    .getByText(/^Counting\./)
    .waitFor();
  letGo();
  await dialog.getByText(/events? would be sent$/).waitFor();
  await until(async () => expect(await dialog.getByText(/^Counting\./).count()).toBe(0));
  const taken = stage.subscriber.taken.length;
  // The message is shown for a few seconds only.
  await Promise.all([
    page.getByText('Replay started.').waitFor(),
    dialog.getByRole('button', { name: /^Send \d+ events?$/ }).click(),
  ]);
  await until(() => expect(stage.subscriber.taken.length).toBeGreaterThan(taken));
  await page.unroute('**/v1/replays');
});

test('cancels pending deliveries', async () => {
  const { page } = watched;
  await until(async () =>
    expect((await stage.api('GET', 'deliveries?status=pending')).data).toEqual([]),
  );
  stage.subscriber.answer({ status: 500, body: 'broken' });
  await stage.control('POST', 'activities', { type: 'Viewed', invoiceId: 3_764 });
  await page.goto('/deliveries');
  await page.getByRole('button', { name: 'Cancel' }).first().click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel the delivery' }).click();
  await until(async () =>
    expect((await stage.api('GET', 'deliveries?status=cancelled')).data).toHaveLength(1),
  );
  // The button is gone; the keyboard continues from the list, or from where the list was.
  await until(async () => {
    expect(await page.evaluate(() => document.activeElement?.matches('main, main *'))).toBe(true);
  });
  stage.subscriber.answer({ status: 200, body: 'thank you' });
});

test('starts a backfill and reports its result', async () => {
  const { page } = watched;
  await page.goto(`/connections/${connectionId}`);
  await page.getByRole('button', { name: 'Start a backfill' }).click();
  await page.getByText('Requested manually.').waitFor();
  await page
    .getByText(/The vendor has .+ activit/)
    .first()
    .waitFor();
  const { data } = await stage.api('GET', `connections/${connectionId}/backfills`);
  expect(data.some(({ reason }: { reason: string }) => reason === 'manual')).toBe(true);
});

/** What a vendor gets when it checks whether an ingest URL exists. */
const probe = async (url: string) => (await fetch(url)).status;

test('rotates the ingest URL: both work, or the old one stops immediately', async () => {
  const { page } = watched;
  const rotate = async (overlap: string, told: RegExp): Promise<string> => {
    await page.getByRole('button', { name: 'Rotate URL' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Keep the old URL working for').selectOption({ label: overlap });
    await dialog.getByRole('button', { name: 'Rotate', exact: true }).click();
    await dialog.getByText(told).waitFor();
    const made = await dialog.getByText(/\/hooks\//).innerText();
    await dialog.getByRole('button', { name: 'Done' }).click();
    return made;
  };
  await page.goto(`/connections/${connectionId}`);
  const { ingestUrl: first } = await stage.api('GET', `connections/${connectionId}`);
  const second = await rotate('1 day', /^Both URLs work until/);
  expect(await Promise.all([first, second].map(probe))).toEqual([200, 200]);
  const third = await rotate('Not at all: it stops working now', /^The old URL no longer works/);
  expect(await Promise.all([first, second, third].map(probe))).toEqual([404, 404, 200]);
  await page.getByText(third).waitFor();
});

test('reprocesses the quarantine once the cause is fixed', async () => {
  const { page } = watched;
  const { ingestUrl, name } = await stage.api('GET', `connections/${connectionId}`);
  await stage.control('DELETE', 'webhooks');
  await stage.control('POST', 'webhooks', { url: ingestUrl });
  const before = (await stage.api('GET', 'events')).data.length;
  const without = await stage.cutPower();
  await without({ RELAY_SOURCES: '@invoice-relay/drupal-invoice' });
  await stage.control('POST', 'activities', { type: 'Viewed', invoiceId: 3_764 });
  await until(async () =>
    expect((await stage.api('GET', 'quarantine')).data).toMatchObject([
      { reason: 'source_not_loaded' },
    ]),
  );
  await page.goto('/quarantine');
  // Messages are shown for a few seconds only.
  const processAgain = page.getByRole('button', { name: 'Process again' });
  await Promise.all([
    page.getByText(/^It stays in the quarantine\. /).waitFor(),
    processAgain.click(),
  ]);
  await page.getByRole('link', { name: 'Source not loaded' }).waitFor();

  const withAll = await stage.cutPower();
  await withAll();
  await page.goto('/quarantine');
  await page.getByRole('link', { name: 'Source not loaded' }).click();
  await page.getByRole('main').getByRole('link', { name, exact: true }).waitFor();
  await Promise.all([
    page.getByText('Processed: it became 1 event.').waitFor(),
    processAgain.click(),
  ]);
  await page.getByText('The quarantine is empty').waitFor();
  expect((await stage.api('GET', 'events')).data).toHaveLength(before + 1);
});

test('lists everything across several pages of the API', async () => {
  const { page } = watched;
  const many = 205;
  await Promise.all(
    Array.from({ length: many }, (_, index) =>
      stage.api('POST', 'subscriptions', {
        url: stage.subscriber.url,
        eventTypes: ['order.created'],
        description: `Number ${index}`,
      }),
    ),
  );
  await page.goto('/subscriptions');
  await page.getByRole('link', { name: `Number ${many - 1}`, exact: true }).waitFor();
  expect(await page.getByRole('row').count()).toBe(many + 2);

  const created = async () => (await stage.api('GET', 'events?type=order.created&order=desc')).data;
  const before = (await created()).length;
  await stage.control('POST', 'activities', { type: 'OrderCreated' });
  await until(async () => expect(await created()).toHaveLength(before + 1));
  const [{ data }] = await created();
  await page.goto(`/events/${data.id}`);
  await page.getByRole('tab', { name: 'Deliveries' }).click();
  const deliveries = page.getByRole('table', { name: 'Deliveries' }).getByRole('row');
  await until(async () => expect(await deliveries.count()).toBe(1 + 50));
  await page.getByRole('button', { name: 'Show more' }).click();
  await until(async () => expect(await deliveries.count()).toBe(1 + 100));
});

test('distinguishes unnamed items', async () => {
  const { page } = watched;
  for (const eventTypes of [['estimate.sent'], ['estimate.opened'], ['estimate.opened']]) {
    await stage.api('POST', 'subscriptions', { url: stage.subscriber.url, eventTypes });
  }
  for (const _ of ['first', 'second']) await connectSandbox(stage, { name: 'Envoice' });
  const optionsOf = (label: string) => page.getByLabel(label).getByRole('option').allInnerTexts();
  await page.goto('/deliveries');
  await page.getByText('estimate.sent').first().waitFor({ state: 'attached' });
  const subscriptions = await optionsOf('Subscription');
  expect(subscriptions.length).toBeGreaterThan(3);
  expect(subscriptions).toEqual([...new Set(subscriptions)]);
  await page.goto('/events');
  await page.getByText('Envoice …').first().waitFor({ state: 'attached' });
  const connections = await optionsOf('Connection');
  expect(connections).toEqual([...new Set(connections)]);
});

test('does not show results of an earlier query while a slow relay responds', async () => {
  const { page } = watched;
  const { promise: longEnough, resolve: letGo } = Promise.withResolvers<void>();
  await page.goto('/deliveries?status=all');
  await page.getByRole('row').nth(1).waitFor();
  await page.route('**/v1/deliveries?**', async (route) => {
    await longEnough;
    await route.continue();
  });
  await page.getByText('Cancelled', { exact: true }).first().click();
  await page.getByText('Loading…').waitFor();
  expect(await page.getByRole('row').count()).toBe(0);
  letGo();
  await page.getByRole('row').nth(1).waitFor();
  expect(new URL(page.url()).search).toBe('?status=cancelled');
  await page.unroute('**/v1/deliveries?**');
});

test('after the encryption key was lost, connections and subscriptions get new secrets', async () => {
  const { page } = watched;
  const settings = { RELAY_ENCRYPTION_KEY: Buffer.alloc(32, 9).toString('base64') };
  const start = await stage.cutPower();
  await stage.command(['reset-encryption-key', '--confirm'], settings);
  await start(settings);
  await page.goto('/');
  await signIn(page);
  await page.goto(`/connections/${connectionId}`);
  await page
    .getByText(/cannot read what it stored for this connection/)
    .first()
    .waitFor();
  await page.getByRole('button', { name: 'Rotate URL' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Rotate', exact: true }).click();
  await page
    .getByRole('dialog')
    .getByText(/\/hooks\//)
    .waitFor();

  await page.goto(`/subscriptions/${subscriptionId}`);
  await page.getByText(/is lost/).waitFor();
  await page.getByRole('button', { name: 'Edit' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('URL', { exact: true }).fill(stage.subscriber.url);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: 'Enable' }).click();
  await page.getByText(/Set with the status, or before: "secret"/).waitFor();
  await page.getByRole('button', { name: 'Rotate secret' }).click();
  await dialog.getByRole('button', { name: 'Rotate', exact: true }).click();
  await dialog.getByRole('button', { name: 'Done' }).click();
  await page.getByRole('button', { name: 'Enable' }).click();
  await page.getByRole('button', { name: 'Pause' }).waitFor();
  expect((await subscription()).status).toBe('active');
});

test('no test violated the rules of the page', () => {
  expect(watched.faults).toEqual([]);
});

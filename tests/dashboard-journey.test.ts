import { afterAll, beforeAll, expect, test } from 'vitest';

import type { WatchedPage } from './support/dashboard/browser.ts';
import type { Json } from './support/ask.ts';
import { openStage, signIn } from './support/dashboard/stage.ts';
import type { Stage } from './support/dashboard/stage.ts';
import { until } from './support/until.ts';

/**
 * The path of a first-time user, in a real browser against the built relay. Each test continues
 * where the previous one ended.
 */

let stage: Stage;
let watched: WatchedPage;

beforeAll(async () => {
  stage = await openStage();
  watched = await stage.open();
  await signIn(watched.page);
});
afterAll(async () => {
  await stage[Symbol.asyncDispose]();
});

test('connects the sandbox: explains wrong credentials, and continues with valid ones', async () => {
  const { page } = watched;
  await page.getByRole('link', { name: 'Connect', exact: true }).first().click();
  await page.getByRole('radio', { name: /^Envoice/ }).check();

  await page.getByRole('button', { name: 'Test and connect' }).click();
  await page.getByText('Auth key is required.').waitFor();
  const key = page.getByLabel('Auth key');
  expect(await key.getAttribute('aria-invalid')).toBe('true');

  await page.getByLabel('Name', { exact: true }).fill('My shop');
  await key.fill('sandbox-key');
  await page.getByLabel('Auth secret').fill('not the secret');
  // The relay's error is shown next to its field, and nowhere else.
  await page.getByLabel(/^Base URL/).fill('not a URL');
  await page.getByRole('button', { name: 'Test and connect' }).click();
  await page.getByText('Correct the marked fields.').waitFor();
  expect(await page.getByText(/must be a plain http or https URL/).count()).toBe(1);

  await page.getByLabel(/^Base URL/).fill(`${stage.sandbox.url}/envoice`);
  await page.getByRole('button', { name: 'Test and connect' }).click();
  await page.getByText('Envoice did not accept these credentials').waitFor();
  expect((await stage.api('GET', 'connections')).data).toEqual([]);

  await page.getByLabel('Auth secret').fill('sandbox-secret');
  await page.getByRole('button', { name: 'Test and connect' }).click();
  await page.getByRole('heading', { name: 'Set up My shop' }).waitFor();
});

test('shows the URL for the vendor, and what the first webhook revealed', async () => {
  const { page, context } = watched;
  await page.getByText('Waiting for the first webhook.').waitFor();
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  // It says so for a moment only.
  await Promise.all([
    page.getByRole('button', { name: 'Copied the ingest URL' }).waitFor(),
    page.getByRole('button', { name: 'Copy the ingest URL' }).click(),
  ]);
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  const [{ ingestUrl }] = (await stage.api('GET', 'connections')).data;
  expect(copied).toBe(ingestUrl);

  await stage.control('POST', 'webhooks', { url: ingestUrl });
  await stage.control('POST', 'burst', { count: 3 });
  await page.getByText('The first webhook arrived').waitFor();
  await page
    .getByText(/Signature scheme detected: HMAC-SHA256 keyed with the auth secret/)
    .waitFor();
});

test('subscribes, keeps the secret that is shown once, and sends a test event', async () => {
  const { page } = watched;
  await page.getByRole('link', { name: 'Subscribe to its events' }).click();
  await page.getByRole('button', { name: 'Subscribe', exact: true }).click();
  await page.getByText('Enter the URL to send events to.').waitFor();
  // On a phone, the button may be several screens away.
  const url = page.getByLabel('URL', { exact: true });
  await until(async () =>
    expect(await url.evaluate((field) => field === document.activeElement)).toBe(true),
  );
  await url.fill(stage.subscriber.url);
  // A collapsed section with an invalid field is expanded.
  const folded = page.getByText('Order, pace and expected response');
  await folded.click();
  await page.getByLabel(/^Concurrent requests/).fill('many');
  await folded.click();
  await page.getByRole('button', { name: 'Subscribe', exact: true }).click();
  await page.getByText('Enter a number, or leave this empty.').waitFor();
  await page.getByLabel(/^Concurrent requests/).fill('');
  await page.getByLabel(/^Name/).fill('Books');
  await page.getByRole('button', { name: 'Subscribe', exact: true }).click();
  await page.getByText(/^whsec_/).waitFor();
  await page.getByLabel('Sample to send').selectOption({ label: 'Invoice Paid' });
  await page.getByRole('button', { name: 'Send a test' }).click();
  await page.getByText(/The subscriber responded 200/).waitFor();
  await page.getByText('thank you').waitFor();
  expect(stage.subscriber.taken).toEqual(['invoice.paid']);
});

test('shows that a subscriber fails, and why', async () => {
  const { page } = watched;
  stage.subscriber.answer({ status: 503, body: 'closed for repairs' });
  const { Id } = await stage.vendor('POST', 'invoice/new', {
    ClientId: 2_185,
    Number: 'INV-7',
    Items: [{ Description: 'Binding', Quantity: 1, Cost: 100 }],
  });
  await stage.control('POST', 'activities', { type: 'Viewed', invoiceId: Id });
  await page.getByRole('link', { name: 'Overview' }).click();
  const item = page.getByRole('listitem').filter({ hasText: 'Books' });
  await item.getByText('Failing', { exact: true }).waitFor();

  await item.getByRole('link', { name: 'Books' }).click();
  await page.getByText(/Every attempt has failed/).waitFor();
  await page
    .getByText(/^Waiting behind invoice INV-7, which got 503/)
    .first()
    .waitFor();
  await page.getByText('Retrying').first().waitFor();
  await page.getByRole('row').filter({ hasText: 'Retrying' }).getByRole('link').click();
  await page.getByText('Request and response').first().click();
  await page.getByText('closed for repairs').first().waitFor();
  await page.getByText('content-type: text/plain').first().waitFor();
  await page
    .getByText(/webhook-signature: v1,/)
    .first()
    .waitFor();
  expect(stage.subscriber.taken).toEqual(['invoice.paid']);
});

test('shows the delivery without a reload once the subscriber is fixed and retried', async () => {
  const { page } = watched;
  // The first retry follows after 5 s, and the next one after 5 min: only the button sends it now.
  await until(async () => {
    const { data } = await stage.api('GET', 'deliveries?status=pending');
    expect(data.map(({ attemptCount }: Json) => attemptCount)).toContain(2);
  });
  stage.subscriber.answer({ status: 200, body: 'thank you' });
  await page.getByRole('button', { name: 'Try now' }).click();
  await page.getByText('Responded 200').waitFor();
  await until(async () => {
    const { data } = await stage.api('GET', 'deliveries?status=pending');
    expect(data).toEqual([]);
  });
  await page.getByRole('link', { name: 'Overview' }).click();
  const item = page.getByRole('listitem').filter({ hasText: 'Books' });
  await item.getByText('Working', { exact: true }).waitFor();
});

test('replays past events: counts them first, and shows the progress', async () => {
  const { page } = watched;
  const before = stage.subscriber.taken.length;
  await page.getByRole('link', { name: 'Books' }).click();
  await page.getByRole('button', { name: 'Replay events' }).click();
  await page.getByRole('button', { name: 'Count events' }).click();
  const { total } = await stage.api('POST', 'replays', {
    subscriptionId: (await stage.api('GET', 'subscriptions')).data[0].id,
    dryRun: true,
  });
  expect(total).toBeGreaterThan(3);
  expect(stage.subscriber.taken).toHaveLength(before);
  await page.getByRole('button', { name: `Send ${total} events` }).click();
  await page.getByText(`${total} of ${total}`).waitFor();
  await page.getByRole('progressbar', { name: 'Done' }).waitFor();
  expect(stage.subscriber.taken).toHaveLength(before + total);
});

test('finds an event by its type, and shows its invoice', async () => {
  const { page } = watched;
  await page.getByRole('link', { name: 'Events', exact: true }).click();
  await page.getByLabel('Type').selectOption({ label: 'Invoice Viewed' });
  const row = page.getByRole('row').filter({ hasText: 'INV-7' });
  await row.getByRole('link', { name: 'Invoice Viewed' }).click();
  await page.getByRole('heading', { name: /INV-7/, level: 1 }).waitFor();
  await page.getByRole('cell', { name: 'Binding' }).waitFor();
  await page.getByText('Amount due').waitFor();
  await page.getByRole('tab', { name: 'What the vendor sent' }).click();
  await page.getByText('exactly as received').waitFor();
  await page.getByRole('tab', { name: 'Deliveries' }).click();
  await page.getByText('Responded 200').first().waitFor();
  expect(page.url()).toContain('/events/evt_');
});

test('shows the history of an invoice, from its event and from a delivery', async () => {
  const { page } = watched;
  await page.getByRole('tab', { name: 'Deliveries' }).click();
  await page.getByRole('tabpanel').getByRole('link', { name: 'Books' }).first().click();
  await page.getByRole('link', { name: 'invoice INV-7' }).click();
  await page.getByText('Only events about invoice INV-7.').waitFor();
  const rows = page.getByRole('row').filter({ hasText: 'invoice INV-7' });
  await rows.filter({ hasText: 'Invoice Viewed' }).first().waitFor();
  const { subject } = (await stage.api('GET', 'events?type=invoice.viewed')).data[0].data;
  const { data } = await stage.api('GET', `events?subjectKind=invoice&subjectId=${subject.id}`);
  await expect.poll(() => page.getByRole('row').count()).toBe(data.length + 1);
  expect(await rows.count()).toBe(data.length);
  await rows.getByRole('link', { name: 'Invoice Viewed' }).first().click();
  await page.getByRole('link', { name: 'View all its events' }).click();
  await page.getByText('Only events about invoice INV-7.').waitFor();
  await page.getByRole('button', { name: 'Show all events' }).click();
  await expect.poll(() => page.getByRole('row').count()).toBeGreaterThan(data.length + 1);
});

test('reports when the relay is down, and continues by itself when it is back', async () => {
  const { page } = watched;
  await page.getByRole('link', { name: 'Events', exact: true }).first().click();
  await page.getByText('Live', { exact: true }).waitFor();
  const start = await stage.cutPower();
  await page.getByText('Disconnected: the relay does not respond').waitFor();
  await start();
  await page.getByText('Live', { exact: true }).waitFor();
  await stage.control('POST', 'activities', { type: 'Viewed', invoiceId: 3_764 });
  const seen = page.getByRole('row').filter({ hasText: 'Invoice Viewed' });
  await until(async () => expect(await seen.count()).toBeGreaterThan(1));
});

test('finds events by number, customer and id in one field, and keeps it in the URL', async () => {
  const { page } = watched;
  const [viewed] = (await stage.api('GET', 'events?type=invoice.viewed')).data;
  const { subject, invoice } = viewed.data;
  const customer: string = invoice.buyer.name;
  const navigation = page.getByRole('navigation', { name: 'Main' });
  await navigation.getByRole('link', { name: 'Events', exact: true }).click();
  const field = page.getByLabel('Number, customer or id');
  const viewedRow = page.getByRole('row').filter({ hasText: 'Invoice Viewed' });
  await field.pressSequentially('inv 7');
  await page.waitForURL((url) => url.searchParams.get('search') === 'inv 7');
  await viewedRow.first().waitFor();
  expect(await field.evaluate((input) => input === input.ownerDocument.activeElement)).toBe(true);
  for (const typed of [customer.toLowerCase().slice(0, 6), subject.id]) {
    await field.fill('nobody at all');
    await field.press('Enter');
    await page.getByText('No matching events').waitFor();
    await field.fill(typed);
    await field.press('Enter');
    await viewedRow.first().waitFor();
  }
  await page.getByLabel('Type').selectOption({ label: 'Estimate Accepted' });
  await page.getByText('No matching events').waitFor();
  await page.reload();
  expect(await field.inputValue()).toBe(subject.id);
  await page.getByText('matches the beginning of numbers').waitFor();
  await page.getByRole('button', { name: 'Show all events' }).click();
  await viewedRow.first().waitFor();
  await until(async () => expect(await field.inputValue()).toBe(''));
});

test('no test violated the rules of the page', () => {
  expect(watched.faults).toEqual([]);
});

import { afterAll, beforeAll, expect, test, vi } from 'vitest';

import type { WatchedPage } from './support/dashboard/browser.ts';
import { connectSandbox, openStage, signIn } from './support/dashboard/stage.ts';
import type { Stage } from './support/dashboard/stage.ts';

/** What the buttons of a subscription, a delivery and a connection do, in a real browser. */

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

const until = (check: () => void | Promise<void>) =>
  vi.waitFor(check, { timeout: 20_000, interval: 50 });

const subscription = () => stage.api('GET', `subscriptions/${subscriptionId}`);

test('pauses and enables: what came meanwhile is sent then', async () => {
  const { page } = watched;
  await page.goto(`/subscriptions/${subscriptionId}`);
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.getByText(/^Nothing is sent\./).waitFor();
  await stage.control('POST', 'burst', { count: 2 });
  await until(async () =>
    expect((await stage.api('GET', 'deliveries?status=pending')).data.length).toBeGreaterThan(0),
  );
  expect(stage.subscriber.taken).toEqual([]);
  await page.getByRole('button', { name: 'Enable' }).click();
  await page.getByRole('button', { name: 'Pause' }).waitFor();
  await until(() => expect(stage.subscriber.taken.length).toBeGreaterThan(0));
});

test('edits: what the relay refuses is said beside its field, and nothing is lost', async () => {
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

test('rotates the secret, and says until when the old one is good', async () => {
  const { page } = watched;
  await page.getByRole('button', { name: 'Rotate secret' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Rotate', exact: true }).click();
  await dialog.getByText(/^whsec_/).waitFor();
  await dialog.getByText(/Both secrets sign until/).waitFor();
  await dialog.getByRole('button', { name: 'Done' }).click();
  expect(await page.getByText(/^whsec_/).count()).toBe(0);
});

test('cancels what waits', async () => {
  const { page } = watched;
  stage.subscriber.answer({ status: 500, body: 'broken' });
  await stage.control('POST', 'activities', { type: 'Viewed', invoiceId: 3_764 });
  await page.goto('/deliveries');
  await page.getByRole('button', { name: 'Cancel' }).first().click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel the delivery' }).click();
  await until(async () =>
    expect((await stage.api('GET', 'deliveries?status=cancelled')).data).toHaveLength(1),
  );
  stage.subscriber.answer({ status: 200, body: 'thank you' });
});

test('starts a backfill, and reports what it found', async () => {
  const { page } = watched;
  await page.goto(`/connections/${connectionId}`);
  await page.getByRole('button', { name: 'Start a backfill' }).click();
  await page.getByText('Somebody asked for it.').waitFor();
  await page
    .getByText(/The vendor knows .+ activit/)
    .first()
    .waitFor();
  const { data } = await stage.api('GET', `connections/${connectionId}/backfills`);
  expect(data.some(({ reason }: { reason: string }) => reason === 'manual')).toBe(true);
});

test('lists all there are, however many pages of the API that is', async () => {
  const { page } = watched;
  const many = 205;
  for (let index = 0; index < many; index += 1) {
    await stage.api('POST', 'subscriptions', {
      url: stage.subscriber.url,
      eventTypes: ['order.created'],
      description: `Number ${index}`,
    });
  }
  await page.goto('/subscriptions');
  await page.getByRole('link', { name: `Number ${many - 1}`, exact: true }).waitFor();
  expect(await page.getByRole('row').count()).toBe(many + 2);
});

test('and nothing of it broke a rule of the page', () => {
  expect(watched.faults).toEqual([]);
});

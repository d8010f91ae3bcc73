import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';

import { connectSandbox, openStage, signIn } from './support/dashboard/stage.ts';
import type { Stage } from './support/dashboard/stage.ts';
import { until } from './support/until.ts';

/** Navigation: back, forward, in two tabs, with double clicks, a keyboard or a screen reader. */

let stage: Stage;
let subscriptionId: string;

beforeAll(async () => {
  stage = await openStage();
  await connectSandbox(stage, { name: 'My shop' });
  ({ id: subscriptionId } = await stage.api('POST', 'subscriptions', {
    url: stage.subscriber.url,
    eventTypes: ['*'],
    description: 'Books',
  }));
  await stage.control('POST', 'burst', { count: 60 });
  await until(async () =>
    expect((await stage.api('GET', 'events?limit=200')).data.length).toBeGreaterThanOrEqual(60),
  );
});
afterEach(() => stage.closePages());
afterAll(async () => {
  await stage[Symbol.asyncDispose]();
});

const subscription = () => stage.api('GET', `subscriptions/${subscriptionId}`);

/** Returns the label or text of the focused element. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const { activeElement: element } = document;
    return (element?.getAttribute('aria-label') ?? element?.textContent ?? '').trim();
  });

test('a double click acts like a single click', async () => {
  const { page, faults } = await stage.open();
  await signIn(page);
  await page.goto(`/subscriptions/${subscriptionId}`);
  await page.getByRole('button', { name: 'Pause' }).dblclick();
  await page.getByText('Paused: events are kept, but not sent.').waitFor();
  await page.getByRole('button', { name: 'Enable' }).waitFor();
  expect((await subscription()).status).toBe('paused');
  await page.getByRole('button', { name: 'Enable' }).click();
  await page.getByRole('button', { name: 'Pause' }).waitFor();

  // Without what is still changing after that: the first click may hit what is being replaced, and
  // the second one is ignored.
  await page.reload();
  const dialog = page.getByRole('dialog');
  await page.getByRole('button', { name: 'Edit' }).dblclick();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await dialog.waitFor({ state: 'detached' });

  await page.getByRole('button', { name: 'Replay events' }).click();
  const count = dialog.getByRole('button', { name: 'Count events' });
  // However fast the response is, the second click must not hit the button that appears with it.
  await count.click({ clickCount: 1 });
  await dialog.getByText(/events? would be sent$/).waitFor();
  const send = dialog.getByRole('button', { name: /^Send \d+ events$/ });
  await send.dispatchEvent('click', { detail: 2 });
  await dialog.getByRole('button', { name: 'Close', exact: true }).first().click();
  await dialog.waitFor({ state: 'detached' });
  expect((await stage.api('GET', 'replays')).data).toEqual([]);
  expect(faults).toEqual([]);
});

test('going back restores the position in a list and the chosen view', async () => {
  const { page, faults } = await stage.open();
  await signIn(page);
  await page.goto('/events');
  await page.getByRole('button', { name: 'Show more' }).click();
  const rows = page.getByRole('row');
  await until(async () => expect(await rows.count()).toBeGreaterThan(1 + 50));
  await page.evaluate(() => scrollTo(0, 1_500));
  await until(async () => expect(await page.evaluate(() => scrollY)).toBe(1_500));
  await page.getByRole('row').nth(30).getByRole('link').click();
  await page.getByRole('tab', { name: 'What subscribers receive' }).click();
  await page.getByRole('tabpanel').getByText('"type"').waitFor();
  await until(async () => expect(await page.evaluate(() => scrollY)).toBe(0));
  await page.getByRole('link', { name: 'My shop' }).click();
  await page.getByRole('heading', { name: 'My shop', level: 1 }).waitFor();
  await page.goBack();
  await page.getByRole('tabpanel').getByText('"type"').waitFor();
  await page.reload();
  await page.getByRole('tabpanel').getByText('"type"').waitFor();
  expect(faults).toEqual([]);
});

test('going back to a list restores the scroll position', async () => {
  const { page, faults } = await stage.open();
  await signIn(page);
  await page.goto('/events');
  const rows = page.getByRole('row');
  await until(async () => expect(await rows.count()).toBe(1 + 50));
  await page.evaluate(() => scrollTo(0, 1_500));
  await until(async () => expect(await page.evaluate(() => scrollY)).toBe(1_500));
  await rows.nth(30).getByRole('link').click();
  await page.getByRole('tab', { name: 'Deliveries' }).waitFor();
  await until(async () => expect(await page.evaluate(() => scrollY)).toBe(0));
  await page.goBack();
  await page.getByRole('heading', { name: 'Events', level: 1 }).waitFor();
  await until(async () => expect(await page.evaluate(() => scrollY)).toBe(1_500));
  expect(faults).toEqual([]);
});

test('another item of the same kind is a new page, with the focus on its heading', async () => {
  const { page, faults } = await stage.open();
  await signIn(page);
  const { data } = await stage.api('GET', 'deliveries?limit=2');
  await page.goto(`/deliveries/${data[0].id}`);
  await page.getByText(data[0].id).waitFor();
  await page.getByText('Request and response').first().click();
  // Like a link on the page, e.g. to the delivery that this one waits for.
  await page.evaluate((href) => {
    const link = document.createElement('a');
    link.href = href;
    document.querySelector('main')?.append(link);
    link.focus();
    link.click();
    link.remove();
  }, `/deliveries/${data[1].id}`);
  await page.getByText(data[1].id).waitFor();
  const isHeading = () => page.evaluate(() => document.activeElement?.tagName === 'H1');
  await until(async () => expect(await isHeading()).toBe(true));
  expect(faults).toEqual([]);
});

test('a page of something that does not exist does not offer to try again', async () => {
  const { page } = await stage.open();
  await signIn(page);
  await page.goto('/deliveries/dlv_nothing');
  const alert = page.getByRole('main').getByRole('alert');
  await alert.waitFor();
  expect(await alert.textContent()).toMatch(/exist|no delivery/i);
  expect(await page.getByRole('button', { name: 'Try again' }).count()).toBe(0);
});

test('the mobile menu closes when an item is chosen, and restores the focus', async () => {
  const { page, faults } = await stage.open({ width: 360, scheme: 'light' });
  await signIn(page);
  const menu = page.getByRole('dialog', { name: 'Menu' });
  const open = page.getByRole('button', { name: 'Menu', exact: true });
  await open.click();
  // The current page.
  await menu.getByRole('link', { name: 'Overview' }).click();
  await menu.waitFor({ state: 'detached' });
  await open.click();
  await menu.getByRole('button', { name: 'Close' }).click();
  await menu.waitFor({ state: 'detached' });
  await until(async () => expect(await focused(page)).toBe('Menu'));
  await open.click();
  await menu.getByRole('link', { name: 'Events' }).click();
  await page.getByRole('heading', { name: 'Events', level: 1 }).waitFor();
  await menu.waitFor({ state: 'detached' });
  expect(faults).toEqual([]);
});

test('an incomplete time does not cause a replay of everything', async () => {
  const { page, faults } = await stage.open();
  await signIn(page);
  await page.goto(`/subscriptions/${subscriptionId}`);
  await page.getByRole('button', { name: 'Replay events' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(/^From/).focus();
  await page.keyboard.type('11');
  await dialog.getByRole('button', { name: 'Count events' }).click();
  const from = dialog.getByLabel(/^From/);
  await until(async () =>
    expect(await from.evaluate((input) => input === document.activeElement)).toBe(true),
  );
  expect(await dialog.getByText(/would be sent$/).count()).toBe(0);
  expect(await from.evaluate((input) => (input as HTMLInputElement).validity.badInput)).toBe(true);
  expect(faults).toEqual([]);
});

test('a filter in the URL without a matching option is shown in its field', async () => {
  const { page, faults } = await stage.open();
  await signIn(page);
  const chosen = (label: string) =>
    page
      .getByLabel(label)
      .evaluate((field) => (field as HTMLSelectElement).selectedOptions[0]?.textContent);
  await page.goto('/events?connection=con_of_the_past');
  await page.getByText('No matching events').waitFor();
  await until(async () => expect(await chosen('Connection')).toBe('con_of_the_past'));
  await page.goto('/deliveries?status=all&subscription=sub_of_the_past');
  await page.getByRole('heading', { name: 'Deliveries', level: 1 }).waitFor();
  await until(async () => expect(await chosen('Subscription')).toBe('sub_of_the_past'));
  expect(faults).toEqual([]);
});

test('editing in one tab does not revert changes from another one', async () => {
  const { page, faults } = await stage.open();
  await signIn(page);
  await page.goto(`/subscriptions/${subscriptionId}`);
  await page.getByRole('button', { name: 'Edit' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(/^Name/).fill('Ledger');
  await stage.api('PATCH', `subscriptions/${subscriptionId}`, { maxInFlight: 3 });
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('heading', { name: 'Ledger', level: 1 }).waitFor();
  expect(await subscription()).toMatchObject({ description: 'Ledger', maxInFlight: 3 });
  await stage.api('PATCH', `subscriptions/${subscriptionId}`, {
    description: 'Books',
    maxInFlight: null,
  });
  expect(faults).toEqual([]);
});

test('status text is not announced on every change', async () => {
  const { page, faults } = await stage.open();
  await signIn(page);
  await page.goto(`/subscriptions/${subscriptionId}`);
  await page.getByText(/^Last delivered /).waitFor();
  const main = page.getByRole('main');
  expect(await main.getByRole('status').filter({ hasText: 'Last delivered' }).count()).toBe(0);
  // The result of a user's action is.
  await page.getByRole('button', { name: 'Send a test' }).click();
  await main.getByRole('status').filter({ hasText: 'The subscriber responded 200' }).waitFor();
  expect(faults).toEqual([]);
});

test('buttons of rows name what they are about', async () => {
  const { page, faults } = await stage.open();
  await signIn(page);
  await stage.api('PATCH', `subscriptions/${subscriptionId}`, { status: 'paused' });
  for (const invoiceId of [3_764, 3_765]) {
    await stage.control('POST', 'activities', { type: 'Viewed', invoiceId });
  }
  await until(async () =>
    expect((await stage.api('GET', 'deliveries?status=pending')).data).toHaveLength(2),
  );
  await page.goto('/deliveries');
  const cancel = page.getByRole('button', { name: /^Cancel/ });
  await until(async () => expect(await cancel.count()).toBe(2));
  const names = await cancel.evaluateAll((all) => all.map(({ textContent }) => textContent));
  expect(new Set(names).size).toBe(2);
  await cancel.first().click();
  await page.getByRole('alertdialog', { name: /Invoice Viewed/ }).waitFor();
  await page.getByRole('button', { name: 'Keep it' }).click();
  await stage.api('PATCH', `subscriptions/${subscriptionId}`, { status: 'active' });
  expect(faults).toEqual([]);
});

test('buttons of several connections name their connection', async () => {
  const { page, faults } = await stage.open();
  const { id } = await connectSandbox(stage, { name: 'Another shop' });
  await signIn(page);
  await page.goto('/backfills');
  const start = page.getByRole('button', { name: /^Start a backfill/ });
  await until(async () => expect(await start.count()).toBe(2));
  const names = await start.evaluateAll((all) => all.map(({ textContent }) => textContent));
  expect(new Set(names).size).toBe(2);
  await stage.api('DELETE', `connections/${id}`);
  expect(faults).toEqual([]);
});

test('full timestamps include the time zone', async () => {
  const { page, faults } = await stage.open();
  await signIn(page);
  await page.goto(`/subscriptions/${subscriptionId}`);
  const since = page.getByRole('definition').filter({ has: page.getByRole('time') });
  await until(async () =>
    expect((await since.allInnerTexts()).join('\n')).toMatch(/\d\d:\d\d:\d\d (UTC|GMT|[A-Z]{3,4})/),
  );
  expect(faults).toEqual([]);
});

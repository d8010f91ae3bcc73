import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';

import type { Json } from './support/ask.ts';
import { adminKey, connectSandbox, openStage, signIn } from './support/dashboard/stage.ts';
import type { Stage } from './support/dashboard/stage.ts';

/** Who can sign in, how, and what they see, in a real browser against the built relay. */

let stage: Stage;

/** Everything in the document, visible or not, including the values of form fields. */
function inDocument(page: Page): Promise<string> {
  return page.evaluate(() => {
    const fields = document.querySelectorAll<HTMLInputElement>('input, select, textarea');
    const values = [...fields].map(({ value }) => value);
    return [document.documentElement.outerHTML, ...values].join('\n');
  });
}

beforeAll(async () => {
  stage = await openStage();
  await connectSandbox(stage, { name: 'My shop' });
});
afterEach(() => stage.closePages());
afterAll(async () => {
  await stage[Symbol.asyncDispose]();
});

test('a sign-in link works once, and its code is removed from the URL', async () => {
  const code = await stage.signInCode();
  const { page, faults } = await stage.open();
  await page.goto(`/${code}`);
  await page.getByRole('heading', { name: 'Overview', level: 1 }).waitFor();
  expect(page.url()).toBe(`${stage.relay.url}/`);

  expect(faults).toEqual([]);
  // Already used, or damaged in transit.
  for (const hash of [code, '#sign-in=100%']) {
    const other = await stage.open();
    await other.page.goto(`/${hash}`);
    await other.page.getByRole('alert').waitFor();
    await other.page.getByLabel('API key').waitFor();
    expect(other.faults).toEqual([]);
  }
});

test('scripts cannot read the session, and signing out ends it', async () => {
  const { page, context, faults } = await stage.open();
  await signIn(page);
  expect(await page.evaluate(() => document.cookie)).toBe('');
  expect(await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))).toBe(
    '{}',
  );
  const [cookie] = await context.cookies();
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict' });
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await page.getByLabel('API key').waitFor();
  await page.goto('/connections');
  await page.getByLabel('API key').waitFor();
  expect(await page.getByText('My shop').count()).toBe(0);
  expect(faults).toEqual([]);
});

test('signing out everywhere ends the sessions of other browsers', async () => {
  const [one, other] = await Promise.all([stage.open(), stage.open()]);
  await signIn(one.page);
  await signIn(other.page);
  await other.page.getByRole('link', { name: 'Connections' }).click();
  await other.page.getByText('My shop').waitFor();
  await one.page.getByRole('button', { name: 'Sign out everywhere' }).click();
  await one.page.getByRole('alertdialog').getByRole('button', { name: 'Sign out' }).click();
  await one.page.getByLabel('API key').waitFor();
  // The other page notices when it becomes visible (or within 15 seconds by itself) and can
  // continue where it was.
  await other.page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await other.page.getByText('You are signed out').waitFor();
  expect(await inDocument(other.page)).not.toMatch(/My shop|Main|Connections/);
  await other.page.getByLabel('API key').fill(adminKey);
  await other.page.getByRole('button', { name: 'Sign in' }).click();
  await other.page.getByText('My shop').waitFor();
  await expect.poll(() => other.page.title()).toBe('Connections · Invoice Relay');
  expect([...one.faults, ...other.faults]).toEqual([]);
});

test('form input survives the end of a session', async () => {
  const { page, faults } = await stage.open();
  await signIn(page);
  /** Immediately, before the page notices by itself. */
  const endSessionAndPress = (name: string) =>
    page.evaluate(async (label) => {
      const buttons = [...document.querySelectorAll('button')];
      await fetch('/v1/session', { method: 'DELETE' });
      buttons.find(({ textContent }) => textContent.trim() === label)?.click();
    }, name);
  const signInAgain = async (): Promise<void> => {
    await page.getByText('You are signed out').waitFor();
    const found = await inDocument(page);
    for (const text of ['Nightly books', 'Yearly books', stage.subscriber.url]) {
      expect(found).not.toContain(text);
    }
    await page.keyboard.press('Escape');
    await page.getByLabel('API key').fill(adminKey);
    await page.getByRole('button', { name: 'Sign in' }).click();
  };
  await page.goto('/subscriptions/new');
  await page.getByLabel('URL', { exact: true }).fill(stage.subscriber.url);
  await page.getByLabel(/^Name/).fill('Nightly books');
  await endSessionAndPress('Subscribe');
  await signInAgain();
  await page.getByRole('button', { name: 'Subscribe' }).click();
  await page.getByText(/^whsec_/).waitFor();
  const { data } = await stage.api('GET', 'subscriptions');
  const { id } = data.find(({ description }: Json) => description === 'Nightly books');

  // The same in a dialog, which covers the page.
  await page.goto(`/subscriptions/${id}`);
  await page.getByRole('button', { name: 'Edit' }).click();
  await page.getByRole('dialog').getByLabel(/^Name/).fill('Yearly books');
  await endSessionAndPress('Save');
  await signInAgain();
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await page.getByRole('heading', { name: 'Yearly books', level: 1 }).waitFor();
  await stage.api('DELETE', `subscriptions/${id}`);
  expect(faults).toEqual([]);
});

test('any button reports an ended session, and nothing is changed', async () => {
  const { page, faults } = await stage.open();
  await signIn(page);
  const { id } = await stage.api('POST', 'subscriptions', {
    url: stage.subscriber.url,
    eventTypes: ['order.created'],
  });
  const path = `/subscriptions/${id}`;
  const signInAgain = async (): Promise<void> => {
    await page.getByText('Your session has ended.').waitFor();
    await page.getByLabel('API key').fill(adminKey);
    await page.getByRole('button', { name: 'Sign in' }).click();
  };
  /** Immediately, before the page notices by itself. */
  const endSessionAndPress = (name: string) =>
    page.evaluate(async (label) => {
      const buttons = [...document.querySelectorAll('button')];
      await fetch('/v1/session', { method: 'DELETE' });
      buttons.find(({ textContent }) => textContent.trim() === label)?.click();
    }, name);
  await page.goto(path);
  await page.getByRole('button', { name: 'Pause' }).waitFor();
  await endSessionAndPress('Pause');
  await signInAgain();
  const said = page.getByRole('region', { name: /^Notifications/ });
  await said.getByText('You were signed out').waitFor();
  await said.getByRole('button', { name: 'Close this message' }).click();

  await page.getByRole('button', { name: 'Delete' }).click();
  const dialog = page.getByRole('alertdialog', { name: /^Delete/ });
  await dialog.waitFor();
  await endSessionAndPress('Delete the subscription');
  await signInAgain();
  await dialog.getByText('You were signed out').waitFor();
  expect((await stage.api('GET', path.slice(1))).status).toBe('active');
  await dialog.getByRole('button', { name: 'Delete the subscription' }).click();
  await page.getByRole('heading', { name: 'Subscriptions', level: 1 }).waitFor();

  await endSessionAndPress('Sign out');
  await page.getByLabel('API key').waitFor();
  // Signed out, not just interrupted: no state is kept. (Another request may have noticed the end
  // of the session first, which covers the page until the sign-out is answered.)
  await page.getByRole('alertdialog').waitFor({ state: 'detached' });
  expect(faults).toEqual([]);
});

test('messages for one key disappear with its session', async () => {
  const { key } = await stage.api('POST', 'api-keys', { name: 'Another', scopes: ['read'] });
  const { id } = await stage.api('POST', 'subscriptions', {
    url: stage.subscriber.url,
    eventTypes: ['order.created'],
  });
  const { page, faults } = await stage.open();
  await signIn(page);
  await page.goto(`/subscriptions/${id}`);
  await page.route('**/v1/subscriptions/**', (route) =>
    route.request().method() === 'PATCH' ? route.abort() : route.continue(),
  );
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.getByText('The relay did not respond').waitFor();
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await page.getByLabel('API key').waitFor();
  expect(await inDocument(page)).not.toContain('The relay did not respond');
  await page.getByLabel('API key').fill(key);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { level: 1 }).waitFor();
  expect(await inDocument(page)).not.toContain('The relay did not respond');
  await stage.api('DELETE', `subscriptions/${id}`);
  expect(faults).toEqual([]);
});

test('a read-only key sees everything, but no buttons to change it', async () => {
  const { key } = await stage.api('POST', 'api-keys', { name: 'Reader', scopes: ['read'] });
  const { page, faults } = await stage.open();
  await signIn(page, key);
  const nav = page.getByRole('navigation', { name: 'Main' });
  expect(await nav.getByRole('link').allInnerTexts()).toEqual([
    'Overview',
    'Events',
    'Deliveries',
    'Connections',
    'Subscriptions',
    'Backfills and polls',
  ]);
  await nav.getByRole('link', { name: 'Connections' }).click();
  await page.getByRole('link', { name: 'My shop' }).click();
  await page.getByRole('heading', { name: 'My shop', level: 1 }).waitFor();
  await page.getByText('Verification').waitFor();
  for (const name of ['Edit', 'Delete', 'Rotate URL', 'Start a backfill']) {
    expect(await page.getByRole('button', { name }).count()).toBe(0);
  }
  expect(await page.getByText('/hooks/').count()).toBe(0);
  // Bookmarks of somebody with more permissions.
  const { data } = await stage.api('GET', 'connections');
  for (const path of [
    '/connections/new',
    `/connections/${data[0].id}/set-up`,
    '/subscriptions/new',
    '/api-keys',
    '/quarantine',
  ]) {
    await page.goto(path);
    await page.getByRole('heading', { name: 'Your key does not allow this' }).waitFor();
    expect(await page.getByRole('main').getByRole('button').count()).toBe(0);
  }
  expect(faults).toEqual([]);
});

test('signs in and subscribes with the keyboard only', async () => {
  const { page, faults } = await stage.open();
  const press = async (...keys: readonly string[]) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  const focused = () =>
    page.evaluate(() => {
      const { activeElement: element } = document;
      const label = (element as HTMLInputElement | null)?.labels?.[0]?.textContent;
      return (label ?? element?.textContent ?? '').trim();
    });
  /** Presses Tab until the named element has the focus, as a keyboard user would. */
  const tabTo = async (name: RegExp) => {
    for (let step = 0; step < 60; step += 1) {
      if (name.test(await focused())) return;
      await press('Tab');
    }
    throw new Error(`The keyboard does not reach ${name}.`);
  };
  await page.goto('/');
  await page.getByLabel('API key').waitFor();
  await tabTo(/^API key/);
  await page.keyboard.type(adminKey);
  await press('Enter');
  await page.getByRole('heading', { name: 'Overview', level: 1 }).waitFor();

  await page.locator('body').focus();
  await tabTo(/^Subscriptions$/);
  await press('Enter');
  await page.getByRole('heading', { name: 'Subscriptions', level: 1 }).waitFor();
  await tabTo(/^Subscribe$/);
  await press('Enter');
  await page.getByRole('heading', { name: 'Subscribe', level: 1 }).waitFor();
  await tabTo(/^URL/);
  await page.keyboard.type(stage.subscriber.url);
  await tabTo(/^All events$/);
  await press('ArrowRight');
  await tabTo(/^Find an event type/);
  await page.keyboard.type('paid');
  await tabTo(/^Invoice Paid$/);
  await press('Space');
  await tabTo(/^Subscribe$/);
  await press('Enter');
  await page.getByText(/^whsec_/).waitFor();
  await tabTo(/^Send a test$/);
  await press('Enter');
  await page.getByText(/The subscriber responded 200/).waitFor();
  expect((await stage.api('GET', 'subscriptions')).data).toMatchObject([
    { url: stage.subscriber.url, eventTypes: ['invoice.paid'] },
  ]);
  expect(faults).toEqual([]);
});

// Must be last: afterwards, this address is rate limited for a while.
test('rejects a wrong key, and rate limits repeated attempts', async () => {
  const { page, faults } = await stage.open();
  await page.goto('/');
  const sign = page.getByRole('button', { name: 'Sign in' });
  await sign.click();
  await page.getByText('Enter an API key of this relay.').waitFor();
  await page.getByLabel('API key').fill('certainly not the key');
  await sign.click();
  await page.getByRole('alert').waitFor();
  expect(await page.getByRole('alert').innerText()).not.toContain('certainly');
  for (let tries = 0; tries < 25; tries += 1) {
    const answered = page.waitForResponse('**/v1/session');
    await sign.click();
    if ((await answered).status() === 429) break;
  }
  await page.getByText(/Too many sign-in attempts/).waitFor();
  expect(faults).toEqual([]);
});

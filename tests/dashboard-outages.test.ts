import type { Page, Route } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';

import { adminKey, connectSandbox, openStage, signIn } from './support/dashboard/stage.ts';
import type { Stage } from './support/dashboard/stage.ts';
import { until } from './support/until.ts';

/**
 * How a page behaves while responses are slow, out of order or missing, and if the session has
 * changed by the time they arrive: in a real browser against the built relay.
 */

let stage: Stage;
let connectionId: string;
let ingestPath: string;

beforeAll(async () => {
  stage = await openStage();
  const connection = await connectSandbox(stage, { name: 'My shop' });
  connectionId = connection.id;
  const { ingestUrl } = await stage.api('GET', `connections/${connectionId}`);
  ingestPath = new URL(ingestUrl).pathname;
  await stage.control('POST', 'burst', { count: 60 });
  await until(async () => expect((await events()).length).toBeGreaterThanOrEqual(60));
});
afterEach(() => stage.closePages());
afterAll(async () => {
  await stage[Symbol.asyncDispose]();
});

const events = async () => (await stage.api('GET', 'events?limit=200')).data;
const happens = (type: string) => stage.control('POST', 'activities', { type, invoiceId: 3_764 });

/** Holds back matching requests until they are released. */
async function hold(
  page: Page,
  options: { readonly url: string; readonly when?: (route: Route) => boolean },
) {
  const { promise, resolve } = Promise.withResolvers<void>();
  const held: string[] = [];
  await page.route(options.url, async (route) => {
    if (options.when?.(route) ?? true) {
      held.push(route.request().url());
      await promise;
    }
    await route.continue();
  });
  return { held, letGo: resolve };
}

/** Records requests to a path, and which of them were aborted. */
function count(page: Page, path: string) {
  const asked: string[] = [];
  const givenUp: string[] = [];
  page.on('request', (request) => {
    if (new URL(request.url()).pathname === path) asked.push(request.url());
  });
  page.on('requestfailed', (request) => {
    if (new URL(request.url()).pathname === path) givenUp.push(request.url());
  });
  return { asked, givenUp };
}

const keyWith = async (scope: string): Promise<{ readonly id: string; readonly key: string }> =>
  stage.api('POST', 'api-keys', { name: `Only ${scope}`, scopes: [scope] });

test('a slow response is not canceled by new activities', async () => {
  const { page, faults } = await stage.open();
  await signIn(page);
  await page.getByRole('link', { name: 'Events', exact: true }).first().click();
  await page.getByText('Live', { exact: true }).waitFor();
  await page.getByRole('row').nth(1).waitFor();
  const list = count(page, '/v1/events');
  const others = count(page, '/v1/connections');
  const { held, letGo } = await hold(page, { url: '**/v1/events?**' });
  await happens('Viewed');
  await until(() => expect(held).toHaveLength(1));
  const before = others.asked.length;
  await happens('Paid');
  await until(() => expect(others.asked.length).toBeGreaterThan(before));
  letGo();
  await page.getByRole('row').filter({ hasText: 'Invoice Paid' }).first().waitFor();
  expect(list.givenUp).toEqual([]);
  expect(faults).toEqual([]);
});

test('the next page of a list loads during new activities', async () => {
  const { page, faults } = await stage.open();
  await signIn(page);
  await page.goto('/events');
  await page.getByText('Live', { exact: true }).waitFor();
  await until(async () => expect(await page.getByRole('row').count()).toBe(1 + 50));
  const list = count(page, '/v1/events');
  const others = count(page, '/v1/connections');
  const { held, letGo } = await hold(page, {
    url: '**/v1/events?**',
    when: (route) => route.request().url().includes('after='),
  });
  await page.getByRole('button', { name: 'Show more' }).click();
  await until(() => expect(held).toHaveLength(1));
  const before = others.asked.length;
  await happens('Viewed');
  await until(() => expect(others.asked.length).toBeGreaterThan(before));
  letGo();
  await until(async () => expect(await page.getByRole('row').count()).toBeGreaterThan(1 + 50));
  expect(list.givenUp).toEqual([]);
  expect(faults).toEqual([]);
});

test('a device without a network still works with a relay that runs on it', async () => {
  const { page, faults } = await stage.open();
  await signIn(page);
  // Browsers fire this event regardless of which hosts are still reachable.
  await page.evaluate(() => void dispatchEvent(new Event('offline')));
  await page.getByRole('link', { name: 'Connections' }).click();
  await page.getByRole('link', { name: 'My shop' }).click();
  await page.getByRole('button', { name: /^Test with/ }).click();
  await page.getByText('The credentials work', { exact: true }).waitFor();
  expect(faults).toEqual([]);
});

test('a page not opened before is available while the relay is down', async () => {
  const { page, faults } = await stage.open();
  const asked = new Set<string>();
  const loaded = new Set<string>();
  page.on('request', (request) => void asked.add(request.url()));
  page.on('requestfinished', (request) => void loaded.add(request.url()));
  await signIn(page);
  await until(() => {
    const files = [...asked].filter((url) => url.includes('/assets/'));
    expect(files.some((url) => url.includes('/quarantine-page-'))).toBe(true);
    expect(files.filter((url) => !loaded.has(url))).toEqual([]);
  });
  const start = await stage.cutPower();
  await page.getByRole('link', { name: 'Quarantine', exact: true }).click();
  await page.getByRole('heading', { name: 'Quarantine', level: 1 }).waitFor();
  await page.getByText('The relay did not respond').waitFor();
  await start();
  await page.getByText('The quarantine is empty').waitFor();
  expect(faults).toEqual([]);
});

test('a page says that it is loading while the relay takes long to say who is signed in', async () => {
  const { page, faults } = await stage.open();
  await signIn(page);
  const { held, letGo } = await hold(page, { url: '**/v1/session' });
  await page.reload();
  await until(() => expect(held.length).toBeGreaterThan(0));
  await page.getByText('Loading…').waitFor();
  letGo();
  await page.getByRole('heading', { name: 'Overview', level: 1 }).waitFor();
  expect(faults).toEqual([]);
});

test('a page whose file takes long to load says so, instead of showing the previous one', async () => {
  const { page, faults } = await stage.open();
  const { held, letGo } = await hold(page, { url: '**/assets/quarantine-page-*.js' });
  await signIn(page);
  await page.getByRole('link', { name: 'Quarantine', exact: true }).click();
  await until(() => expect(held).toHaveLength(1));
  await page.getByRole('main').getByText('Loading…').first().waitFor();
  await until(async () =>
    expect(await page.getByRole('heading', { name: 'Overview', level: 1 }).count()).toBe(0),
  );
  letGo();
  await page.getByText('The quarantine is empty').waitFor();
  await page.getByText('Loading…').waitFor({ state: 'detached' });
  expect(faults).toEqual([]);
});

test('a page whose file fails to load says so, and works once it loads', async () => {
  const { page, faults } = await stage.open();
  const file = '**/assets/quarantine-page-*.js';
  await page.route(file, (route) => route.abort());
  await signIn(page);
  await page.route('**/v1/session', (route) => route.abort());
  await page.getByRole('link', { name: 'Quarantine', exact: true }).click();
  await page.getByText('The relay did not respond').waitFor();
  // Other pages still work.
  await page.getByRole('link', { name: 'Connections', exact: true }).click();
  await page.getByText('My shop').waitFor();
  await page.unroute('**/v1/session');
  await page.goBack();
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('heading', { name: 'This page could not be shown' }).waitFor();
  await page.unroute(file);
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByText('The quarantine is empty').waitFor();
  expect(faults).toEqual([]);
});

test('polls once a minute for changes that no message announces', async () => {
  const { page, faults } = await stage.open();
  await page.clock.install();
  await signIn(page);
  await page.getByText('Live', { exact: true }).waitFor();
  const overview = count(page, '/v1/overview');
  await page.clock.runFor(5_000);
  const before = overview.asked.length;
  await page.clock.runFor(62_000);
  await until(() => expect(overview.asked.length).toBeGreaterThan(before));
  expect(faults).toEqual([]);
});

test('makes no requests after the session has ended until the user signs in', async () => {
  const { page, faults } = await stage.open();
  await page.clock.install();
  await signIn(page);
  // This page polls its connection every two seconds.
  await page.goto(`/connections/${connectionId}/set-up`);
  await page.getByText('Live', { exact: true }).waitFor();
  await page.evaluate(() => fetch('/v1/session', { method: 'DELETE' }));
  await page.clock.runFor(30_000);
  await page.getByText('You are signed out').waitFor();
  await page.waitForLoadState('networkidle');
  const asked: string[] = [];
  page.on('request', (request) => void asked.push(request.url()));
  await page.clock.runFor(60_000);
  expect(asked).toEqual([]);
  await page.getByLabel('API key').fill(adminKey);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('Live', { exact: true }).waitFor();
  expect(faults).toEqual([]);
});

test('a late response to the previous session does not end the new one', async () => {
  const { page, faults } = await stage.open();
  await signIn(page);
  const { promise: late, resolve: letGo } = Promise.withResolvers<void>();
  let refused = 0;
  await page.route('**/v1/quarantine**', async (route) => {
    const response = await route.fetch();
    if (response.status() === 401) {
      refused += 1;
      await late;
    }
    // The page may have aborted the request.
    await route.fulfill({ response }).catch(() => undefined);
  });
  await page.evaluate(() => fetch('/v1/session', { method: 'DELETE' }));
  await page.getByRole('link', { name: 'Quarantine', exact: true }).click();
  await until(() => expect(refused).toBeGreaterThan(0));
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await page.getByText('You are signed out').waitFor();
  await page.getByLabel('API key').fill(adminKey);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByLabel('API key').waitFor({ state: 'detached' });
  letGo();
  await page.getByText('The quarantine is empty').waitFor();
  expect(await page.getByLabel('API key').count()).toBe(0);
  expect(faults).toEqual([]);
});

test('a tab notices a sign-in with another key in another tab', async () => {
  const reader = await keyWith('read');
  const { page, context, faults } = await stage.open();
  await signIn(page);
  await page.goto(`/connections/${connectionId}`);
  await page.getByText(ingestPath).first().waitFor();
  const other = await context.newPage();
  await other.goto('/');
  await other.getByRole('button', { name: 'Sign out', exact: true }).click();
  await signIn(other, reader.key);
  // The first tab becomes visible again.
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await page.getByText('Signed in with Only read').waitFor();
  expect(await page.getByText(ingestPath).count()).toBe(0);
  expect(await page.getByRole('button', { name: 'Delete' }).count()).toBe(0);
  expect(faults).toEqual([]);
});

test('data loaded with one key is never shown to the next, not even while loading', async () => {
  const reader = await keyWith('read');
  const { page, faults } = await stage.open();
  await signIn(page);
  await page.goto(`/connections/${connectionId}`);
  await page.getByText(ingestPath).first().waitFor();
  await page.evaluate(() => fetch('/v1/session', { method: 'DELETE' }));
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await page.getByText('You are signed out').waitFor();
  const { held, letGo } = await hold(page, { url: `**/v1/connections/${connectionId}` });
  await page.getByLabel('API key').fill(reader.key);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await until(() => expect(held.length).toBeGreaterThan(0));
  await page.getByRole('heading', { level: 1 }).waitFor();
  expect(await page.getByText(ingestPath).count()).toBe(0);
  letGo();
  await page.getByRole('heading', { name: 'My shop', level: 1 }).waitFor();
  expect(await page.getByText(ingestPath).count()).toBe(0);
  expect(faults).toEqual([]);
});

import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';

import type { Json } from './support/ask.ts';
import { connectSandbox, openStage, signIn } from './support/dashboard/stage.ts';
import type { Stage } from './support/dashboard/stage.ts';
import { until } from './support/until.ts';

/** Lists of which many pages are loaded, while things happen: in a real browser. */

const pageSize = 50;
const depth = 6;

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
  await stage.api('PATCH', `subscriptions/${subscriptionId}`, { status: 'paused' });
  const count = pageSize * (depth + 1);
  await stage.control('POST', 'burst', { count });
  await until(async () => expect((await newest()).length).toBeGreaterThanOrEqual(count));
});
afterEach(() => stage.closePages());
afterAll(async () => {
  await stage[Symbol.asyncDispose]();
});

/** The ids of all events, newest first. */
async function newest(): Promise<readonly string[]> {
  const ids: string[] = [];
  let after = '';
  do {
    const { data, next }: Json = await stage.api('GET', `events?order=desc&limit=200${after}`);
    ids.push(...data.map((event: Json) => event.data.id));
    after = next === null ? '' : `&after=${next}`;
  } while (after !== '');
  return ids;
}

const linked = (page: Page) =>
  page
    .locator('a.row-link')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href')?.split('/').at(-1)));

/** Opens a list and loads its first pages. */
async function openDeep(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.getByText('Live', { exact: true }).waitFor();
  const rows = page.getByRole('row');
  for (let pages = 1; pages <= depth; pages += 1) {
    await until(async () => expect(await rows.count()).toBe(1 + pages * pageSize));
    if (pages < depth) await page.getByRole('button', { name: 'Show more' }).click();
  }
}

/** The cursors of the pages of a list that are requested from now on; null for the first one. */
function requestedPages(page: Page, path: string) {
  const asked: (string | null)[] = [];
  page.on('request', (request) => {
    const { pathname, searchParams } = new URL(request.url());
    if (pathname === path) asked.push(searchParams.get('after'));
  });
  return asked;
}

const happens = () => stage.control('POST', 'activities', { type: 'Viewed', invoiceId: 3_764 });

test('a refresh of a deep list requests only what is in view', async () => {
  const { page, faults } = await stage.open();
  await signIn(page);
  await openDeep(page, '/events');
  await page.evaluate(() => scrollTo(0, 0));
  const asked = requestedPages(page, '/v1/events');
  for (let count = 0; count < 3; count += 1) {
    await happens();
    const all = await until(async () => {
      const ids = await newest();
      expect((await linked(page))[0]).toBe(ids[0]);
      return ids;
    });
    const shown = await linked(page);
    expect(shown).toEqual(all.slice(0, shown.length));
    expect(shown.length).toBeGreaterThanOrEqual(depth * pageSize);
  }
  expect(new Set(asked)).toEqual(new Set([null]));

  // At the end, the first pages are not requested.
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  await until(() => expect(asked.at(-1)).not.toBeNull());
  asked.length = 0;
  await happens();
  await until(() => expect(asked.length).toBeGreaterThan(0));
  expect(asked).not.toContain(null);
  expect(new Set(asked).size).toBeLessThanOrEqual(2);

  // Back at the top, what happened meanwhile is there.
  await page.evaluate(() => scrollTo(0, 0));
  await until(async () => expect((await linked(page))[0]).toBe((await newest())[0]));
  const shown = await linked(page);
  expect(shown).toEqual((await newest()).slice(0, shown.length));
  expect(faults).toEqual([]);
});

test('acting on a row far down updates that row', async () => {
  const { page, faults } = await stage.open();
  await signIn(page);
  await openDeep(page, '/deliveries');
  const row = page.getByRole('row').nth(pageSize * 4);
  const before = await linked(page);
  await row.getByRole('button', { name: /^Cancel/ }).click();
  const confirm = page
    .getByRole('alertdialog')
    .getByRole('button', { name: 'Cancel the delivery' });
  await confirm.waitFor();
  // Not before: the page also refreshes what is in view once a minute, which was the end until now.
  const asked = requestedPages(page, '/v1/deliveries');
  await confirm.click();
  const gone = before[pageSize * 4 - 1];
  await until(async () => expect(await linked(page)).not.toContain(gone));
  expect(await linked(page)).toEqual(before.filter((id) => id !== gone));
  expect(new Set(asked).size).toBeLessThanOrEqual(2);
  expect(faults).toEqual([]);
});

test('rows are up to date when they are scrolled to', async () => {
  const { page, faults } = await stage.open();
  await signIn(page);
  await openDeep(page, '/deliveries?status=all');
  await page.evaluate(() => scrollTo(0, 0));
  const asked = requestedPages(page, '/v1/deliveries');
  await stage.api('PATCH', `subscriptions/${subscriptionId}`, { status: 'active' });
  await until(async () =>
    expect((await stage.api('GET', 'deliveries?status=pending')).data).toEqual([]),
  );
  const rows = page.getByRole('row');
  await rows.nth(1).getByText('Delivered', { exact: true }).waitFor();
  expect(new Set(asked)).toEqual(new Set([null]));
  for (const row of [pageSize * 3, pageSize * depth, 20, pageSize * 4]) {
    await rows.nth(row).scrollIntoViewIfNeeded();
    await rows.nth(row).getByText('Delivered', { exact: true }).waitFor();
  }
  expect(await rows.count()).toBe(1 + depth * pageSize);
  expect(faults).toEqual([]);
});

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { WatchedPage } from './support/dashboard/browser.ts';
import { connectSandbox, openStage, signIn } from './support/dashboard/stage.ts';
import type { Stage } from './support/dashboard/stage.ts';
import { until } from './support/until.ts';

/**
 * Every page of a relay in use, in light and dark mode and at three widths, and texts that contain
 * markup.
 */

const hostile = {
  name: '<img src=x onerror=alert(1)>Bobby',
  item: '<script>alert(2)</script><b>bold</b>',
  note: '</pre><iframe src="https://evil.example"></iframe>',
};

/** User-defined names may contain words of any length. */
const long = 'Rekeningcourantverhoudingsadministratie'.repeat(3);

let stage: Stage;
let connectionId: string;
let subscriptionId: string;
let eventId: string;
let deliveryId: string;
let axe: string;

beforeAll(async () => {
  stage = await openStage();
  axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  const name = `${hostile.name} ${long}`;
  ({ id: connectionId } = await connectSandbox(stage, { name, enrich: true }));
  ({ id: subscriptionId } = await stage.api('POST', 'subscriptions', {
    url: stage.subscriber.url,
    eventTypes: ['*'],
    description: name,
  }));
  const clientId = await stage.vendor('POST', 'client/new', {
    Name: hostile.name,
    Email: 'bobby@example.com',
  });
  const { Id: invoiceId } = await stage.vendor('POST', 'invoice/new', {
    ClientId: clientId,
    Notes: hostile.note,
    Items: [{ Description: hostile.item, Quantity: 2, Cost: 10.5 }],
  });
  await stage.control('POST', 'activities', {
    type: 'Viewed',
    invoiceId,
    message: `<svg onload=alert(3)> ${hostile.item}`,
  });
  stage.subscriber.answer({ status: 500, body: '<script>alert(4)</script>' });
  await stage.control('POST', 'activities', { type: 'Paid', invoiceId });
  await until(async () => {
    const { data } = await stage.api('GET', 'events?type=invoice.viewed');
    eventId = data[0].data.id;
    expect(data[0].data.invoice).not.toBeNull();
    const deliveries = await stage.api('GET', 'deliveries?status=pending');
    expect(deliveries.data[0].attemptCount).toBeGreaterThan(0);
    deliveryId = deliveries.data[0].id;
  });
});
afterAll(async () => {
  await stage[Symbol.asyncDispose]();
});

const looks = [360, 768, 1440].flatMap((width) =>
  (['light', 'dark'] as const).map((colorScheme) => ({ width, colorScheme })),
);

/** What is wrong with a page: with what axe finds, or wider than the window. */
async function problemsOf(page: Page): Promise<readonly unknown[]> {
  const found: unknown[] = [];
  // Injected like a browser extension, so that the page's policy stays unchanged.
  await page.evaluate(`${axe};0`);
  for (const look of looks) {
    await page.setViewportSize({ width: look.width, height: 900 });
    await page.emulateMedia({ colorScheme: look.colorScheme });
    const problems = await page.evaluate(runAxe);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    if (problems.length > 0 || overflow > 0) found.push({ look, overflow, problems });
  }
  return found;
}

describe('passes axe and fits the width, in every look', () => {
  let watched: WatchedPage;

  beforeAll(async () => {
    watched = await stage.open();
    await signIn(watched.page);
  });
  afterAll(() => stage.closePages());

  test('the sign-in page', async () => {
    const { page, faults } = await stage.open();
    await page.goto('/');
    await page.getByLabel('API key').waitFor();
    expect(await problemsOf(page)).toEqual([]);
    expect(faults).toEqual([]);
  });

  test.each([
    '/',
    '/events',
    '/events/:event',
    '/deliveries',
    '/deliveries/:delivery',
    '/connections',
    '/connections/new',
    '/connections/:connection',
    '/connections/:connection/set-up',
    '/subscriptions',
    '/subscriptions/new',
    '/subscriptions/:subscription',
    '/backfills',
    '/quarantine',
    '/api-keys',
    '/no-such-page',
  ])('%s', async (pattern) => {
    const { page, faults } = watched;
    const path = pattern
      .replace(':event', eventId)
      .replace(':delivery', deliveryId)
      .replace(':connection', connectionId)
      .replace(':subscription', subscriptionId);
    await page.goto(path);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.getByText('Loading…').first().waitFor({ state: 'detached' });
    expect(await problemsOf(page)).toEqual([]);
    expect(faults).toEqual([]);
  });
});

/** Runs in the page. WCAG 2.2 AA, plus what axe calls best practices. */
async function runAxe(): Promise<readonly { rule: string; where: readonly string[] }[]> {
  const { axe: loaded } = globalThis as unknown as {
    axe: { run(options: object): Promise<AxeResults> };
  };
  const { violations } = await loaded.run({
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  });
  return violations.map(({ id, nodes }) => ({
    rule: id,
    where: nodes.map(({ html, failureSummary }) => `${html}: ${failureSummary}`),
  }));
}

test('figures and plots side by side are aligned, however long their texts are', async () => {
  const { page, faults } = await stage.open();
  await signIn(page);
  await page.getByText('In and out').waitFor();
  for (const width of [360, 768, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    const misaligned = await page.evaluate(() => {
      const topOf = (element: Element | null) => element?.getBoundingClientRect().top;
      const cards = [...document.querySelectorAll('.number-card, .plot')].map((card) => ({
        text: card.textContent,
        row: topOf(card),
        value: topOf(card.querySelector('.number-value, .plot-legend')),
      }));
      return cards.filter((one) =>
        cards.some((other) => one.row === other.row && one.value !== other.value),
      );
    });
    expect(misaligned, `at ${width}`).toEqual([]);
  }
  expect(faults).toEqual([]);
});

test('a long title of a dialog leaves room for the button that closes it', async () => {
  const { page, faults } = await stage.open({ width: 360, scheme: 'light' });
  await signIn(page);
  await page.goto('/deliveries');
  await page
    .getByRole('button', { name: /^Cancel/ })
    .first()
    .click();
  const dialog = page.getByRole('alertdialog');
  const title = await dialog.getByRole('heading').boundingBox();
  const close = await dialog.getByRole('button', { name: 'Close' }).boundingBox();
  expect(close?.x).toBeGreaterThanOrEqual((title?.x ?? 0) + (title?.width ?? 0));
  expect(close?.y).toBeLessThan((title?.y ?? 0) + 50);
  expect(faults).toEqual([]);
});

test('selected items are distinguishable in forced colors', async () => {
  const { page, faults } = await stage.open();
  await signIn(page);
  await page.emulateMedia({ forcedColors: 'active' });
  await page.getByText('In and out').waitFor();
  const grounds = await page.evaluate(() => {
    const groundOf = (selector: string, pseudo?: string): string => {
      const element = document.querySelector(selector);
      return element === null ? 'none there' : getComputedStyle(element, pseudo).backgroundColor;
    };
    return {
      page: groundOf('body'),
      link: groundOf('.nav a:not([aria-current])'),
      current: groundOf('.nav a[aria-current]'),
      choice: groundOf('.segments label:not(:has(:checked))'),
      chosen: groundOf('.segments label:has(:checked)'),
      live: groundOf('.live', '::before'),
      legend: groundOf('.plot-legend li', '::before'),
    };
  });
  expect(Object.values(grounds)).not.toContain('none there');
  expect(grounds.current).not.toBe(grounds.link);
  expect(grounds.chosen).not.toBe(grounds.choice);
  for (const mark of [grounds.live, grounds.legend]) expect(mark).not.toBe(grounds.page);
  expect(faults).toEqual([]);
});

test('texts of an invoice are shown verbatim, never as markup', async () => {
  const { page, faults } = await stage.open();
  await signIn(page);
  await page.goto(`/events/${eventId}`);
  await page.getByText(hostile.name, { exact: true }).first().waitFor();
  await page.getByText(hostile.item, { exact: true }).first().waitFor();
  for (const tab of ['Deliveries', 'What the vendor sent', 'What subscribers receive']) {
    await page.getByRole('tab', { name: tab }).click();
    await page.getByRole('tabpanel').getByText(/./).first().waitFor();
  }
  await page.goto('/deliveries?status=all');
  await page.getByRole('row').nth(1).waitFor();
  expect(
    await page.evaluate(() => document.querySelectorAll('img[src=x], iframe, svg[onload]').length),
  ).toBe(0);
  expect(await page.evaluate(() => document.querySelectorAll('body script').length)).toBe(0);
  expect(faults).toEqual([]);
});

test('the first load is small, and file names change with their contents', async () => {
  const { page } = await stage.open();
  await signIn(page);
  const loaded = await page.evaluate(() => {
    const files = performance
      .getEntriesByType('resource')
      .map((each) => each as PerformanceResourceTiming)
      .filter(({ name }) => !new URL(name).pathname.startsWith('/v1/'));
    const overview = files.find(({ name }) => /\/overview-page-[^/]*\.js$/.test(name));
    // The other pages are loaded some seconds later, for when they are opened.
    const first = files.filter(({ startTime }) => startTime < (overview?.startTime ?? 0) + 1_000);
    const [html] = performance.getEntriesByType('navigation');
    return [html as PerformanceResourceTiming, ...first].map(({ name, encodedBodySize }) => ({
      url: name,
      bytes: encodedBodySize,
    }));
  });
  const bytes = loaded.reduce((sum, file) => sum + file.bytes, 0);
  expect(bytes).toBeGreaterThan(50_000);
  expect(bytes).toBeLessThan(150_000);
  const { headers } = await fetch(loaded.find(({ url }) => url.endsWith('.js'))?.url ?? '');
  expect(headers.get('cache-control')).toContain('immutable');
});

test('events of the relay are shown in words, with links to what they are about', async () => {
  const { page, faults } = await stage.open();
  await signIn(page);
  const { id } = await stage.api('POST', 'subscriptions', {
    url: stage.subscriber.url,
    eventTypes: ['invoice.viewed'],
    description: 'Ledger',
  });
  stage.subscriber.answer({ status: 410, body: 'gone' });
  await stage.control('POST', 'activities', { type: 'Viewed', invoiceId: 3_764 });
  await page.goto('/events?type=relay.*');
  const row = page.getByRole('row').filter({ hasText: 'subscription Ledger' }).first();
  await row.getByText('The relay disabled "Ledger".').waitFor();
  // As a list of cards, in which only the values that an event has are labeled.
  await page.setViewportSize({ width: 360, height: 900 });
  const values = await row.getByRole('cell').allInnerTexts();
  expect(values.length).toBeGreaterThan(2);
  expect(values.filter((value) => value.trim() === '')).toEqual([]);
  await page.setViewportSize({ width: 1440, height: 900 });
  await row.getByRole('link').click();
  await page.getByText('What to do').waitFor();
  expect(await page.getByText('does not fetch documents').count()).toBe(0);
  expect(await page.getByRole('tab').allInnerTexts()).toEqual([
    'Deliveries',
    'What subscribers receive',
  ]);
  await page.getByRole('link', { name: 'subscription Ledger' }).click();
  await page.waitForURL(`**/subscriptions/${id}`);
  expect(faults).toEqual([]);
});

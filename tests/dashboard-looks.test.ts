/// <reference lib="dom" />
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

import type { AxeResults } from 'axe-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';

import { connectSandbox, openStage, signIn } from './support/dashboard/stage.ts';
import type { Stage } from './support/dashboard/stage.ts';

/** Every page of a relay in use, in light and dark and at three widths, and texts that would be markup. */

const hostile = {
  name: '<img src=x onerror=alert(1)>Bobby',
  item: '<script>alert(2)</script><b>bold</b>',
  note: '</pre><iframe src="https://evil.example"></iframe>',
};

let stage: Stage;
let paths: readonly string[];
let eventId: string;
let axe: string;

beforeAll(async () => {
  stage = await openStage();
  axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  const connection = await connectSandbox(stage, { name: hostile.name, enrich: true });
  const subscription = await stage.api('POST', 'subscriptions', {
    url: stage.subscriber.url,
    eventTypes: ['*'],
    description: hostile.name,
  });
  const { Id: clientId } = await stage.vendor('POST', 'client/new', {
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
  const deliveryId = await vi.waitFor(
    async () => {
      const { data } = await stage.api('GET', 'events?type=invoice.viewed');
      eventId = data[0].data.id;
      expect(data[0].data.invoice).not.toBeNull();
      const deliveries = await stage.api('GET', 'deliveries?status=pending');
      expect(deliveries.data[0].attemptCount).toBeGreaterThan(0);
      return deliveries.data[0].id;
    },
    { timeout: 20_000, interval: 50 },
  );
  paths = [
    '/',
    '/events',
    `/events/${eventId}`,
    '/deliveries',
    `/deliveries/${deliveryId}`,
    '/connections',
    '/connections/new',
    `/connections/${connection.id}`,
    `/connections/${connection.id}/set-up`,
    '/subscriptions',
    '/subscriptions/new',
    `/subscriptions/${subscription.id}`,
    '/backfills',
    '/quarantine',
    '/api-keys',
    '/no-such-page',
  ];
});
afterAll(async () => {
  await stage[Symbol.asyncDispose]();
});

describe.each([
  { width: 360, scheme: 'light' },
  { width: 360, scheme: 'dark' },
  { width: 768, scheme: 'light' },
  { width: 768, scheme: 'dark' },
  { width: 1440, scheme: 'light' },
  { width: 1440, scheme: 'dark' },
] as const)('at $width px, $scheme', (look) => {
  test('every page passes axe, fits, and keeps to its rules', { timeout: 90_000 }, async () => {
    const { page, context, faults } = await stage.open(look);
    await page.goto('/');
    await page.getByLabel('API key').waitFor();
    // As a browser extension does it: the policy of the page stays as it is.
    const check = () => page.evaluate(`${axe};0`).then(() => page.evaluate(runAxe));
    const found: unknown[] = [...(await check())];
    await signIn(page);
    for (const path of paths) {
      await page.goto(path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.getByText('Loading…').first().waitFor({ state: 'detached' });
      found.push(...(await check()).map((problem) => ({ path, ...problem })));
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      if (overflow > 0) found.push({ path, overflow });
    }
    expect(found).toEqual([]);
    expect(faults).toEqual([]);
    await context.close();
  });
});

/** Runs in the page. WCAG 2.2 AA, and what its makers call good practice. */
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

test('texts of an invoice are shown as they are, and are never markup', async () => {
  const { page, faults } = await stage.open();
  await signIn(page);
  await page.goto(`/events/${eventId}`);
  await page.getByText(hostile.name, { exact: true }).first().waitFor();
  await page.getByText(hostile.item, { exact: true }).first().waitFor();
  for (const tab of ['Deliveries', 'What the vendor sent', 'What subscribers get']) {
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

test('the first load is small', async () => {
  const { page } = await stage.open();
  await signIn(page);
  const bytes = await page.evaluate(() =>
    [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
      .filter(({ name }) => !name.includes('/v1/'))
      .reduce((sum, entry) => sum + (entry as PerformanceResourceTiming).encodedBodySize, 0),
  );
  expect(bytes).toBeGreaterThan(50_000);
  expect(bytes).toBeLessThan(150_000);
});

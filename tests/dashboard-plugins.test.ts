import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { openStage, signIn } from './support/dashboard/stage.ts';
import type { Stage } from './support/dashboard/stage.ts';

const fromRelay = createRequire(new URL('../apps/relay/package.json', import.meta.url));
const valibot = pathToFileURL(fromRelay.resolve('valibot')).href;

/** A source as a newcomer writes it: it receives webhooks, and cannot test credentials. */
const plugin = `import v from ${JSON.stringify(valibot)};
export const createSource = () => ({
  specificationVersion: 'v1', name: 'faktura', title: 'Faktura',
  credentialsSchema: v.strictObject({ secret: v.pipe(v.string(), v.title('Secret')) }),
  settingsSchema: v.strictObject({}), eventTypes: ['activity.unknown'],
  webhook: { toleranceSeconds: 300, probe() {}, verify: () => ({}), parse: () => [] },
  normalize() {},
});`;

let stage: Stage;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plugin-'));
  const file = join(folder, 'faktura.mjs');
  await writeFile(file, plugin);
  stage = await openStage();
  const start = await stage.cutPower();
  await start({ RELAY_SOURCES: pathToFileURL(file).href });
});
afterAll(async () => {
  await stage[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

test('an account of a source that cannot test credentials is connected without a test', async () => {
  const { page } = await stage.open();
  await signIn(page);
  await page.goto('/connections/new');
  await page.getByText('Faktura', { exact: true }).click();
  await page.getByLabel('Secret').fill('some-secret');
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await page.waitForURL(/\/set-up$/);
  const { data } = await stage.api('GET', 'connections');
  expect(data).toMatchObject([{ source: 'faktura' }]);

  await page.goto(`/connections/${data[0].id}`);
  await page.getByRole('heading', { name: 'Credentials' }).waitFor();
  expect(await page.getByRole('button', { name: 'Test with Faktura' }).count()).toBe(0);
});

import { createHmac } from 'node:crypto';
import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { readGuide } from './support/guide.ts';
import type { Guide } from './support/guide.ts';
import { startApp } from './support/app-process.ts';
import { until } from './support/until.ts';
import { openWorkshop } from './support/workshop.ts';
import type { Workshop } from './support/workshop.ts';

/** Follows the guide for plugin authors to the letter: its files, its commands, its example. */
const guide = readGuide(new URL('../docs/guides/write-a-source-plugin.md', import.meta.url));
const apiKey = 'administrator-key-of-the-guide';
const webhookSecret = 'fk_0123456789abcdef';

test('"npm test" passes the contract suite', () => {
  using workshop = openWorkshop(guide);

  const { ok, output } = workshop.run('test');

  expect(output).toMatch(/Tests +\d{2} passed \(\d{2}\)/);
  expect(ok).toBe(true);
});

test('the compiler rejects Node APIs, as the guide says', () => {
  const impure = 'export const secret = Buffer.from(process.argv[0] ?? "");\n';
  using workshop = openWorkshop(withFile({ name: 'src/impure.ts', content: impure }));

  const { ok, output } = workshop.run('build');

  expect(ok).toBe(false);
  expect(output).toContain("Cannot find name 'Buffer'");
  expect(output).toContain("Cannot find name 'process'");
});

test('it type-checks with the options of this workspace too', () => {
  const base = readFileSync(new URL('../tsconfig.base.json', import.meta.url), 'utf8');
  const { compilerOptions } = JSON.parse(base);
  const content = JSON.stringify({
    compilerOptions: { ...compilerOptions, customConditions: [], types: ['node'] },
    include: ['src', 'test'],
  });
  using workshop = openWorkshop(withFile({ name: 'tsconfig.json', content }));

  expect(workshop.run('build')).toEqual({ ok: true, output: '' });
});

test('a relay loads the output of "npm run build", and its webhook becomes an event', async () => {
  using workshop = openWorkshop(guide);
  expect(workshop.run('build')).toEqual({ ok: true, output: '' });
  await using relay = await startApp({
    app: 'relay',
    folder: relayFolder(workshop),
    environment: { RELAY_API_KEY: apiKey, RELAY_SOURCES: pluginName() },
  });
  const call = async <Answer>(path: string, body?: object) => {
    const response = await fetch(`${relay.url}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return (await response.json()) as Answer;
  };

  expect(await call('/v1/sources')).toMatchObject({
    data: [{ name: 'faktura', title: 'Faktura', capabilities: ['webhook'] }],
  });
  const { ingestUrl } = await call<{ ingestUrl: string }>('/v1/connections', {
    source: 'faktura',
    name: 'My shop',
    credentials: { webhookSecret },
  });
  const post = (secret: string, body?: string) => fetch(ingestUrl, signedWebhook(secret, body));
  expect((await post(webhookSecret)).status).toBe(200);
  expect((await post(webhookSecret)).status).toBe(200);
  expect((await post('fk_of-somebody-else')).status).toBe(401);

  // The 200 only confirms that it is stored; the event follows shortly.
  await until(async () => {
    const { data: events } = await call<{ data: unknown[] }>('/v1/events');
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject(JSON.parse(guideFile('event.json')));
  });

  const invoice = JSON.parse(guideFile('invoice.json'));
  const issued = { id: 'act_880', kind: 'invoice.issued', invoice };
  expect((await post(webhookSecret, JSON.stringify({ activities: [issued] }))).status).toBe(200);
  await until(async () => {
    const { data: events } = await call<{ data: unknown[] }>('/v1/events?type=invoice.created');
    expect(events).toMatchObject([
      { data: { invoice: { id: 'inv_43', totals: { payableAmount: '119.80' } } } },
    ]);
  });
});

function guideFile(name: string): string {
  const content = guide.files.get(name);
  if (content === undefined) throw new Error(`The guide has no file "${name}".`);
  return content;
}

function pluginName(): string {
  return JSON.parse(guideFile('package.json')).name;
}

function withFile({ name, content }: { readonly name: string; readonly content: string }): Guide {
  return { ...guide, files: new Map([...guide.files, [name, content]]) };
}

/** The folder of a user's relay after `npm install ../faktura`, which creates a link. */
function relayFolder(workshop: Workshop): string {
  const folder = join(workshop.folder, 'my-relay');
  mkdirSync(join(folder, 'node_modules'), { recursive: true });
  symlinkSync(workshop.folder, join(folder, 'node_modules', pluginName()));
  return folder;
}

/** A webhook, by default that of the guide, signed the way the guide describes for Faktura. */
function signedWebhook(secret: string, body = guideFile('webhook.json')) {
  const time = String(Math.floor(Date.now() / 1000));
  const signature = createHmac('sha256', secret).update(`${time}.${body}`).digest('hex');
  return {
    method: 'POST',
    headers: { 'x-faktura-time': time, 'x-faktura-signature': signature },
    body,
  };
}

import { once } from 'node:events';
import { mkdirSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { readGuide } from './support/guide.ts';
import { startApp } from './support/app-process.ts';
import { until } from './support/until.ts';
import { openWorkshop } from './support/workshop.ts';
import type { Workshop } from './support/workshop.ts';

/** Follows the guide for authors of polling sources to the letter. */
const guide = readGuide(new URL('../docs/guides/write-a-polling-source.md', import.meta.url), {
  continues: readGuide(new URL('../docs/guides/write-a-source-plugin.md', import.meta.url)),
  files: ['tsconfig.json', 'test/tsconfig.json'],
});
const relayKey = 'administrator-key-of-the-guide';

// oxlint-disable-next-line typescript/no-explicit-any -- tests look into any answer
type Json = any;

test('"npm test" passes the contract suite', () => {
  using workshop = openWorkshop(guide);

  const { ok, output } = workshop.run('test');

  expect(output).toMatch(/Tests +\d{2} passed \(\d{2}\)/);
  expect(ok).toBe(true);
});

/** The mistakes that the guide warns about, with part of the name of the test that fails. */
test.each([
  ['src/poll.ts', 'isFirst: from.isFirst && page.has_more', 'isFirst: false', 'from now'],
  ['src/poll.ts', '(before?.number ?? 0) + 1', 'now', 'repeated later'],
  ['src/client.ts', "codesOf(thrown).join(', ')", 'String(thrown)', 'shows no secret'],
])('the suite detects %s with "%s" broken', (name, right, wrong, failing) => {
  const content = guideFile(name);
  expect(content).toContain(right);
  using workshop = openWorkshop({
    ...guide,
    files: new Map([...guide.files, [name, content.replace(right, wrong)]]),
  });

  const { ok, output } = workshop.run('test');

  expect(ok).toBe(false);
  expect(output).toMatch(new RegExp(`^ +× poll: .*${failing}`, 'm'));
});

test('a relay polls with the output of "npm run build"', async () => {
  using workshop = openWorkshop(guide);
  expect(workshop.run('build')).toEqual({ ok: true, output: '' });
  const vendor = await startVendor();
  await using relay = await startApp({
    app: 'relay',
    folder: relayFolder(workshop),
    environment: { RELAY_API_KEY: relayKey, RELAY_SOURCES: 'invoice-relay-belegbox' },
  });
  const call = async (path: string, body?: object): Promise<Json> => {
    const response = await fetch(`${relay.url}/v1/${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { authorization: `Bearer ${relayKey}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${path}: ${response.status} ${text}`);
    return JSON.parse(text);
  };

  const connection: Json = JSON.parse(guideFile('connection.json'));
  const { id } = await call('connections', {
    ...connection,
    credentials: { ...connection.credentials, baseUrl: vendor.url },
  });
  await until(async () => {
    expect((await call(`connections/${id}`)).poll.lastFinishedAt).not.toBeNull();
  });
  expect((await call('events')).data).toEqual([]);

  vendor.pay();
  await call(`connections/${id}/poll`, {});
  await until(async () => {
    expect((await call('events')).data).toMatchObject([
      { type: 'invoice.paid', data: { subject: { id: '42', number: '2026-0042' } } },
    ]);
  });
  await vendor.stop();
});

/** Belegbox, with the single page that the guide describes. */
async function startVendor() {
  const page: Json = JSON.parse(guideFile('page.json'));
  const server = createServer((request, response) => {
    response.statusCode = request.headers['x-api-key'] === 'bb_0123456789abcdef' ? 200 : 401;
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(page));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    pay: () => {
      page.invoices[0].state = 'paid';
    },
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function guideFile(name: string): string {
  const content = guide.files.get(name);
  if (content === undefined) throw new Error(`The guide has no file "${name}".`);
  return content;
}

/** The folder of a user's relay after `npm install ../belegbox`, which creates a link. */
function relayFolder(workshop: Workshop): string {
  const folder = join(workshop.folder, 'my-relay');
  mkdirSync(join(folder, 'node_modules'), { recursive: true });
  symlinkSync(workshop.folder, join(folder, 'node_modules', 'invoice-relay-belegbox'));
  return folder;
}

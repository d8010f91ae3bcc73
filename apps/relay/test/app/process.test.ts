import { spawn } from 'node:child_process';
import { open, readdir, readFile, stat } from 'node:fs/promises';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { expect, test } from 'vitest';

import { adminKey, create, useBuiltRelay } from '../support/built-relay.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { startCommand } from '../support/relay-command.ts';
import { relayMain } from '../support/relay-process.ts';
import type { RelayProcess } from '../support/relay-process.ts';
import { until } from '../support/relay.ts';
import { startSubscriber } from '../support/subscriber.ts';
import { activity, credentials, signedBody } from '../support/vendor.ts';

const { pathOf, start } = useBuiltRelay();

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => {
    server.close(resolve);
  });
  return port;
}

const forsaken = fileURLToPath(new URL('../support/forsaken-source.ts', import.meta.url));

/** A module that throws outside any plugin when the process is signaled. */
const faultOnSignal = `data:text/javascript,${encodeURIComponent(
  `import { isMainThread } from 'node:worker_threads';
  if (isMainThread) process.on('SIGUSR2', () => { throw new Error('a fault of nobody'); });`,
)}`;

const connection = { source: 'envoice', name: 'Shop', credentials };

test('killed repeatedly under load, it loses no acknowledged activity and keeps the order', async () => {
  await using subscriber = await startSubscriber();
  let relay = await start();
  const { ingestUrl } = await create<{ ingestUrl: string }>(relay, '/v1/connections', connection);
  await create(relay, '/v1/subscriptions', { url: subscriber.url, eventTypes: ['*'] });
  const path = new URL(ingestUrl).pathname;
  const acknowledged: string[] = [];
  const invoices = 10;
  const stop = new AbortController();
  /** Posts activities of one invoice, one after the other, as a vendor does: until acknowledged. */
  const vendor = async (invoice: number): Promise<void> => {
    while (!stop.signal.aborted) {
      const made = activity({ InvoiceId: invoice });
      const body = signedBody(made);
      for (;;) {
        const answer = await fetch(`${relay.url}${path}`, { method: 'POST', body }).catch(
          () => null,
        );
        if (answer?.status === 200) break;
        // While it starts, it needs the processor itself.
        await setTimeout(50);
      }
      acknowledged.push(String(made.Id));
    }
  };
  const vendors = Promise.all(Array.from({ length: invoices }, (_, index) => vendor(index + 1)));
  // Many more kills: `pnpm faults`.
  for (let kill = 1; kill <= 2; kill += 1) {
    const before = acknowledged.length;
    await until(() => expect(acknowledged.length).toBeGreaterThan(before + 100));
    relay.child.kill('SIGKILL');
    expect(await relay.ended()).toBe('SIGKILL');
    relay = await start();
  }
  stop.abort();
  await vendors;

  await until(() => {
    const received = new Set(subscriber.activityIds());
    expect(acknowledged.filter((id) => !received.has(id))).toEqual([]);
  });
  for (let invoice = 1; invoice <= invoices; invoice += 1) {
    const ids = subscriber.requests
      .filter(({ event }) => event.data.subject?.id === String(invoice))
      .map(({ event }) => Number(event.data.activity.id));
    // A delivery may come twice around a kill, with the same webhook-id; none comes too early.
    expect(ids).toEqual(ids.toSorted((a, b) => a - b));
  }
});

test('leftover work of a plugin fails alone, and a fault of the relay ends it and loses nothing', async () => {
  await using subscriber = await startSubscriber();
  const environment = {
    RELAY_SOURCES: pathToFileURL(forsaken).href,
    NODE_OPTIONS: `--conditions=@invoice-relay/source --import=${faultOnSignal}`,
  };
  const relay = await start(environment);
  const { ingestUrl } = await create<{ ingestUrl: string }>(relay, '/v1/connections', {
    source: 'played',
    name: 'Shop',
    credentials: {},
  });
  await create(relay, '/v1/subscriptions', { url: subscriber.url, eventTypes: ['*'] });
  const acknowledged: string[] = [];
  for (const [id, left] of ['promise', 'timer', 'nothing', 'none'].entries()) {
    const body = JSON.stringify({ id, verify: left, normalize: left });
    const answer = await fetch(ingestUrl, { method: 'POST', body });
    expect(answer.status).toBe(200);
    acknowledged.push(String(id));
  }
  await until(() => {
    expect(relay.output()).toContain('failed in verify(), which is a bug in the plugin: TypeError');
    expect(relay.output()).toContain('failed in normalize()');
  });

  relay.child.kill('SIGUSR2');
  expect(await relay.ended()).toBe(1);
  expect(relay.output()).toMatch(
    /"level":"fatal".*a fault of nobody.*no acknowledged activity is lost/,
  );
  await start(environment);
  await until(() => expect(new Set(subscriber.activityIds())).toEqual(new Set(acknowledged)));
});

test('SIGTERM lets an attempt in flight finish, and exits with 0', async () => {
  const { promise: held, resolve: letGo } = Promise.withResolvers<number>();
  await using subscriber = await startSubscriber(() => held);
  const relay = await start();
  const { ingestUrl } = await create<{ ingestUrl: string }>(relay, '/v1/connections', connection);
  await create(relay, '/v1/subscriptions', { url: subscriber.url, eventTypes: ['*'] });
  await fetch(ingestUrl, { method: 'POST', body: signedBody(activity()) });
  await until(() => expect(subscriber.requests).toHaveLength(1));

  relay.child.kill('SIGTERM');
  await until(() => expect(relay.output()).toContain('relay stopping'));
  letGo(200);

  expect(await relay.ended()).toBe(0);
  expect(relay.output()).toContain('attempt delivered');
  await start();
  expect(subscriber.requests).toHaveLength(1);
});

test('its files are accessible only to its own user', async () => {
  await start();
  const files = await readdir(pathOf());
  expect(files).toContain('relay.sqlite-wal');
  const modes = await Promise.all(files.map((file) => stat(pathOf(file))));
  expect(modes.filter(({ mode }) => (mode & 0o077) !== 0)).toEqual([]);
});

test('a log that cannot be written stops nothing', async () => {
  const full = await open('/dev/full', 'w');
  const port = await freePort();
  const child = spawn(process.execPath, [relayMain], {
    env: {
      PATH: process.env['PATH'] ?? '',
      PORT: String(port),
      DATABASE_URL: `sqlite:${pathOf('relay.sqlite')}`,
      RELAY_API_KEY: adminKey,
    },
    stdio: ['ignore', full.fd, 'pipe'],
  });
  let problem = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    problem += chunk.toString();
  });
  const ended = new Promise((resolve) => {
    child.once('close', resolve);
  });
  const health = `http://127.0.0.1:${port}/healthz`;
  await until(async () => expect((await fetch(health)).status).toBe(200));
  await until(() => expect(problem).toMatch(/log cannot be written/));
  expect((await fetch(health)).status).toBe(200);
  child.kill('SIGTERM');
  expect(await ended).toBe(0);
  await full.close();
});

test('a second relay on the same database refuses to start and says why', async () => {
  await start();
  await expect(start()).rejects.toThrow(/ended with 1: .*another relay is running/s);
});

test.each([
  ['a folder', () => pathOf(), /is a folder. Name a file in it/],
  [
    'no database',
    () => {
      const path = pathOf('notes.txt');
      writeFileSync(path, 'These are notes, and no database. '.repeat(100));
      return path;
    },
    /Check DATABASE_URL/,
  ],
])('a DATABASE_URL that is %s is refused with an explanation', async (_, path, words) => {
  await expect(start({ DATABASE_URL: `sqlite:${path()}` })).rejects.toThrow(words);
});

test('an unknown database host is reported as DATABASE_URL, not as HOST', async () => {
  const url = 'postgres://relay:secret-word@no-such-host.invalid/relay';
  const key = Buffer.alloc(32, 1).toString('base64');
  const started = start({ DATABASE_URL: url, RELAY_ENCRYPTION_KEY: key });
  await expect(started).rejects.toThrow(
    /no-such-host\.invalid.*Check the host, port and sslmode in/,
  );
  await expect(started).rejects.not.toThrow(/secret-word/);
});

test('a HOST that is not an address of this machine is refused with an explanation', async () => {
  await expect(start({ HOST: '999.9.9.9' })).rejects.toThrow(/Check HOST/);
});

test('a bad environment is refused with every problem listed', async () => {
  await expect(start({ PORT: 'x', LOG_LEVEL: 'loud' })).rejects.toThrow(/PORT.*\n.*LOG_LEVEL/s);
});

test('with no key configured, one is created at the first start and printed once', async () => {
  const first = await start({ RELAY_API_KEY: '' });
  const printed = /^ {2}(irk_\S+)$/m;
  await until(() => expect(first.output()).toMatch(printed));
  const key = printed.exec(first.output())?.[1];
  const answer = await fetch(`${first.url}/v1/api-keys`, {
    headers: { authorization: `Bearer ${key}` },
  });
  expect(answer.status).toBe(200);
  first.child.kill('SIGTERM');
  expect(await first.ended()).toBe(0);
  const second = await start({ RELAY_API_KEY: '' });
  expect(second.output()).not.toContain('irk_');
});

/** Runs a command of the relay to its end. */
async function runCommand(...words: string[]): Promise<{ code: unknown; output: string }> {
  const command = startCommand(words, { DATABASE_URL: `sqlite:${pathOf('relay.sqlite')}` });
  return { code: await command.ended, output: command.output() };
}

const keyLine = /^ {2}(irk_\S+)$/m;

async function opens(relay: RelayProcess, key: string | undefined): Promise<boolean> {
  const headers = { authorization: `Bearer ${key}` };
  return (await fetch(`${relay.url}/v1/api-keys`, { headers })).status === 200;
}

test('a failed first start does not lose the administrator key', async () => {
  const taken = createServer();
  await new Promise<void>((resolve) => {
    taken.listen(0, '127.0.0.1', resolve);
  });
  const port = String((taken.address() as AddressInfo).port);
  await expect(start({ RELAY_API_KEY: '', PORT: port })).rejects.toThrow(/EADDRINUSE/);
  taken.close();

  const relay = await start({ RELAY_API_KEY: '' });
  await until(() => expect(relay.output()).toMatch(keyLine));

  expect(await opens(relay, keyLine.exec(relay.output())?.[1])).toBe(true);
});

test.each(['admin-key', 'sign-in-link', 'rotate-encryption-key', 'reset-encryption-key', 'reopen'])(
  '%s does not create a missing database',
  async (command) => {
    const none = await runCommand(command);
    expect(none.code).toBe(1);
    expect(none.output).toMatch(/DATABASE_URL: there is no database/);
    expect(await readdir(pathOf())).toEqual([]);
  },
);

test('with access to the machine but no key, one can be created, whether the relay runs or not', async () => {
  const first = await start();
  const beside = await runCommand('admin-key');
  expect(beside.code).toBe(0);
  expect(await opens(first, keyLine.exec(beside.output)?.[1])).toBe(true);

  first.child.kill('SIGTERM');
  await first.ended();
  const alone = await runCommand('admin-key');
  const second = await start();
  expect(await opens(second, keyLine.exec(alone.output)?.[1])).toBe(true);
});

test('rotate-encryption-key without the relay’s environment does not say that the old key can go', async () => {
  const newKey = Buffer.alloc(32, 7).toString('base64');
  const first = await start();
  first.child.kill('SIGTERM');
  await first.ended();
  const oldKey = (await readFile(pathOf('encryption.key'), 'utf8')).trim();
  const keys = { RELAY_ENCRYPTION_KEY: newKey, RELAY_ENCRYPTION_KEY_PREVIOUS: oldKey };
  await start(keys);

  const elsewhere = await runCommand('rotate-encryption-key');
  expect(elsewhere.code).toBe(1);
  expect(elsewhere.output).toMatch(/RELAY_ENCRYPTION_KEY_PREVIOUS: not set for this command/);
});

const linkLine = /^ {2}(http\S+)\/#sign-in=(irc_\S+)$/m;

/** Signs in as a browser does. @returns the status of a call with the cookie, if any came */
async function signsIn(relay: RelayProcess, code: string | undefined): Promise<number> {
  const headers = { 'content-type': 'application/json', origin: relay.url };
  const body = JSON.stringify({ code });
  const answer = await fetch(`${relay.url}/v1/session`, { method: 'POST', headers, body });
  const cookie = answer.headers.get('set-cookie')?.split(';')[0];
  if (cookie === undefined) return answer.status;
  return (await fetch(`${relay.url}/v1/api-keys`, { headers: { cookie } })).status;
}

test('the first start shows a link that signs in once; a command creates more', async () => {
  const relay = await start({ RELAY_API_KEY: '' });
  await until(() => expect(relay.output()).toMatch(linkLine));
  const [, address, code] = linkLine.exec(relay.output()) ?? [];
  expect(address).toBe(relay.url);
  expect(await signsIn(relay, code)).toBe(200);
  expect(await signsIn(relay, code)).toBe(401);

  const beside = await runCommand('sign-in-link');
  expect(beside.code).toBe(0);
  expect(await signsIn(relay, linkLine.exec(beside.output)?.[2])).toBe(200);
  const lines = relay
    .output()
    .split('\n')
    .filter((line) => line.startsWith('{'));
  expect(lines.join('')).not.toMatch(/irc_|irs_|irk_/);
});

test.each([
  [['adminkey'], 2, /no "adminkey"\. Did you mean "admin-key"/],
  [['--port', '5000'], 2, /no option "--port".*Set PORT instead/],
  [['move', '--form', 'sqlite:a'], 1, /Unknown option '--form'\. "move" takes --from and --to/],
  [['--help'], 0, /--version/],
  [
    ['move', '--help'],
    0,
    /^Usage: invoice-relay move --from URL --to URL\n[^]*--to URL +the new database/,
  ],
  [['migrate', '-h'], 0, /^Usage: invoice-relay migrate\n/],
  [['help', 'adminkey'], 2, /no "adminkey"\. Did you mean "admin-key"/],
  [['help', 'admin-key'], 0, /^Usage: invoice-relay admin-key\n/],
  [['admin-key', '--name=x'], 2, /does not accept "--name"\.\nUsage: invoice-relay admin-key\n/],
  [['adminkey', '--help'], 2, /Did you mean "admin-key"/],
  [['--version'], 0, new RegExp(`^${packageJson.version.replaceAll('.', '\\.')}\n$`)],
])('%j prints a response without starting the relay', async (words, code, output) => {
  expect(await runCommand(...words)).toMatchObject({
    code,
    output: expect.stringMatching(output),
  });
  expect(await readdir(pathOf())).toEqual([]);
});

test('a misspelled variable is reported by starts, failed starts and commands', async () => {
  const misspelt = { RELAY_ALOW_PRIVATE_NETWORKS: '10.0.0.0/8' };
  const told = 'RELAY_ALOW_PRIVATE_NETWORKS has no effect';
  const relay = await start(misspelt);
  const line = relay
    .output()
    .split('\n')
    .find((text) => text.includes(told));
  expect(JSON.parse(line ?? '')).toMatchObject({ level: 'warn' });
  expect(relay.output()).not.toContain('10.0.0.0/8');
  await expect(start(misspelt)).rejects.toThrow(told);
  const database = { DATABASE_URL: `sqlite:${pathOf('relay.sqlite')}` };
  const command = startCommand(['sign-in-link'], { ...database, ...misspelt });
  expect(await command.ended).toBe(0);
  expect(command.output()).toContain(told);
});

test('a different encryption key than the database’s is refused', async () => {
  const first = await start({ RELAY_ENCRYPTION_KEY: Buffer.alloc(32, 1).toString('base64') });
  first.child.kill('SIGTERM');
  await first.ended();
  await expect(
    start({ RELAY_ENCRYPTION_KEY: Buffer.alloc(32, 2).toString('base64') }),
  ).rejects.toThrow(/not the key that the database was created with/);
});

import { createHash, createHmac } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync, gzipSync } from 'node:zlib';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { digestsBy, read, ways } from '../packages/envoice/test/support/signing-ways.ts';
import { startApp } from './support/app-process.ts';
import type { AppProcess } from './support/app-process.ts';
import { ask } from './support/ask.ts';
import type { Json } from './support/ask.ts';
import { until } from './support/until.ts';

/**
 * A vendor that permanently gives up on a URL after three responses other than 200, against the
 * built relay with a connection with default settings. So every response here has to be 200.
 */

const adminKey = 'an-administrator-key-for-tests';
const authSecret = 'secret-of-the-account-9f2c';
/** Nothing listens there: the vendor's API is down the whole time. */
const credentials = { authKey: 'key-of-the-account', authSecret, baseUrl: 'http://127.0.0.1:9' };
const Timestamp = '2026-11-20T10:00:01.4567891Z';

let folder: string;
let port: number;
let relay: AppProcess;

const startRelay = () =>
  startApp({
    app: 'relay',
    folder,
    environment: {
      PORT: String(port),
      RELAY_API_KEY: adminKey,
      RELAY_ALLOW_PRIVATE_NETWORKS: '127.0.0.0/8',
    },
  });

/** A free port, which stays the same after a restart since the vendor keeps the URL. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port: free } = server.address() as AddressInfo;
  await new Promise((resolve) => {
    server.close(resolve);
  });
  return free;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gives-up-'));
  port = await freePort();
  relay = await startRelay();
});
afterAll(async () => {
  await relay[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

const api = (method: string, path: string, body?: unknown) =>
  ask(`${relay.url}/v1/${path}`, { authorization: `Bearer ${adminKey}` }, method, body);
const connect = (more: object = {}): Promise<{ id: string; ingestUrl: string }> =>
  api('POST', 'connections', { source: 'envoice', name: 'Shop', credentials, ...more });

/** Returns all events of a connection, in log order. */
async function events(connectionId: string): Promise<Json[]> {
  const all: Json[] = [];
  let after = '';
  do {
    const page = await api('GET', `events?limit=200&connectionId=${connectionId}${after}`);
    all.push(...page.data);
    after = page.next === null ? '' : `&after=${encodeURIComponent(page.next)}`;
  } while (after !== '');
  return all;
}

interface Call {
  readonly what: string;
  readonly body?: string | Uint8Array;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly at?: (url: string) => string;
}

/**
 * Makes the calls one after another. @returns those that count against the URL, with their
 * responses
 */
async function send(url: string, calls: readonly Call[]): Promise<string[]> {
  const against: string[] = [];
  for (const { what, body, method = 'POST', headers = {}, at = (one: string) => one } of calls) {
    const answer = await fetch(at(url), {
      method,
      headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
      ...(body === undefined ? {} : { body: body as string }),
    });
    const text = await answer.text();
    if (answer.status !== 200) against.push(`${what}: ${answer.status} ${text}`);
  }
  return against;
}

/** Activity ids that no other test uses. */
let lastId = 500_000;
const nextId = (): string => String((lastId += 1));

const activity = (members: object = {}): string =>
  JSON.stringify({
    Message: 'Invoice was paid',
    Link: null,
    Type: 11,
    InvoiceNumber: 'INV-0001',
    InvoiceId: 3971,
    OrderNumber: null,
    OrderId: 0,
    Id: Number(nextId()),
    CreatedOn: '2026-11-20T10:00:00.1234567Z',
    ...members,
  });
const envelope = (signature: unknown, one: string): string =>
  `{"Signature":${JSON.stringify(signature)},"Timestamp":"${Timestamp}","Activity":${one}}`;

test('every known signature scheme, one after another at one URL, creates events', async () => {
  const { id, ingestUrl } = await connect();
  const files = ['Utc.newtonsoft', 'Local.simplejson', 'Unspecified.sst-iso', 'Utc.sst-default'];
  const calls = files.flatMap((file) =>
    Object.entries(ways).flatMap(([way, write]) =>
      Object.entries(digestsBy(authSecret)).map(([name, digest]): Call => {
        const { body, text } = write(read(`${file}.activity`).replaceAll('99120', nextId()));
        return { what: `${file}, ${way}, ${name}`, body: body(digest(text).toString('hex')) };
      }),
    ),
  );
  expect(await send(ingestUrl, calls)).toEqual([]);
  await until(async () => expect(await events(id)).toHaveLength(calls.length));
});

const hex = (algorithm: string, text: string) =>
  createHmac(algorithm, authSecret).update(text).digest('hex');
const hashed = (...parts: readonly string[]) =>
  createHash('sha256').update(parts.join('')).digest('hex');
const { authKey } = credentials;

test.each<[string, (one: string) => unknown]>([
  ['SHA-1', (one) => hex('sha1', one)],
  ['SHA-512', (one) => hex('sha512', one)],
  ['MD5', (one) => hex('md5', one)],
  ['a digest of a digest', (one) => hashed(hashed(one, authSecret))],
  ['an unknown salt', (one) => hashed(one, authSecret, 'salt')],
  [
    'key and secret as one key',
    (one) => createHmac('sha256', `${authKey}:${authSecret}`).update(one).digest('hex'),
  ],
  ['a truncated digest', (one) => hex('sha256', one).slice(0, 32)],
  ['a digest in base32', () => 'MZXW6YTBOI======'],
  ['a JWT', () => 'eyJhbGciOiJIUzI1NiJ9.e30.x'],
  ['the timestamp alone', () => hex('sha256', Timestamp)],
  ['no secret', (one) => hashed(one)],
  ['another secret', (one) => createHmac('sha256', 'rotated by nobody').update(one).digest('hex')],
  ['null', () => null],
  ['an empty text', () => ''],
  ['a number', () => 42],
  ['an object', () => ({ Algorithm: 'sha256', Value: 'x' })],
])('webhooks with an unknown signature scheme are always kept: %s', async (what, sign) => {
  const { id, ingestUrl } = await connect();
  // More than the relay looks up within a minute.
  const calls = Array.from({ length: 22 }, (): Call => {
    const one = activity();
    return { what, body: envelope(sign(one), one) };
  });
  expect(await send(ingestUrl, calls)).toEqual([]);
  expect(await events(id)).toEqual([]);
});

test('a scheme that changes, permanently or for one webhook, is never rejected', async () => {
  const { id, ingestUrl } = await connect();
  const signed = (algorithm: string): Call => {
    const one = activity();
    return { what: algorithm, body: envelope(hex(algorithm, one), one) };
  };
  const unknown = Array.from({ length: 30 }, () => signed('sha512'));
  const against = await send(ingestUrl, [
    signed('sha256'),
    ...unknown,
    signed('sha256'),
    ...unknown.slice(0, 3),
  ]);
  expect(against).toEqual([]);
  expect((await api('GET', `connections/${id}`)).verification.state).toBe('pinned');
  await until(async () => expect(await events(id)).toHaveLength(2));
});

test('unreadable webhooks are kept, and readable ones are processed', async () => {
  const { id, ingestUrl } = await connect();
  const one = activity();
  const sign = (text: string) => hex('sha256', text);
  const raw = activity({ Message: 'M' }).replace('"M"', '"a\u0001b\u0085\u2028\tc"');
  const good = (): Call => {
    const next = activity();
    return { what: 'a good one', body: envelope(sign(next), next) };
  };
  const bodies: Readonly<Record<string, string | Uint8Array>> = {
    'other capitals': envelope(sign(one), one).toLowerCase(),
    'activities in a list': `{"Signature":"x","Timestamp":"${Timestamp}","Activities":[${one}]}`,
    'a list of envelopes': `[${envelope(sign(one), one)}]`,
    'an envelope within another': `{"Event":"activity","Payload":${envelope(sign(one), one)}}`,
    'an activity without envelope': one,
    'an activity that is a text': envelope(sign(one), JSON.stringify(one)),
    'an activity that is null': envelope(null, 'null'),
    'members of other kinds': envelope(
      sign(one),
      activity({ Type: { Value: 11 }, InvoiceId: [1] }),
    ),
    'a member that comes twice': envelope(sign(one), one.replace('{', '{"Id":1,')),
    'a NaN': envelope(sign(one), one.replace('3971', 'NaN')),
    'a body that was cut': envelope(sign(one), one).slice(0, -20),
    'a comma too many': envelope(sign(one), one.replace('}', ',}')),
    XML: `<Payload><Signature>x</Signature><Activity><Id>1</Id></Activity></Payload>`,
    'a form': `Signature=x&Timestamp=${Timestamp}&Activity=${encodeURIComponent(one)}`,
    'UTF-16': Buffer.from(`\uFEFF${envelope(sign(one), one)}`, 'utf16le'),
    'Windows-1252': Buffer.from(envelope(sign(one), one.replace('was', 'wärs')), 'latin1'),
    'deep nesting': envelope(
      sign(one),
      activity({ More: '@' }).replace('"@"', `${'['.repeat(80)}${']'.repeat(80)}`),
    ),
  };
  const calls = Object.entries(bodies).flatMap(([what, body]): Call[] => [{ what, body }, good()]);
  expect(
    await send(ingestUrl, [
      good(),
      { what: 'raw control characters', body: envelope(sign(raw), raw) },
      { what: 'a byte order mark', body: `\uFEFF${envelope(sign(one), one)}` },
      ...calls,
    ]),
  ).toEqual([]);
  await until(async () =>
    expect((await events(id)).length).toBeGreaterThanOrEqual(calls.length / 2 + 2),
  );
  // Reported to the operator, with a way to recover.
  const { data } = await api('GET', `quarantine?connectionId=${id}&limit=200`);
  expect(data.length).toBeGreaterThan(10);
  expect(relay.output()).toContain('"outcome":"quarantined"');
});

test('the URL works as pasted by users, as tested by vendors, and with any content encoding', async () => {
  const { id, ingestUrl } = await connect();
  const signed = (): string => {
    const one = activity();
    return envelope(hex('sha256', one), one);
  };
  const at = (what: string, change: (url: string) => string): Call => ({
    what,
    body: signed(),
    at: change,
  });
  const against = await send(ingestUrl, [
    { what: 'GET', method: 'GET' },
    { what: 'HEAD', method: 'HEAD' },
    { what: 'an empty POST', body: '' },
    { what: 'a blank POST', body: '\uFEFF \r\n' },
    at('a slash', (url) => `${url}/`),
    at('a blank', (url) => `${url}%20`),
    at('a line end', (url) => `${url}%0D%0A`),
    at('a capital', (url) => url.replace('/hooks/', '/Hooks/')),
    at('a query', (url) => `${url}?source=envoice`),
    { what: 'gzip', body: gzipSync(signed()), headers: { 'content-encoding': 'gzip' } },
    { what: 'deflate', body: deflateSync(signed()), headers: { 'content-encoding': 'deflate' } },
    { what: 'no content type', body: Buffer.from(signed()), headers: { 'content-type': '' } },
    {
      what: 'a form’s content type',
      body: signed(),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    },
    { what: 'a strange content type', body: signed(), headers: { 'content-type': 'json' } },
  ]);
  expect(against).toEqual([]);
  await until(async () => expect(await events(id)).toHaveLength(10));
});

test('the vendor does not give up on a relay that is killed, stopped and started', async () => {
  const { id, ingestUrl } = await connect();
  const sent: string[] = [];
  let failed = 0;
  for (let count = 0; count < 12; count += 1) {
    if (count === 4) await relay.kill();
    if (count === 8) await relay[Symbol.asyncDispose]();
    if (count === 4 || count === 8) {
      // The vendor can't connect once, and tries again a little later.
      await send(ingestUrl, [{ what: 'down', body: '{}' }]).catch(() => (failed += 1));
      relay = await startRelay();
    }
    const one = activity();
    sent.push(JSON.parse(one).Id);
    expect(
      await send(ingestUrl, [{ what: `${count}`, body: envelope(hex('sha256', one), one) }]),
    ).toEqual([]);
  }
  expect(failed).toBe(2);
  await until(async () => {
    const ids = (await events(id)).map(({ data }) => Number(data.activity.id));
    expect(ids).toEqual(sent);
  });
});

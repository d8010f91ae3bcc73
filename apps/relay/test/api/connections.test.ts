import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { ProcessMessages } from '../../src/app/process-messages.ts';
import type { JobStore } from '../../src/jobs/job-store.ts';
import { ConnectionSignals } from '../../src/pipeline/log/connection-signals.ts';
import { ProjectorSignal } from '../../src/pipeline/project/projector-signal.ts';
import { Wake } from '../../src/shared/wake.ts';
import { exampleCredentials, openResources } from '../support/resources.ts';
import type { Resources } from '../support/resources.ts';

const url = '/v1/connections';
const scheme = {
  digest: 'hmac-sha256',
  key: 'authSecret',
  parts: ['timestamp', 'activity'],
  separator: '.',
  encoding: 'hex',
};

function tokenOf(connection: { ingestUrl: string }): string {
  return connection.ingestUrl.split('/').at(-1) ?? '';
}

/** A process on the same database, as far as signals about connections go. */
function processMessages(
  signals: ConnectionSignals,
  send: (message: string) => void,
): ProcessMessages {
  const quiet = { wake: new Wake(), projector: new ProjectorSignal() };
  const jobs = { onScheduled: () => () => {} } as unknown as JobStore;
  return new ProcessMessages({ parts: { ...quiet, jobs, signals }, channel: { send } });
}

async function post(relay: Resources, body: object) {
  return relay.call({ method: 'POST', url, body });
}

async function patch(relay: Resources, id: string, body: object) {
  return relay.call({ method: 'PATCH', url: `${url}/${id}`, body });
}

describe('creating a connection', () => {
  test('returns where to send webhooks, and how they will be verified', async () => {
    await using relay = await openResources({
      environment: { PUBLIC_URL: 'https://relay.example.com' },
    });

    const answer = await post(relay, {
      source: 'example',
      name: 'Shop',
      credentials: exampleCredentials,
    });

    expect(answer.status).toBe(201);
    expect(answer.json).toEqual({
      id: expect.stringMatching(/^con_[0-9a-f]{32}$/),
      source: 'example',
      name: 'Shop',
      settings: { region: 'eu' },
      ingestUrl: expect.stringMatching(/^https:\/\/relay\.example\.com\/hooks\/[\w-]{43}$/),
      verification: {
        mode: 'signature',
        state: 'waiting',
        scheme: 'auto',
        unknownSignature: 'refuse',
      },
      enrich: false,
      includeLinks: true,
      holdSeconds: 0,
      silentAfterSeconds: null,
      notes: [],
      trouble: null,
      poll: null,
      lastActivityAt: null,
      health: { state: 'waiting', message: expect.stringContaining('ingest URL') },
      createdAt: '2026-11-20T10:00:00.000Z',
      updatedAt: '2026-11-20T10:00:00.000Z',
    });
  });

  test.each([
    [
      { mode: 'signature', scheme },
      { mode: 'signature', state: 'pinned', scheme },
    ],
    [{ mode: 'token' }, { mode: 'token', state: 'url_only', scheme: null }],
    [
      { mode: 'token', scheme: 'auto' },
      { mode: 'token', state: 'url_only', scheme: null },
    ],
  ])('verified by %j', async (verification, shown) => {
    await using relay = await openResources();

    expect(await relay.connect({ verification })).toMatchObject({ verification: shown });
  });

  test('lists every unacceptable credential and setting, and repeats no value', async () => {
    await using relay = await openResources();

    const answer = await post(relay, {
      source: 'example',
      name: 'Shop',
      credentials: { authKey: 'abc', authSecret: 'SECRET', baseUrl: 'nowhere', password: 'hidden' },
      settings: { region: 'mars' },
    });

    expect(answer.status).toBe(400);
    expect(answer.json.errors.map(({ path }: { path: string }) => path)).toEqual([
      'credentials.authKey',
      'credentials.authSecret',
      'credentials.baseUrl',
      'credentials.password',
      'settings.region',
    ]);
    for (const value of ['abc', 'SECRET', 'nowhere', 'hidden']) {
      expect(answer.text).not.toContain(value);
    }
  });
});

describe('creating a connection wrongly', () => {
  let relay: Resources;
  beforeAll(async () => {
    relay = await openResources();
  });
  afterAll(() => relay[Symbol.asyncDispose]());

  test.each([
    ['a source that is not there', { source: 'nobody' }, 'source', '"example"'],
    [
      'callback',
      { verification: { mode: 'callback' } },
      'verification.mode',
      'cannot ask its vendor',
    ],
    ['enrich', { enrich: true }, 'enrich', 'cannot fetch'],
    [
      'a scheme that proves nothing',
      { verification: { mode: 'signature', scheme: { ...scheme, key: 'activity' } } },
      'verification.scheme',
      'anyone can make the signature',
    ],
    [
      'a scheme that is none',
      { verification: { mode: 'signature', scheme: { ...scheme, encoding: 'rot13' } } },
      'verification.scheme',
      'encoding must be',
    ],
    [
      'a scheme that would not be used',
      { verification: { mode: 'token', scheme } },
      'verification.scheme',
      'mode "signature"',
    ],
    ['an empty name', { name: '' }, 'name', 'must not be empty'],
    ['a member that is not known', { color: 'red' }, 'color', 'not a known field'],
  ])('with %s is refused', async (_, part, path, message) => {
    const answer = await post(relay, {
      source: 'example',
      name: 'Shop',
      credentials: exampleCredentials,
      ...part,
    });

    expect(answer.status).toBe(400);
    expect(answer.json.errors).toEqual([{ path, message: expect.stringContaining(message) }]);
  });
});

describe('reading connections', () => {
  test('shows ingest URLs to administrators only, and credentials to nobody', async () => {
    await using relay = await openResources();
    const connection = await relay.connect();

    for (const path of [url, `${url}/${connection.id}`]) {
      const toAdmin = await relay.call({ url: path });
      const toReader = await relay.call({ url: path, key: relay.keys.read });
      expect(toAdmin.text).toContain(connection.ingestUrl);
      expect(toReader.text).not.toContain(tokenOf(connection));
      expect(toReader.text).toContain('"ingestUrl":null');
      expect(toAdmin.text + toReader.text).not.toContain(exampleCredentials.authSecret);
    }
  });

  test('pages through connections, oldest first', async () => {
    await using relay = await openResources();
    const ids: string[] = [];
    for (let count = 0; count < 3; count += 1) {
      ids.push((await relay.connect()).id);
      relay.clock.advance(1);
    }

    const first = await relay.call({ url: `${url}?limit=2` });
    const second = await relay.call({ url: `${url}?limit=2&after=${first.json.next}` });

    expect(first.json.data.map(({ id }: { id: string }) => id)).toEqual(ids.slice(0, 2));
    expect(second.json.data.map(({ id }: { id: string }) => id)).toEqual(ids.slice(2));
    expect(second.json.next).toBeNull();
  });

  test('returns 404 for an unknown id', async () => {
    await using relay = await openResources();

    const answer = await relay.call({ url: `${url}/con_1` });

    expect(answer.status).toBe(404);
    expect(answer.json.code).toBe('connection_not_found');
  });
});

describe('changing a connection', () => {
  test('changes only the given fields', async () => {
    await using relay = await openResources();
    const connection = await relay.connect();
    relay.clock.advance(1_000);

    const answer = await patch(relay, connection.id, {
      name: 'Bakery',
      settings: { region: 'us' },
    });

    expect(answer.json).toEqual({
      ...connection,
      name: 'Bakery',
      settings: { region: 'us' },
      updatedAt: '2026-11-20T10:00:01.000Z',
    });
    expect((await relay.call({ url: `${url}/${connection.id}` })).json).toEqual(answer.json);
  });

  test('detects the scheme again', async () => {
    await using relay = await openResources();
    const { id } = await relay.connect({ verification: { mode: 'signature', scheme } });

    const answer = await patch(relay, id, { verification: { mode: 'signature', scheme: 'auto' } });

    expect(answer.json.verification).toMatchObject({
      mode: 'signature',
      state: 'waiting',
      scheme: 'auto',
    });
  });

  test.each([
    ['the source', { source: 'other' }, 'source'],
    [
      'credentials that the source refuses',
      { credentials: { authKey: 'k' } },
      'credentials.authKey',
    ],
  ])('refuses %s', async (_, body, path) => {
    await using relay = await openResources();
    const { id } = await relay.connect();

    const answer = await patch(relay, id, body);

    expect(answer.status).toBe(400);
    expect(answer.json.errors[0].path).toBe(path);
  });

  test('creates a new ingest URL', async () => {
    await using relay = await openResources();
    const connection = await relay.connect();

    const answer = await relay.call({
      method: 'POST',
      url: `${url}/${connection.id}/rotate-ingest-url`,
    });

    expect(answer.status).toBe(200);
    expect(answer.json.ingestUrl).toMatch(/\/hooks\/[\w-]{43}$/);
    expect(answer.json.ingestUrl).not.toBe(connection.ingestUrl);
  });

  test('deletes it once', async () => {
    await using relay = await openResources();
    const { id } = await relay.connect();

    const first = await relay.call({ method: 'DELETE', url: `${url}/${id}` });
    const again = await relay.call({ method: 'DELETE', url: `${url}/${id}` });

    expect(first).toMatchObject({ status: 204, text: '' });
    expect(again.status).toBe(404);
    expect((await relay.call({ url: `${url}/${id}` })).status).toBe(404);
    expect((await relay.call({ url })).json.data).toEqual([]);
  });

  test('notifies whatever keeps something about it in memory, also in other processes', async () => {
    await using relay = await openResources();
    const { id } = await relay.connect();
    const signals = relay.app.get(ConnectionSignals);
    const others = new ConnectionSignals();
    const notified: string[] = [];
    signals.onDeleted((deleted) => notified.push(`here ${deleted}`));
    others.onDeleted((deleted) => notified.push(`there ${deleted}`));
    const here = processMessages(signals, (message) => there.receive(message));
    const there = processMessages(others, (message) => here.receive(message));

    await relay.call({ method: 'DELETE', url: `${url}/${id}` });

    expect(notified).toEqual([`here ${id}`, `there ${id}`]);
  });

  test('is for administrators', async () => {
    await using relay = await openResources();
    const { id } = await relay.connect();

    for (const call of [
      { method: 'POST', url, body: {} },
      { method: 'PATCH', url: `${url}/${id}`, body: {} },
      { method: 'DELETE', url: `${url}/${id}` },
      { method: 'POST', url: `${url}/${id}/rotate-ingest-url` },
    ] as const) {
      expect(await relay.call({ ...call, key: relay.keys.subscribe })).toMatchObject({
        status: 403,
      });
    }
  });
});

test('reports all problems at once: those of the schema and those only the source can detect', async () => {
  await using relay = await openResources();
  const { id } = await relay.connect();
  const body = {
    name: '',
    credentials: { authKey: 'key-1234', authSecret: 'NOT SO' },
    settings: { region: 'mars' },
    enrich: true,
    verification: { mode: 'callback' },
    poll: { intervalSeconds: 300 },
  };
  const wrong = ['credentials.authSecret', 'enrich', 'name', 'poll', 'settings.region'];
  for (const call of [
    { method: 'POST', url: '/v1/connections', body: { ...body, source: 'example' } },
    { method: 'PATCH', url: `/v1/connections/${id}`, body },
  ] as const) {
    const { json } = await relay.call(call);
    expect(json.errors.map(({ path }: { path: string }) => path).toSorted()).toEqual([
      ...wrong,
      'verification.mode',
    ]);
  }
  const unknown = { ...body, source: 'nonsense' };
  const { json } = await relay.call({ method: 'POST', url: '/v1/connections', body: unknown });
  expect(json.errors.map(({ path }: { path: string }) => path).toSorted()).toEqual([
    'name',
    'source',
  ]);
});

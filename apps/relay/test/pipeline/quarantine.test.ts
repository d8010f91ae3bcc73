import type { AnySource } from '@invoice-relay/core/source';
import { describe, expect, test, vi } from 'vitest';

import { sourceOptions } from '../../src/sources/source-options.ts';
import { sql } from '../../src/database/sql/sql.ts';
import {
  quarantineLimits,
  QuarantineFullError,
} from '../../src/pipeline/quarantine/quarantine-limits.ts';
import type { QuarantineLimits } from '../../src/pipeline/quarantine/quarantine-limits.ts';
import { OperationalLog } from '../../src/pipeline/operational/operational-log.ts';
import { QuarantineIntake } from '../../src/pipeline/quarantine/quarantine-intake.ts';
import { systemClock } from '../../src/shared/clock/clock.ts';
import { loadSources, SourceRegistry } from '../../src/sources/source-registry.ts';
import { openResources } from '../support/resources.ts';
import { insertQuarantined } from '../../src/database/tables/quarantine.ts';
import { newId } from '../../src/shared/ids/new-id.ts';
import { startTestRelay } from '../support/relay.ts';
import type { TestRelay } from '../support/relay.ts';
import { activity, signedBody } from '../support/vendor.ts';

const problem = { reason: 'payload_unreadable', detail: 'It cannot be read yet.' } as const;

/** An intake with its own limits, and its results for each request. */
async function openIntake(limits: Partial<QuarantineLimits>) {
  const relay = await openResources();
  const added: unknown[] = [];
  const intake = new QuarantineIntake({
    database: relay.database,
    operational: new OperationalLog({ database: relay.database, queue: relay.queue }),
    limits,
    onAdded: (one) => added.push(one),
  });
  return Object.assign(relay, {
    added,
    hasRoom: (connection: string) => intake.hasRoom(connection),
    take: (
      body: string,
      more: {
        connection?: string;
        method?: string;
        headers?: Readonly<Record<string, string>>;
        bodyAlone?: boolean;
      } = {},
    ) =>
      intake
        .take({
          connection: { id: more.connection ?? 'con_1', source: 'example' },
          request: {
            method: more.method ?? 'POST',
            headers: more.headers ?? {},
            body: new TextEncoder().encode(body),
          },
          problem,
          bodyAlone: more.bodyAlone ?? false,
          receivedAt: 0,
        })
        .then(
          () => 'kept',
          (error: unknown) => (error instanceof QuarantineFullError ? 'full' : error),
        ),
    /** Adds an activity that is known to be authentic. */
    add: ({ activityId, body }: { activityId: string; body: string }) =>
      relay.database.write((tx) =>
        insertQuarantined(tx, [
          {
            id: newId({ prefix: 'qua', now: 0 }),
            connectionId: 'con_1',
            source: 'example',
            ...problem,
            authentic: true,
            via: 'webhook',
            activityId,
            method: 'POST',
            headers: {},
            body: new TextEncoder().encode(body),
            bodyAlone: true,
            receivedAt: 0,
          },
        ]),
      ),
    async kept() {
      const rows = await relay.database.read((tx) =>
        tx.all<{ size: number }>(sql`SELECT "size" FROM "quarantine" ORDER BY "seq"`),
      );
      return rows.map(({ size }) => size);
    },
  });
}

describe('the quarantine of a connection is bounded', () => {
  test('in number', async () => {
    await using relay = await openIntake({ count: 2 });
    expect(await relay.hasRoom('con_1')).toBe(true);
    expect(await relay.take('a')).toBe('kept');
    expect(await relay.take('bb')).toBe('kept');
    expect(await relay.hasRoom('con_1')).toBe(false);
    expect(await relay.take('ccc')).toBe('full');
    expect(await relay.take('ccc', { connection: 'con_2' })).toBe('kept');
    expect(await relay.hasRoom('con_2')).toBe(true);
    expect(relay.added).toHaveLength(3);
  });

  test('in bytes', async () => {
    await using relay = await openIntake({ bytes: 10 });
    expect(await relay.take('1234567')).toBe('kept');
    expect(await relay.take('1234')).toBe('full');
    expect(await relay.take('123')).toBe('kept');
    expect(await relay.hasRoom('con_1')).toBe(false);
    expect(await relay.take('1')).toBe('full');
    expect(await relay.kept()).toEqual([7, 3]);
  });

  test('so that unauthenticated requests leave room for those from the vendor', async () => {
    await using relay = await openIntake({ count: 2, unauthenticated: 1 });
    expect(await relay.take('a')).toBe('kept');
    expect(await relay.take('b')).toBe('full');
    expect(await relay.hasRoom('con_1')).toBe(true);
    await relay.add({ activityId: '1', body: 'c' });
    expect(await relay.hasRoom('con_1')).toBe(false);
  });

  test('within one burst as well', async () => {
    await using relay = await openIntake({ count: 2 });
    const taken = await Promise.all(['a', 'b', 'c', 'd'].map((body) => relay.take(body)));
    expect(taken.toSorted()).toEqual(['full', 'full', 'kept', 'kept']);
  });

  test('but not by repeats in the same burst', async () => {
    await using relay = await openIntake({ count: 3 });
    const taken = await Promise.all(['a', 'a', 'a', 'b', 'c', 'd'].map((body) => relay.take(body)));
    expect(taken).toEqual(['kept', 'kept', 'kept', 'kept', 'kept', 'full']);
    expect(relay.added).toHaveLength(3);
  });
});

test('what arrives while a request waits for its turn to write is stored together with it', async () => {
  await using relay = await openIntake({});
  const other = Promise.withResolvers<void>();
  const writing = relay.database.write(() => other.promise);
  const write = vi.spyOn(relay.database, 'write');
  const first = relay.take('a');
  await new Promise(setImmediate);
  const second = relay.take('bb');
  await new Promise(setImmediate);
  other.resolve();
  expect(await Promise.all([first, second])).toEqual(['kept', 'kept']);
  await writing;
  expect(write).toHaveBeenCalledTimes(1);
  expect(await relay.kept()).toEqual([1, 2]);
});

test('and duplicates take no space', async () => {
  await using relay = await openIntake({});
  expect([await relay.take('a'), await relay.take('a')]).toEqual(['kept', 'kept']);
  expect(await relay.kept()).toEqual([1]);
  expect(relay.added).toEqual([
    expect.objectContaining({ source: 'example', reason: 'payload_unreadable' }),
  ]);
});

test.each([{ headers: { 'x-event': 'voided' } }, { method: 'DELETE' }])(
  'a request that differs in %o is another one, unless its source only reads the body',
  async (other) => {
    await using relay = await openIntake({});
    expect([await relay.take('a'), await relay.take('a', other)]).toEqual(['kept', 'kept']);
    expect(await relay.kept()).toEqual([1, 1]);

    await relay.take('bb', { bodyAlone: true });
    await relay.take('bb', { ...other, bodyAlone: true });
    expect(await relay.kept()).toEqual([1, 1, 2]);
  },
);

test('two activities with the same bytes are two', async () => {
  await using relay = await openIntake({});
  for (const activityId of ['1', '2', '2']) await relay.add({ activityId, body: 'a' });
  expect(await relay.kept()).toEqual([1, 1]);
});

/** Adds this many copies of what is in quarantine, as different requests. */
async function fill(relay: TestRelay, count: number): Promise<void> {
  const copied = ['connection_id', 'source', 'reason', 'detail', 'authentic', 'via', 'method']
    .concat(['headers', 'body', 'size', 'received_at'])
    .map((column) => `"${column}"`)
    .join(', ');
  await relay.rows(
    `WITH RECURSIVE "numbers" AS
       (SELECT 1 AS "n" UNION ALL SELECT "n" + 1 FROM "numbers" WHERE "n" < ${count})
     INSERT INTO "quarantine" ("id", "hash", ${copied})
     SELECT 'qua_' || "n", 'hash ' || "n", ${copied} FROM "numbers" CROSS JOIN "quarantine"
     RETURNING "id"`,
  );
}

const changed = (count: number) =>
  `{"Signature":"x","Timestamp":"2026-11-20T10:00:01Z","Activities":[{"Id":${count}}]}`;

test('webhooks before the first authentic one do not wait for each other to be stored', async () => {
  await using relay = await startTestRelay();
  const { ingestUrl } = await relay.connect();
  const bodies = Array.from({ length: 20 }, (_, index) => `{"Signature":"${index}","Activity":1}`);
  const { promise: all, resolve } = Promise.withResolvers<void>();
  using take = vi.spyOn(QuarantineIntake.prototype, 'take').mockImplementation(() => {
    if (take.mock.calls.length === bodies.length) resolve();
    return all;
  });
  const answers = await Promise.all(bodies.map((body) => relay.post(ingestUrl, body)));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
});

test('a full quarantine asks the vendor to resend later, until space is freed', async () => {
  await using relay = await startTestRelay();
  const { ingestUrl } = await relay.connect();
  expect((await relay.post(ingestUrl, changed(1))).body).toEqual({ status: 'quarantined' });
  await fill(relay, quarantineLimits.unauthenticated - 1);
  const refused = await relay.post(ingestUrl, changed(2));
  expect([refused.status, refused.body.code]).toEqual([503, 'quarantine_full']);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  // Readable requests are processed in the meantime.
  expect((await relay.post(ingestUrl, signedBody(activity()))).status).toBe(200);

  expect((await relay.call('DELETE', '/v1/quarantine/qua_7')).status).toBe(204);
  expect((await relay.post(ingestUrl, changed(2))).body).toEqual({ status: 'quarantined' });
});

test('what a reverse proxy adds about the URL is kept without the token', async () => {
  await using relay = await startTestRelay();
  const { ingestUrl } = await relay.connect();
  const path = new URL(ingestUrl).pathname;
  const { status } = await relay.post(ingestUrl, changed(1), {
    'X-Original-URI': `${path}?a=1`,
    'X-Forwarded-Uri': path,
    Referer: ingestUrl,
    'X-Request-Id': 'of-the-proxy',
  });
  expect(status).toBe(200);

  const [{ id }] = (await relay.call('GET', '/v1/quarantine')).body.data;
  const { headers } = (await relay.call('GET', `/v1/quarantine/${id}`)).body;
  expect(headers).toMatchObject({
    'x-original-uri': '/hooks/…?a=1',
    'x-forwarded-uri': '/hooks/…',
    referer: expect.stringMatching(/^http.*\/hooks\/…$/),
    'x-request-id': 'of-the-proxy',
  });
});

test('a relay without the source keeps what comes, says so, and reads it once it has the source', async () => {
  const loaded = await loadSources({
    packages: ['@invoice-relay/envoice'],
    sourceOptions: sourceOptions(systemClock),
  });
  const envoice = loaded.get('envoice') as AnySource;
  await using relay = await startTestRelay({ sources: new SourceRegistry([envoice]) });
  const { id, ingestUrl } = await relay.connect();
  const state = async () => (await relay.call('GET', `/v1/connections/${id}`)).body.verification;
  expect(await state()).toMatchObject({ state: 'waiting' });

  await relay.restart({ sources: new SourceRegistry([]) });
  expect(await state()).toMatchObject({ state: 'source_not_loaded' });
  expect((await fetch(`${relay.url}${new URL(ingestUrl).pathname}`)).status).toBe(200);
  expect((await relay.post(ingestUrl, '')).status).toBe(200);
  expect((await relay.call('GET', '/v1/quarantine')).body.data).toEqual([]);
  // Not every vendor says what happened in the body.
  const voided = await fetch(`${relay.url}${new URL(ingestUrl).pathname}`, { method: 'DELETE' });
  expect(await voided.json()).toEqual({ status: 'quarantined' });
  const [kept] = (await relay.call('GET', '/v1/quarantine')).body.data;
  await relay.call('DELETE', `/v1/quarantine/${kept.id}`);
  const genuine = signedBody(activity({ Id: 7 }));
  expect((await relay.post(ingestUrl, genuine)).body).toEqual({ status: 'quarantined' });
  const forged = signedBody(activity({ Id: 8 }), { secret: 'of-somebody-else' });
  expect((await relay.post(ingestUrl, forged)).status).toBe(200);
  const { data } = (await relay.call('GET', '/v1/quarantine')).body;
  expect(data).toMatchObject([
    { connectionId: id, source: 'envoice', reason: 'source_not_loaded', authentic: false },
    { reason: 'source_not_loaded', detail: expect.stringContaining('RELAY_SOURCES') },
  ]);
  // With an idempotency key, as clients that retry automatically send it: it changes nothing here.
  const retry = async (place: number) => {
    const path = `/v1/quarantine/${data[place].id}/retry`;
    return (await relay.call('POST', path, undefined, { 'idempotency-key': `${place}` })).body;
  };
  expect(await retry(0)).toMatchObject({ status: 'quarantined' });

  await relay.restart({ sources: new SourceRegistry([envoice]) });
  expect(await retry(0)).toMatchObject({ status: 'accepted', events: [expect.any(String)] });
  // It is verified now as it would have been then: Envoice is asked whether it knows it.
  expect(await retry(1)).toMatchObject({ status: 'unconfirmed', events: [] });
  const events = (await relay.call('GET', '/v1/events')).body.data;
  expect(
    events.map((event: { data: { activity: { id: string } } }) => event.data.activity.id),
  ).toEqual(['7']);
});

test('unknown requests that a connection refuses stay in quarantine', async () => {
  const loaded = await loadSources({
    packages: ['@invoice-relay/envoice'],
    sourceOptions: sourceOptions(systemClock),
  });
  await using relay = await startTestRelay({ sources: loaded });
  const { ingestUrl } = await relay.connect({
    verification: { mode: 'signature', unknownSignature: 'refuse' },
  });
  await relay.restart({ sources: new SourceRegistry([]) });
  await relay.post(ingestUrl, signedBody(activity(), { secret: 'of-somebody-else' }));
  await relay.restart({ sources: loaded });
  const [{ id }] = (await relay.call('GET', '/v1/quarantine')).body.data;
  const { body } = await relay.call('POST', `/v1/quarantine/${id}/retry`);
  expect(body).toMatchObject({ status: 'quarantined', events: [] });
  const kept = (await relay.call('GET', `/v1/quarantine/${id}`)).body;
  expect(kept).toMatchObject({ reason: 'signature_unknown', retriedAt: expect.any(String) });
});

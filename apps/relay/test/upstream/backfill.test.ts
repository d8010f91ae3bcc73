import { expect, test } from 'vitest';

import { hours, minutes, seconds } from '../../src/shared/clock/durations.ts';
import { barrier, setUpBackfill } from '../support/backfill-relay.ts';
import { failing, outage, unauthorized } from '../support/played-source.ts';
import { until } from '../support/relay.ts';
import { startSubscriber } from '../support/subscriber.ts';

const day = (date: number, hour = 10) => `2026-11-${date}T${hour}:00:00.000Z`;

test('missing activities become events in order, and the report says which and since when', async () => {
  await using setup = await setUpBackfill([
    [{ id: 14 }, { id: 11, type: 'invoice.created' }],
    [{ id: 10 }, { id: 13 }],
    [{ id: 12, type: 'invoice.created' }, { id: 15 }],
  ]);
  await using subscriber = await startSubscriber();
  await setup.relay.subscribe({ url: subscriber.url, ordering: 'connection' });
  await setup.webhook({ id: 10, createdAt: day(18) });
  await setup.webhook({ id: 14, createdAt: day(20) });

  const answer = await setup.request();
  expect(answer.status).toBe(202);
  expect(answer.body).toEqual({
    id: expect.stringMatching(/^bf_[0-9a-f]{32}$/),
    connectionId: setup.connectionId,
    reason: 'manual',
    status: 'pending',
    from: null,
    progress: { done: 0, total: null },
    unreadable: 0,
    found: 0,
    leftOut: 0,
    missing: 0,
    appended: 0,
    missingTypes: {},
    missingSince: null,
    error: null,
    nextRunAt: expect.any(String),
    createdAt: expect.any(String),
    startedAt: null,
    finishedAt: null,
  });
  const report = await setup.reached('completed');
  expect(report).toMatchObject({
    id: answer.body.id,
    progress: { done: 3, total: 3 },
    found: 6,
    missing: 4,
    appended: 4,
    missingTypes: { 'invoice.created': 2, 'invoice.paid': 2 },
    // Nobody knows when 11 happened: 10 is the last one before it.
    missingSince: { activityId: '11', at: day(18) },
    error: null,
    nextRunAt: null,
    startedAt: expect.any(String),
    finishedAt: expect.any(String),
  });
  expect((await setup.relay.call('GET', `/v1/backfills/${report.id}`)).body).toEqual(report);
  expect(await setup.logged()).toEqual([10, 14, 11, 12, 13, 15]);
  await until(() => expect(subscriber.requests).toHaveLength(6));
  expect(subscriber.activityIds()).toEqual(['10', '14', '11', '12', '13', '15']);
  const metrics = (await setup.relay.call('GET', '/metrics')).body;
  expect(metrics).toContain('invoice_relay_backfilled_activities_total{source="played"} 4');
  expect(metrics).toContain('invoice_relay_backfills_total{outcome="completed"} 1');

  // The second time there is nothing left to find.
  await setup.request();
  await until(async () => expect(await setup.list()).toHaveLength(2));
  expect(await setup.reached('completed')).toMatchObject({ found: 6, missing: 0, appended: 0 });
  expect(await setup.logged()).toHaveLength(6);

  // 15 has no date but that of its discovery: 14 is the last one before 16 whose date is known.
  setup.vendor.documents.push([{ id: 16 }]);
  await setup.request();
  await until(async () => expect(await setup.list()).toHaveLength(3));
  const { missingSince } = await setup.reached('completed');
  expect(missingSince).toEqual({ activityId: '16', at: day(20) });
});

test('the order is that of the positions, even if only some activities have dates', async () => {
  await using setup = await setUpBackfill([
    [{ id: 3 }, { id: 4, createdAt: day(19) }],
    [{ id: 1 }, { id: 2, createdAt: day(18) }],
  ]);
  await setup.request();
  const report = await setup.reached('completed');
  expect(await setup.logged()).toEqual([1, 2, 3, 4]);
  expect(report.missingSince).toEqual({ activityId: '1', at: null });
});

test('if the vendor provides dates, the report has the date of the first missing activity', async () => {
  await using setup = await setUpBackfill([[{ id: 2, createdAt: day(19) }, { id: 3 }]]);
  await setup.webhook({ id: 1, createdAt: day(18) });
  await setup.request();
  const { missingSince } = await setup.reached('completed');
  expect(missingSince).toEqual({ activityId: '2', at: day(19) });
});

test('what arrives by webhook during the backfill is one event, and was not missing', async () => {
  await using setup = await setUpBackfill([[0, 1, 2].map((id) => ({ id })), [{ id: 3 }]]);
  const pause = barrier();
  setup.vendor.beforeStep = ({ index }) => (index === 1 ? pause.wait() : undefined);
  await setup.webhook({ id: 0 });
  await setup.request();
  await pause.reached;
  expect((await setup.list())[0]).toMatchObject({
    status: 'running',
    progress: { done: 1, total: 2 },
    found: 3,
    missing: 2,
    appended: 0,
  });
  await setup.webhook({ id: 1 });
  pause.open();
  expect(await setup.reached('completed')).toMatchObject({
    found: 4,
    missing: 2,
    appended: 2,
    missingTypes: { 'invoice.paid': 2 },
    missingSince: { activityId: '2' },
  });
  expect(await setup.logged()).toEqual([0, 1, 2, 3]);
  expect((await setup.webhook({ id: 2 })).status).toBe(200);
  expect(await setup.logged()).toEqual([0, 1, 2, 3]);
});

test('while one is open, another request returns it', async () => {
  await using setup = await setUpBackfill([[{ id: 1 }], [{ id: 2 }]]);
  const pause = barrier();
  setup.vendor.beforeStep = () => pause.wait();
  const first = await setup.request();
  await pause.reached;
  const second = await setup.request({ from: '2026-11-01' });
  expect([second.status, second.body.id, second.body.from]).toEqual([200, first.body.id, null]);
  pause.open();
  await setup.reached('completed');
  expect((await setup.request()).status).toBe(202);
});

test('an outage delays it: it continues where it stopped, and says why it waits', async () => {
  await using setup = await setUpBackfill([[{ id: 1 }], [{ id: 2 }], [{ id: 3 }]]);
  setup.vendor.beforeStep = failing({ at: 1, times: 2, error: outage() });
  await setup.request();
  const waiting = (milliseconds: number) =>
    until(async () => {
      const [backfill] = await setup.list();
      expect(backfill).toMatchObject({
        status: 'running',
        progress: { done: 1 },
        error: expect.stringContaining('The vendor was asked too often.'),
      });
      const wait = Date.parse(backfill.nextRunAt) - setup.relay.clock.now();
      expect(Math.abs(wait - milliseconds)).toBeLessThan(5 * seconds);
    });
  await waiting(30 * seconds);
  setup.relay.clock.pass(31 * seconds);
  await waiting(2 * minutes);
  expect(setup.vendor.asked).toEqual([0]);
  setup.relay.clock.pass(2 * minutes);
  expect(await setup.reached('completed')).toMatchObject({ error: null, appended: 3 });
  expect(setup.vendor.asked).toEqual([0, 1, 2]);
  expect(setup.vendor.walks).toEqual([null, { next: 1 }, { next: 1 }]);
});

test('it waits as long as the vendor asks', async () => {
  await using setup = await setUpBackfill([[{ id: 1 }]]);
  setup.vendor.beforeStep = failing({ at: 0, times: 1, error: outage(45 * minutes) });
  await setup.request();
  await until(async () => expect((await setup.list())[0].error).toMatch('asked too often'));
  const wait = Date.parse((await setup.list())[0].nextRunAt) - setup.relay.clock.now();
  expect(Math.abs(wait - 45 * minutes)).toBeLessThan(5 * seconds);
  setup.relay.clock.pass(44 * minutes);
  setup.relay.clock.pass(2 * minutes);
  await setup.reached('completed');
  expect(setup.vendor.walks).toHaveLength(2);
});

test('credentials that the vendor refuses fail it, and it says how to fix that', async () => {
  await using setup = await setUpBackfill([[{ id: 3 }, { id: 1 }], [{ id: 2 }]]);
  setup.vendor.beforeStep = failing({ at: 1, times: 1, error: unauthorized() });
  await setup.request();
  const { error, ...report } = await setup.reached('failed');
  expect(error).toContain('The vendor does not take the credentials.');
  expect(error).toContain(`PATCH /v1/connections/${setup.connectionId}`);
  // What it found by then is not lost, and it says so.
  expect(error).toContain('became events (2 activities); a new backfill finds the rest.');
  expect(report).toMatchObject({ appended: 2, missing: 2, missingSince: { activityId: '1' } });
  expect(await setup.logged()).toEqual([1, 3]);
  const metrics = (await setup.relay.call('GET', '/metrics')).body;
  expect(metrics).toContain('invoice_relay_backfilled_activities_total{source="played"} 2');
  expect(metrics).toContain('invoice_relay_backfills_total{outcome="failed"} 1');
  // Once this is fixed, a new one finds the rest.
  await setup.request();
  expect(await setup.reached('completed')).toMatchObject({ appended: 1, error: null });
  expect(await setup.logged()).toEqual([1, 3, 2]);
});

test('a failing source is treated like a failing vendor', async () => {
  await using setup = await setUpBackfill([[{ id: 1 }]]);
  setup.vendor.beforeStep = () => {
    throw new TypeError('cannot read properties of undefined');
  };
  await setup.request();
  await until(async () =>
    expect((await setup.list())[0].error).toMatch('could not understand its vendor'),
  );
  setup.vendor.beforeStep = () => {};
  setup.relay.clock.pass(31 * seconds);
  await setup.reached('completed');
});

test('after about a day without a response from the vendor it gives up', async () => {
  await using setup = await setUpBackfill([[{ id: 1 }], [{ id: 2 }]]);
  setup.vendor.beforeStep = failing({ at: 1, times: 1_000, error: outage() });
  await setup.request();
  for (let count = 1; count < 24; count += 1) {
    await until(() => expect(setup.vendor.walks).toHaveLength(count));
    await until(async () =>
      expect(Date.parse((await setup.list())[0].nextRunAt)).toBeGreaterThan(
        setup.relay.clock.now(),
      ),
    );
    setup.relay.clock.pass(61 * minutes);
  }
  const { error } = await setup.reached('failed');
  expect(error).toMatch(/about a day.*start a new one.*became events \(1 activity\)/);
  expect(await setup.logged()).toEqual([1]);
});

test('unreadable documents are counted, and stop nothing', async () => {
  await using setup = await setUpBackfill([1, 2, 3, 4, 5, 6].map((id) => [{ id }]));
  setup.vendor.unreadable = { 0: 'It is broken.', 2: 'x'.repeat(5_000), 3: 'No.', 4: 'No.' };
  setup.vendor.beforeStep = failing({ at: 3, times: 1, error: outage() });
  await setup.request();
  await until(async () => expect((await setup.list())[0].error).toMatch('asked too often'));
  expect((await setup.list())[0]).toMatchObject({ status: 'running', unreadable: 2 });
  await setup.relay.restart();
  setup.relay.clock.pass(31 * seconds);
  const report = await setup.reached('completed');
  expect(report).toMatchObject({ unreadable: 4, found: 2, appended: 2 });
  expect(report.error).toBe(
    `4 documents could not be read: invoice 0 (It is broken.), invoice 2 (${'x'.repeat(200)}), invoice 3 (No.), …. A new backfill tries them again.`,
  );
  setup.vendor.unreadable = {};
  await setup.request();
  await until(async () => expect(await setup.list()).toHaveLength(2));
  expect(await setup.reached('completed')).toMatchObject({ unreadable: 0, appended: 4 });
});

test('one that waits for its vendor ends when its connection is deleted', async () => {
  await using setup = await setUpBackfill([[{ id: 1 }], [{ id: 2 }]]);
  setup.vendor.beforeStep = failing({ at: 1, times: 1, error: outage(23 * hours) });
  await setup.request();
  await until(async () => expect((await setup.list())[0].error).toMatch('asked too often'));
  await setup.relay.call('DELETE', `/v1/connections/${setup.connectionId}`);
  setup.relay.clock.pass(11 * minutes);
  expect((await setup.reached('failed')).error).toBe('The connection was deleted.');
  expect(setup.vendor.walks).toHaveLength(1);
});

test('once the connection is deleted, a failing vendor is not waited for', async () => {
  await using setup = await setUpBackfill([[{ id: 1 }], [{ id: 2 }]]);
  const pause = barrier();
  setup.vendor.beforeStep = async ({ index }) => {
    if (index === 0) return;
    await pause.wait();
    throw unauthorized();
  };
  await setup.request();
  await pause.reached;
  await setup.relay.call('DELETE', `/v1/connections/${setup.connectionId}`);
  pause.open();
  expect((await setup.reached('failed')).error).toBe('The connection was deleted.');
  expect(await setup.logged()).toEqual([]);
});

test('it ends when its connection is deleted during the work', async () => {
  await using setup = await setUpBackfill([[{ id: 1 }], [{ id: 2 }]]);
  const pause = barrier();
  setup.vendor.beforeStep = ({ index }) => (index === 1 ? pause.wait() : undefined);
  await setup.request();
  await pause.reached;
  await setup.relay.call('DELETE', `/v1/connections/${setup.connectionId}`);
  pause.open();
  expect((await setup.reached('failed')).error).toMatch('The connection was deleted');
  expect(await setup.logged()).toEqual([]);
  expect(await setup.relay.rows('SELECT * FROM "backfill_finds"')).toEqual([]);
  expect((await setup.request()).status).toBe(404);
});

test('a restart midway continues from the last saved step', async () => {
  await using setup = await setUpBackfill([[{ id: 3 }], [{ id: 1 }], [{ id: 2 }]]);
  const pause = barrier();
  // A request to the vendor in progress ends with the relay.
  setup.vendor.beforeStep = async ({ index, signal }) => {
    if (index !== 2 || setup.vendor.walks.length > 1) return;
    signal.addEventListener('abort', () => pause.open());
    await pause.wait();
    signal.throwIfAborted();
  };
  const { body } = await setup.request();
  await pause.reached;
  await setup.relay.restart();
  expect(await setup.reached('completed')).toMatchObject({ id: body.id, found: 3, appended: 3 });
  expect(setup.vendor.walks).toEqual([null, { next: 2 }]);
  expect(await setup.logged()).toEqual([1, 2, 3]);
});

test('invalid requests are refused with an explanation', async () => {
  await using setup = await setUpBackfill();
  const { relay } = setup;
  const other = await relay.connect({ source: 'webhooks-only', credentials: {} });
  const refused = await relay.call('POST', `/v1/connections/${other.id}/backfill`);
  expect([refused.status, refused.body.code]).toEqual([409, 'backfill_not_offered']);
  expect(refused.body.detail).toContain('Webhooks Only');
  for (const body of [
    { from: 'yesterday' },
    { from: '2026-13-45' },
    { from: '2026-02-30' },
    { from: '2026-02-29T10:00:00Z' },
    { from: new Date(relay.clock.now() + hours).toISOString() },
    { to: '2026-11-20' },
  ]) {
    const answer = await setup.request(body);
    expect([answer.status, answer.body.errors.length]).toEqual([400, 1]);
  }
  for (const [method, path] of [
    ['POST', '/v1/connections/con_none/backfill'],
    ['GET', '/v1/connections/con_none/backfills'],
    ['GET', '/v1/backfills/bf_none'],
  ] as const) {
    expect((await relay.call(method, path)).status).toBe(404);
  }
  expect(await setup.list()).toEqual([]);
});

test('only administrators start one, and readers can see it', async () => {
  await using setup = await setUpBackfill([[{ id: 1 }]]);
  const { relay } = setup;
  const { body: key } = await relay.call('POST', '/v1/api-keys', { name: 'n8n', scopes: ['read'] });
  const headers = { authorization: `Bearer ${key.key}` };
  const path = `/v1/connections/${setup.connectionId}/backfill`;
  expect((await relay.call('POST', path, undefined, headers)).status).toBe(403);
  expect((await relay.call('GET', `${path}s`, undefined, headers)).status).toBe(200);
});

test('lists newest first, in pages; an Idempotency-Key creates no second one', async () => {
  await using setup = await setUpBackfill([[{ id: 1 }]]);
  const ids: string[] = [];
  const path = `/v1/connections/${setup.connectionId}/backfill`;
  for (let count = 0; count < 3; count += 1) {
    setup.relay.clock.pass(1 * seconds);
    const headers = { 'idempotency-key': `key-${count}` };
    const answer = await setup.relay.call('POST', path, {}, headers);
    expect(answer.status).toBe(202);
    ids.unshift(answer.body.id);
    await setup.reached('completed');
    const again = await setup.relay.call('POST', path, {}, headers);
    expect([again.status, again.body.id]).toEqual([202, ids[0]]);
  }
  const first = await setup.relay.call('GET', `${path}s?limit=2`);
  const second = await setup.relay.call('GET', `${path}s?limit=2&after=${first.body.next}`);
  const listed = [...first.body.data, ...second.body.data].map(({ id }) => id);
  expect([listed, second.body.next]).toEqual([ids, null]);
});

test('/openapi.json describes it', async () => {
  await using setup = await setUpBackfill();
  const { paths, components } = (await setup.relay.call('GET', '/openapi.json')).body;
  const start = paths['/v1/connections/{id}/backfill'].post;
  expect(Object.keys(start.responses)).toEqual(
    expect.arrayContaining(['200', '202', '400', '403', '404', '409']),
  );
  expect(start.requestBody.required).toBe(false);
  expect(paths).toHaveProperty(['/v1/connections/{id}/backfills', 'get']);
  expect(paths).toHaveProperty(['/v1/backfills/{id}', 'get']);
  expect(Object.keys(components.schemas.Backfill.properties)).toContain('missingSince');
});

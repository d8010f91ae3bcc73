import { expect, test } from 'vitest';

import { hours, minutes, seconds } from '../../src/shared/clock/durations.ts';
import { setUpBackfill } from '../support/backfill-relay.ts';
import type { BackfillSetup } from '../support/backfill-relay.ts';
import { until } from '../support/relay.ts';

/** The vendor knows 1 to 9; the connection was created when 4 happened. */
async function setUp(): Promise<BackfillSetup> {
  const setup = await setUpBackfill([[1, 2, 3, 4, 5, 6, 7, 8, 9].map((id) => ({ id }))]);
  await setup.webhook({ id: 4 });
  return setup;
}

async function finished(setup: BackfillSetup, count: number) {
  await until(async () => expect(await setup.list()).toHaveLength(count));
  return setup.reached('completed');
}

/** Waits until everything a trigger began is done, and expects no backfill from it. */
async function nothingHappened(setup: BackfillSetup, count = 0): Promise<void> {
  // One webhook and two reads later, any immediate effect has happened.
  await setup.webhook({ id: 4 });
  await setup.list();
  await setup.checked();
  expect(await setup.list()).toHaveLength(count);
}

test('once a day, for what is newer than the first webhook', async () => {
  await using setup = await setUp();
  setup.relay.clock.pass(23 * hours);
  await nothingHappened(setup);
  setup.relay.clock.pass(1 * hours + 16 * minutes);
  expect(await finished(setup, 1)).toMatchObject({
    reason: 'interval',
    from: null,
    found: 6,
    missing: 5,
    appended: 5,
  });
  expect(await setup.logged()).toEqual([4, 5, 6, 7, 8, 9]);
  setup.relay.clock.pass(23 * hours);
  await nothingHappened(setup, 1);
  setup.relay.clock.pass(1 * hours + 16 * minutes);
  expect(await finished(setup, 2)).toMatchObject({ reason: 'interval', missing: 0 });
});

test('when the relay was down, although earlier ones were dated by a clock that was ahead', async () => {
  await using setup = await setUp();
  const { relay } = setup;
  relay.clock.pass(144 * hours);
  await finished(setup, 1);
  await setup.checked();
  relay.clock.pass(-144 * hours);
  await relay.restart();
  await setup.checked();
  relay.clock.pass(1 * hours + 1 * minutes);
  await until(async () => {
    const all = await setup.list();
    expect(all.map(({ status }) => status)).toEqual(['completed', 'completed']);
  });
});

test('once a day for a source without positions too, for what is dated since its connection was created', async () => {
  await using setup = await setUpBackfill([], { positions: false });
  const { relay, vendor } = setup;
  const made = relay.clock.now();
  const at = (offset: number) => new Date(made + offset).toISOString();
  vendor.documents.push([
    { id: 'b-before', createdAt: at(-1 * hours) },
    { id: 'a-after', createdAt: at(1 * hours) },
    { id: 'u-undated' },
  ]);
  relay.clock.pass(24 * hours + 16 * minutes);
  expect(await finished(setup, 1)).toMatchObject({
    reason: 'interval',
    from: expect.any(String),
    found: 1,
    appended: 1,
    leftOut: 2,
  });
  expect(await setup.loggedIds()).toEqual(['a-after']);
});

test('when a connection that was quiet for six hours comes back', async () => {
  await using setup = await setUp();
  setup.relay.clock.pass(5 * hours);
  await setup.webhook({ id: 5 });
  await nothingHappened(setup);
  setup.relay.clock.pass(6 * hours + 1 * seconds);
  await setup.webhook({ id: 8 });
  expect(await finished(setup, 1)).toMatchObject({ reason: 'returned', missing: 3 });
  expect(await setup.logged()).toEqual([4, 5, 8, 6, 7, 9]);
});

test('when webhooks were refused and one is accepted again', async () => {
  await using setup = await setUp();
  const forged = await setup.webhook({ id: 5 }, { 'x-forged': '1' });
  expect(forged.status).toBe(401);
  await nothingHappened(setup);
  await setup.webhook({ id: 6 });
  expect(await finished(setup, 1)).toMatchObject({ reason: 'returned', missing: 4 });
});

test('when the relay was down', async () => {
  await using setup = await setUp();
  await setup.relay.restart();
  expect(await finished(setup, 1)).toMatchObject({ reason: 'returned', missing: 5 });
});

test('a relay that was down remembers when a connection was last heard from', async () => {
  await using setup = await setUp();
  await setup.relay.restart();
  await finished(setup, 1);
  setup.relay.clock.pass(7 * hours);
  await setup.webhook({ id: 10 });
  expect(await finished(setup, 2)).toMatchObject({ reason: 'returned' });
});

test('never two within an hour: the second waits, unless it was requested', async () => {
  await using setup = await setUp();
  await setup.relay.restart();
  const first = await finished(setup, 1);
  await setup.webhook({ id: 11 }, { 'x-forged': '1' });
  await setup.webhook({ id: 12 });
  await until(async () => expect(await setup.list()).toHaveLength(2));
  const [second] = await setup.list();
  expect(second).toMatchObject({ status: 'pending', reason: 'returned', startedAt: null });
  expect(Date.parse(second.nextRunAt) - Date.parse(first.startedAt)).toBe(1 * hours);

  const asked = await setup.request();
  expect([asked.status, asked.body.id, asked.body.reason]).toEqual([200, second.id, 'manual']);
  // Everything the vendor knows, now that a backfill was requested.
  expect(await finished(setup, 2)).toMatchObject({ id: second.id, found: 9, missing: 3 });
});

test('a backfill that waited for its hour begins then', async () => {
  await using setup = await setUp();
  await setup.relay.restart();
  await finished(setup, 1);
  await setup.relay.restart();
  await until(async () => expect(await setup.list()).toHaveLength(2));
  expect((await setup.list())[0].status).toBe('pending');
  setup.relay.clock.pass(61 * minutes);
  await finished(setup, 2);
});

test('never before the first webhook, or where no backfill is offered', async () => {
  await using setup = await setUpBackfill([[{ id: 1 }, { id: 2 }]]);
  const other = await setup.relay.connect({ source: 'webhooks-only', credentials: {} });
  await setup.relay.post(other.ingestUrl, '{"id": 7}');
  await setup.relay.restart();
  setup.relay.clock.pass(30 * hours);
  await setup.relay.post(other.ingestUrl, '{"id": 8}');
  await setup.checked();
  expect(await setup.list()).toEqual([]);
  expect(setup.vendor.walks).toEqual([]);
  // What a requested backfill brought says nothing about when it was connected.
  await setup.request();
  await finished(setup, 1);
  await setup.relay.restart();
  setup.relay.clock.pass(30 * hours);
  await setup.relay.post(other.ingestUrl, '{"id": 9}');
  await setup.checked();
  expect(await setup.list()).toHaveLength(1);
});

test('a backfill that finds nothing missing is silent', async () => {
  await using setup = await setUpBackfill([[{ id: 4 }]]);
  await setup.webhook({ id: 4 });
  const lines = () =>
    setup.relay
      .log()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
      .filter(({ backfillId }) => backfillId !== undefined);
  await setup.relay.restart();
  await finished(setup, 1);
  await until(() => expect(lines()).toHaveLength(2));
  expect(lines().map(({ level }) => level)).toEqual(['debug', 'debug']);

  setup.vendor.documents = [[{ id: 4 }, { id: 5 }]];
  await setup.request();
  await finished(setup, 2);
  await until(() => expect(lines()).toHaveLength(4));
  expect(lines().at(-1)).toMatchObject({
    level: 'info',
    msg: 'backfill completed',
    connectionId: setup.connectionId,
    missing: 1,
    since: { activityId: '5' },
    types: { 'invoice.paid': 1 },
  });
});

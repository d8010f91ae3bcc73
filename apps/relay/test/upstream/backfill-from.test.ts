import { join } from 'node:path';

import BetterSqlite3 from 'better-sqlite3';
import { expect, test } from 'vitest';

import { setUpBackfill } from '../support/backfill-relay.ts';
import { engine } from '../support/engine.ts';
import { until } from '../support/relay.ts';

const day = (date: number, hour = 10) => `2026-11-${date}T${hour}:00:00.000Z`;

test('"from" omits what precedes the last activity known before that moment', async () => {
  await using setup = await setUpBackfill([[1, 2, 3, 4, 5, 6, 7].map((id) => ({ id }))]);
  await setup.webhook({ id: 2, createdAt: day(17) });
  await setup.webhook({ id: 4, createdAt: day(18) });
  await setup.webhook({ id: 6, createdAt: day(19, 11) });
  const { body } = await setup.request({ from: '2026-11-19' });
  expect(body.from).toBe('2026-11-19T00:00:00.000Z');
  expect(await setup.reached('completed')).toMatchObject({ found: 3, missing: 2 });
  expect(await setup.logged()).toEqual([2, 4, 6, 5, 7]);
  // None is known from before: all of them.
  await setup.request({ from: day(16) });
  await until(async () => expect(await setup.list()).toHaveLength(2));
  expect(await setup.reached('completed')).toMatchObject({ found: 7, missing: 2 });
});

test('"from" omits what is dated before it, even if no position is known from before', async () => {
  await using setup = await setUpBackfill([
    [{ id: 1, createdAt: day(11) }, { id: 2 }, { id: 3, createdAt: day(19) }],
  ]);
  await setup.request({ from: '2026-11-19' });
  // 2 has no date, and might be from after it.
  expect(await setup.reached('completed')).toMatchObject({ found: 2, missing: 2, leftOut: 1 });
  expect(await setup.logged()).toEqual([2, 3]);
});

test('a source without positions goes by dates: "from" never brings the whole history', async () => {
  await using setup = await setUpBackfill(
    [
      [{ id: 'e-old', createdAt: day(12) }, { id: 'c-undated' }],
      [
        { id: 'a-edge', createdAt: '2026-11-19T00:00:00.000Z' },
        { id: 'b-before', createdAt: '2026-11-18T23:59:59.999Z' },
      ],
      [{ id: 'd-new', createdAt: day(20) }],
    ],
    { positions: false },
  );
  await setup.webhook({ id: 'z-known', createdAt: day(18) });
  await setup.request({ from: '2026-11-19' });
  expect(await setup.reached('completed')).toMatchObject({
    from: '2026-11-19T00:00:00.000Z',
    found: 2,
    missing: 2,
    appended: 2,
    leftOut: 3,
  });
  expect(await setup.loggedIds()).toEqual(['z-known', 'a-edge', 'd-new']);
  // Everything, if requested.
  await setup.request();
  await until(async () => expect(await setup.list()).toHaveLength(2));
  expect(await setup.reached('completed')).toMatchObject({ found: 5, missing: 3, leftOut: 0 });
});

test('"from" omits activities that the source fails to read', async () => {
  await using setup = await setUpBackfill([[{ id: 'a', createdAt: day(20) }, { id: 'b' }]], {
    positions: false,
  });
  const { normalize } = setup.vendor.source;
  setup.vendor.source.normalize = (activity, context) => {
    if (activity.id === 'b') throw new TypeError('cannot read properties of undefined');
    return normalize(activity, context);
  };
  await setup.request({ from: '2026-11-19' });
  expect(await setup.reached('completed')).toMatchObject({ found: 1, leftOut: 1, appended: 1 });
});

function isHeldBySomebody(path: string): boolean {
  const other = new BetterSqlite3(path, { timeout: 0 });
  try {
    other.exec('BEGIN IMMEDIATE; ROLLBACK');
    return false;
  } catch {
    return true;
  } finally {
    other.close();
  }
}

test.skipIf(engine === 'postgres')(
  'nobody waits while the log is read, nor with an Idempotency-Key',
  async () => {
    await using setup = await setUpBackfill();
    const { relay, vendor, connectionId } = setup;
    await setup.webhook({ id: 2, createdAt: day(17) });
    const path = join(relay.folder, 'relay.sqlite');
    const held: boolean[] = [];
    vendor.onPosition = () => held.push(isHeldBySomebody(path));
    const url = `/v1/connections/${connectionId}/backfill`;
    const ask = (key: string) =>
      relay.call('POST', url, { from: day(18) }, { 'idempotency-key': key });
    // Something else may be writing at that moment, but not every time.
    await until(async () => {
      const { status } = await ask(`key-${held.length}`);
      expect([200, 202]).toContain(status);
      expect(held).toContain(false);
    });
    const first = await ask('repeated');
    const again = await ask('repeated');
    expect([again.status, again.body]).toEqual([first.status, first.body]);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
  },
);

import { expect, test } from 'vitest';

import { openTestApp } from '../support/test-app.ts';
import { HealthService } from '../../src/http/resources/health/health.service.ts';
import { Readiness } from '../../src/http/resources/health/readiness.ts';
import { ProjectorSignal } from '../../src/pipeline/project/projector-signal.ts';

const get = (url: string) => ({ url, key: null }) as const;

test('a running relay is alive and ready, without a key', async () => {
  await using relay = await openTestApp();
  expect((await relay.call(get('/healthz'))).json).toEqual({ status: 'ok', checks: {} });
  const ready = await relay.call(get('/readyz'));
  expect(ready.status).toBe(200);
  expect(ready.json).toEqual({
    status: 'ok',
    checks: { database: 'ok', storage: 'ok', migrations: 'ok', encryptionKey: 'ok', running: 'ok' },
  });
});

test('a stopping relay is alive, but not ready', async () => {
  await using relay = await openTestApp();
  relay.app.get(Readiness).stop();
  expect((await relay.call(get('/healthz'))).status).toBe(200);
  const ready = await relay.call(get('/readyz'));
  expect(ready.status).toBe(503);
  expect(ready.json).toMatchObject({ status: 'unavailable', checks: { running: 'failed' } });
});

test('a relay whose database is not migrated is not ready', async () => {
  await using relay = await openTestApp();
  await relay.database.write((transaction) => transaction.query('DELETE FROM "migrations"'));
  const ready = await relay.call(get('/readyz'));
  expect([ready.status, ready.json.checks]).toEqual([
    503,
    { database: 'ok', storage: 'ok', migrations: 'failed', encryptionKey: 'ok', running: 'ok' },
  ]);
});

test('a relay whose database fails is not ready', async () => {
  await using relay = await openTestApp();
  relay.database.read = () => Promise.reject(new Error('disk I/O error'));
  const ready = await relay.call(get('/readyz'));
  expect([ready.status, ready.json.checks]).toEqual([
    503,
    { database: 'failed', storage: 'ok', migrations: 'failed', encryptionKey: 'ok', running: 'ok' },
  ]);
  expect(ready.text).not.toContain('disk');
  expect((await relay.call(get('/healthz'))).status).toBe(200);
});

test('with an unresponsive database it says so in time, and asks nothing more until it responds', async () => {
  await using relay = await openTestApp();
  const { promise: answering, resolve: answer } = Promise.withResolvers<void>();
  const read = relay.database.read.bind(relay.database);
  let asked = 0;
  relay.database.read = async (work) => {
    asked += 1;
    await answering;
    return read(work);
  };
  const health = new HealthService(relay.database, new Readiness(), { role: 'api' });
  for (const times of [1, 2]) {
    expect([times, await health.check({ withinMs: 1 })]).toEqual([
      times,
      {
        status: 'unavailable',
        checks: { database: 'failed', running: 'ok' },
        reasons: { database: 'The database does not respond.' },
      },
    ]);
  }
  expect(asked).toBe(1);
  answer();
  await expect.poll(async () => (await health.check()).status).toBe('ok');
});

test.each([
  ['all', 'failed'],
  ['worker', 'failed'],
  ['api', undefined],
] as const)('the projector of a process with the role %s is %s', async (role, projector) => {
  await using relay = await openTestApp();
  const signal = new ProjectorSignal();
  signal.isFailing = true;
  const health = new HealthService(relay.database, new Readiness(), { role }, undefined, signal);
  const { status, checks } = await health.check();
  expect([status, checks['projector']]).toEqual([
    projector === undefined ? 'ok' : 'unavailable',
    projector,
  ]);
});

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { startTestRelay, until } from '../support/relay.ts';
import { startSubscriber } from '../support/subscriber.ts';
import { activity, signedBody } from '../support/vendor.ts';

const driver = createRequire(import.meta.url).resolve('better-sqlite3');

/** Another process, such as a backup tool, that holds a database's lock until it is released. */
async function holdLock(path: string): Promise<{ release(): Promise<void> }> {
  const script = `
    const database = new (require(process.argv[1]))(process.argv[2]);
    database.exec('BEGIN IMMEDIATE');
    process.stdout.write('held');
    process.stdin.once('data', () => { database.exec('ROLLBACK'); process.exit(0); });
  `;
  const child = spawn(process.execPath, ['-e', script, driver, path], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  return {
    async release() {
      const ended = once(child, 'exit');
      child.stdin.write('release');
      await ended;
    },
  };
}

const turnMs = 25;

/**
 * How many of the turns that this thread gets every 25 ms passed during some work. On a busy machine
 * there are fewer of them per second, so that a limit means the same on every machine; while
 * something blocks the thread, there are none.
 */
async function turnsOf<T>(
  work: Promise<T>,
): Promise<{ readonly answer: T; readonly turns: number }> {
  let turns = 0;
  const timer = setInterval(() => {
    turns += 1;
  }, turnMs);
  const answer = await work;
  clearInterval(timer);
  return { answer, turns };
}

/** Waits for a lock end within about a second, and let others have the thread meanwhile. */
const aboutSecond = { least: 2, most: 2_500 / turnMs } as const;
const atOnce = { most: 500 / turnMs } as const;

test('another process holds the inbox: 503 within about a second, liveness at once, nothing lost', async () => {
  await using relay = await startTestRelay();
  await using subscriber = await startSubscriber();
  const { ingestUrl } = await relay.connect();
  await relay.subscribe({ url: subscriber.url });
  await relay.post(ingestUrl, signedBody(activity()));
  const bodies = Array.from({ length: 20 }, () => signedBody(activity()));
  const lock = await holdLock(join(relay.folder, 'relay.sqlite.inbox'));

  const posts = bodies.map((body) => turnsOf(relay.post(ingestUrl, body)));
  const health = await turnsOf(relay.call('GET', '/healthz'));
  expect(health.answer.status).toBe(200);
  expect(health.turns).toBeLessThan(atOnce.most);
  for (const { answer, turns } of await Promise.all(posts)) {
    expect([answer.status, answer.body.code]).toEqual([503, 'storage_unavailable']);
    expect(answer.headers.get('retry-after')).toMatch(/^\d+$/);
    expect(turns).toBeGreaterThanOrEqual(aboutSecond.least);
    expect(turns).toBeLessThan(aboutSecond.most);
  }
  expect((await relay.call('GET', '/readyz')).status).toBe(503);

  await lock.release();
  expect((await relay.call('GET', '/readyz')).status).toBe(200);
  // The vendor resends whatever was not acknowledged.
  for (const body of bodies) expect((await relay.post(ingestUrl, body)).status).toBe(200);
  await until(() => expect(subscriber.requests).toHaveLength(bodies.length + 1));
  expect((await relay.call('GET', '/v1/events')).body.data).toHaveLength(bodies.length + 1);
});

test('another process holds the database: webhooks are accepted, changes get 503, liveness responds at once', async () => {
  await using relay = await startTestRelay();
  await using subscriber = await startSubscriber();
  const { ingestUrl } = await relay.connect();
  await relay.subscribe({ url: subscriber.url });
  await relay.post(ingestUrl, signedBody(activity()));
  const lock = await holdLock(join(relay.folder, 'relay.sqlite'));

  const change = turnsOf(relay.call('POST', '/v1/api-keys', { name: 'n8n', scopes: ['read'] }));
  // What is waiting for the projector is safe in the inbox.
  const token = new URL(ingestUrl).pathname;
  const taken = await turnsOf(
    fetch(`${relay.url}${token}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: signedBody(activity()),
    }),
  );
  expect(taken.answer.status).toBe(200);
  expect(taken.turns).toBeLessThan(1_000 / turnMs);
  for (let count = 0; count < 5; count += 1) {
    const health = await turnsOf(relay.call('GET', '/healthz'));
    expect(health.answer.status).toBe(200);
    expect(health.turns).toBeLessThan(atOnce.most);
  }
  const { answer, turns } = await change;
  expect([answer.status, answer.body.code]).toEqual([503, 'storage_unavailable']);
  expect(answer.headers.get('retry-after')).toMatch(/^\d+$/);
  expect(turns).toBeGreaterThanOrEqual(aboutSecond.least);
  expect(turns).toBeLessThan(aboutSecond.most);
  expect((await relay.call('GET', '/readyz')).status).toBe(503);

  await lock.release();
  await until(async () => expect((await relay.call('GET', '/readyz')).status).toBe(200));
  await until(() => expect(subscriber.requests).toHaveLength(2));
});

test('another process holds the database at a connection’s first webhook: 503 within about a second', async () => {
  await using relay = await startTestRelay();
  const { ingestUrl } = await relay.connect();
  const lock = await holdLock(join(relay.folder, 'relay.sqlite'));
  const body = signedBody(activity());
  const { answer, turns } = await turnsOf(relay.post(ingestUrl, body));
  await lock.release();
  expect([answer.status, answer.body.code]).toEqual([503, 'storage_unavailable']);
  expect(turns).toBeGreaterThanOrEqual(aboutSecond.least);
  expect(turns).toBeLessThan(aboutSecond.most);
  expect((await relay.post(ingestUrl, body)).status).toBe(200);
  expect((await relay.call('GET', '/v1/events')).body.data).toHaveLength(1);
});

import { randomInt } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';

import pg from 'pg';
import { expect, test } from 'vitest';

import {
  call,
  connection,
  eventually,
  kill,
  relaysOnPostgres,
  start,
} from '../support/postgres-relays.ts';
import type { RelayProcess } from '../support/relay-process.ts';
import { freePort } from '../faults/support/relay-host.ts';
import { startSubscriber } from '../support/subscriber.ts';
import { activity, signedBody } from '../support/vendor.ts';

const server = relaysOnPostgres();

/** How many activities follow while something else happens. */
const meanwhile = 100;

/**
 * Posts activities of several invoices, in sequence for each, as a vendor does: until acknowledged.
 * Their number does not depend on how long anything takes: a slow machine does not get more to do.
 */
function vendors(options: {
  readonly path: string;
  readonly invoices: number;
  /** Where to post next. */
  readonly url: () => string;
}) {
  const acknowledged: string[] = [];
  let begun = 0;
  let wanted = 0;
  const stop = new AbortController();
  const statuses = new Set<number>();
  const vendor = async (invoice: number): Promise<void> => {
    while (!stop.signal.aborted) {
      // Slowly: the machine has other work to do as well.
      await setTimeout(50);
      if (begun >= wanted) continue;
      begun += 1;
      const made = activity({ InvoiceId: invoice });
      const body = signedBody(made);
      for (;;) {
        const answer = await fetch(`${options.url()}${options.path}`, {
          method: 'POST',
          body,
        }).catch(() => null);
        if (answer !== null) statuses.add(answer.status);
        if (answer?.status === 200) break;
        await setTimeout(50);
      }
      acknowledged.push(String(made.Id));
    }
  };
  const all = Promise.all(
    Array.from({ length: options.invoices }, (_, index) => vendor(index + 1)),
  );
  return {
    acknowledged,
    statuses,
    /** Waits for that many more; others follow, so that whatever comes next is in the middle. */
    async moreThan(count: number) {
      const enough = acknowledged.length + count;
      wanted = enough + meanwhile;
      await eventually(() => expect(acknowledged.length).toBeGreaterThan(enough));
    },
    async stop() {
      stop.abort();
      await all;
    },
  };
}

async function rows(url: string, text: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

/**
 * Everything acknowledged is in the log once; every delivery of it was made, in the order of its
 * invoice.
 */
async function expectBalance(options: {
  readonly url: string;
  readonly acknowledged: readonly string[];
  readonly subscribers: readonly Awaited<ReturnType<typeof startSubscriber>>[];
  readonly invoices: number;
}) {
  const { url, acknowledged, subscribers, invoices } = options;
  await eventually(async () => {
    const left = await rows(
      url,
      `SELECT (SELECT count(*) FROM "inbox")::int AS "inbox", (SELECT count(*) FROM "lanes")::int AS "lanes"`,
    );
    expect(left).toEqual([{ inbox: 0, lanes: 0 }]);
  });
  const events = await rows(
    url,
    'SELECT "activity_id" AS "id", count(*)::int AS "count" FROM "events" GROUP BY 1',
  );
  expect(new Map(events.map(({ id, count }) => [id, count]))).toEqual(
    new Map(events.map(({ id }) => [id, 1])),
  );
  const logged = new Set(events.map(({ id }) => id));
  expect(acknowledged.filter((id) => !logged.has(id))).toEqual([]);
  expect(
    await rows(url, 'SELECT "status", count(*)::int AS "count" FROM "deliveries" GROUP BY 1'),
  ).toEqual([{ status: 'delivered', count: events.length * subscribers.length }]);
  for (const subscriber of subscribers) {
    const received = new Set(subscriber.activityIds());
    expect([...logged].filter((id) => !received.has(id))).toEqual([]);
    for (let invoice = 1; invoice <= invoices; invoice += 1) {
      const ids = subscriber.requests
        .filter(({ event }) => event.data.subject?.id === String(invoice))
        .map(({ event }) => Number(event.data.activity.id));
      // A delivery may come twice around a kill, with the same webhook-id; none comes too early.
      expect(ids).toEqual(ids.toSorted((a, b) => a - b));
    }
  }
}

test('two simultaneous first starts succeed, and each role does its own work', async () => {
  const url = await server.createDatabase();
  const key = { RELAY_API_KEY: '' };
  const started = await Promise.all([
    start(url, 'api', key),
    start(url, 'api', key),
    start(url, 'worker', key),
  ]);
  const shown = () => started.map(({ output }) => /^ {2}(irk_\S+)$/m.exec(output())?.[1]);
  await eventually(() => expect(shown().filter((text) => text !== undefined)).toHaveLength(1));
  const [api, , worker] = started as [RelayProcess, RelayProcess, RelayProcess];
  const madeKey = shown().find((text) => text !== undefined);
  const asks = (relay: RelayProcess) =>
    fetch(`${relay.url}/v1/connections`, { headers: { authorization: `Bearer ${madeKey}` } });
  expect((await asks(api)).status).toBe(200);
  expect((await asks(worker)).status).toBe(404);
  const checks = async (relay: RelayProcess) =>
    Object.keys((await call(relay, 'GET', '/readyz')).body.checks);
  expect(await checks(api)).not.toContain('projector');
  expect(await checks(worker)).toContain('projector');
  for (const relay of started) {
    expect((await call(relay, 'GET', '/readyz')).body).toMatchObject({ status: 'ok' });
    expect((await fetch(`${relay.url}/metrics`)).status).toBe(200);
    expect(relay.output()).not.toContain(new URL(url).password);
  }
  expect(await Promise.all(started.map((relay) => kill(relay, 'SIGTERM')))).toEqual([0, 0, 0]);
});

test('without a worker, what is acknowledged waits, and the metrics say so', async () => {
  const url = await server.createDatabase();
  const api = await start(url, 'api');
  const { ingestUrl } = (await call(api, 'POST', '/v1/connections', connection)).body;
  for (let sent = 0; sent < 3; sent += 1) {
    const answer = await fetch(ingestUrl, { method: 'POST', body: signedBody(activity()) });
    expect(answer.status).toBe(200);
  }
  const waiting = async () => {
    const text = await (await fetch(`${api.url}/metrics`)).text();
    return /^invoice_relay_inbox_waiting (\d+)$/m.exec(text)?.[1];
  };
  expect(await waiting()).toBe('3');
  expect((await call(api, 'GET', '/v1/events')).body.data).toEqual([]);
  await start(url, 'worker');
  await eventually(async () => expect(await waiting()).toBe('0'));
  expect((await call(api, 'GET', '/v1/events')).body.data).toHaveLength(3);
});

test('the work of a killed worker continues in another, long before its claims expire', async () => {
  const url = await server.createDatabase();
  const never = new Promise<number>(() => {});
  await using subscriber = await startSubscriber((_, count) => (count === 1 ? never : 200));
  const [api, doomed] = await Promise.all([start(url, 'api'), start(url, 'worker')]);
  const { ingestUrl } = (await call(api, 'POST', '/v1/connections', connection)).body;
  await call(api, 'POST', '/v1/subscriptions', { url: subscriber.url, eventTypes: ['*'] });
  await fetch(`${api.url}${new URL(ingestUrl).pathname}`, {
    method: 'POST',
    body: signedBody(activity({ InvoiceId: 1 })),
  });
  await eventually(() => expect(subscriber.requests).toHaveLength(1));
  // Stopped, and with claims that are valid for long: nothing continues because a request or a claim
  // timed out, however long the other one takes to start.
  doomed.child.kill('SIGSTOP');
  const lanes = await rows(
    url,
    `UPDATE "lanes" SET "claimed_until" = "claimed_until" + 3600000 RETURNING "claim" IS NOT NULL AS "held"`,
  );
  const leases = await rows(
    url,
    `UPDATE "leases" SET "until" = "until" + 3600000 WHERE "name" NOT LIKE 'process/%' RETURNING "name"`,
  );
  expect(lanes).toEqual([{ held: true }]);
  expect(leases.map(({ name }) => name)).toEqual(expect.arrayContaining(['jobs', 'projector']));
  const other = await start(url, 'worker');
  const killedAt = performance.now();
  await kill(doomed);
  await eventually(() => expect(subscriber.requests).toHaveLength(2));
  // Not before a session that was cut could have come back.
  expect(performance.now() - killedAt).toBeGreaterThan(2_900);
  const [first, second] = subscriber.requests.map(({ headers }) => headers['webhook-id']);
  expect(second).toBe(first);
  await eventually(() =>
    expect(other.output()).toContain('another process ended without releasing what it had claimed'),
  );
  // Events continue to be made as well.
  await fetch(`${api.url}${new URL(ingestUrl).pathname}`, {
    method: 'POST',
    body: signedBody(activity({ InvoiceId: 2 })),
  });
  await eventually(() => expect(subscriber.requests).toHaveLength(3));
});

test('killed workers and a crashed server lose nothing, and nothing comes too early', async () => {
  const url = await server.createDatabase();
  await using plain = await startSubscriber(() => setTimeout(randomInt(10)).then(() => 200));
  // Fails some deliveries once each: the next attempt is some seconds later.
  const failed = new Set<string>();
  await using failing = await startSubscriber(({ event }, count) => {
    if (count % 50 !== 0 || failed.has(event.data.id)) return 200;
    failed.add(event.data.id);
    return 500;
  });
  const subscribers = [plain, failing];
  const [api, firstAll, firstWorker] = await Promise.all([
    start(url, 'api'),
    start(url, 'all'),
    start(url, 'worker'),
  ]);
  let all = firstAll;
  const { ingestUrl } = (await call(api, 'POST', '/v1/connections', connection)).body;
  for (const subscriber of subscribers) {
    await call(api, 'POST', '/v1/subscriptions', { url: subscriber.url, eventTypes: ['*'] });
  }
  const invoices = 10;
  let turn = 0;
  const load = vendors({
    path: new URL(ingestUrl).pathname,
    invoices,
    url: () => ((turn += 1) % 2 === 0 ? api.url : all.url),
  });
  await load.moreThan(50);
  await kill(firstWorker);
  await load.moreThan(50);
  await kill(all);
  // What is acknowledged now waits.
  await load.moreThan(20);
  const [worker, secondAll] = await Promise.all([start(url, 'worker'), start(url, 'all')]);
  all = secondAll;
  await load.moreThan(50);
  await server.crash?.();
  await load.moreThan(50);
  // As in a rolling restart: stopped gracefully, while the others continue.
  expect(await kill(worker, 'SIGTERM')).toBe(0);
  await load.moreThan(20);
  await load.stop();
  // While PostgreSQL was down: 503 for now, and never a failure of our own.
  expect([...load.statuses].filter((status) => status !== 200 && status !== 503)).toEqual([]);
  await expectBalance({ url, acknowledged: load.acknowledged, subscribers, invoices });
  for (const relay of [api, all]) {
    expect((await call(relay, 'GET', '/readyz')).body).toMatchObject({ status: 'ok' });
  }
});

test('a worker that could not read the inbox becomes ready once it can, even if nothing arrives', async () => {
  const url = await server.createDatabase();
  const worker = await start(url, 'worker');
  const becomes = (projector: string) =>
    expect
      .poll(async () => (await call(worker, 'GET', '/readyz')).body.checks.projector)
      .toBe(projector);
  await rows(url, 'ALTER TABLE "inbox" RENAME TO "away"');
  await becomes('failed');
  await rows(url, 'ALTER TABLE "away" RENAME TO "inbox"');
  await becomes('ok');
  expect((await call(worker, 'GET', '/readyz')).body).toMatchObject({ status: 'ok' });
});

test('a subscription’s limit applies across all processes, and so do changes from another', async () => {
  const url = await server.createDatabase();
  let inFlight = 0;
  let most = 0;
  await using subscriber = await startSubscriber(async () => {
    inFlight += 1;
    most = Math.max(most, inFlight);
    await setTimeout(20);
    inFlight -= 1;
    return 200;
  });
  const [api] = await Promise.all([start(url, 'api'), start(url, 'worker'), start(url, 'worker')]);
  const { ingestUrl } = (await call(api, 'POST', '/v1/connections', connection)).body;
  const { id } = (
    await call(api, 'POST', '/v1/subscriptions', {
      url: subscriber.url,
      eventTypes: ['*'],
      maxInFlight: 2,
    })
  ).body;
  const load = vendors({ path: new URL(ingestUrl).pathname, invoices: 8, url: () => api.url });
  await load.moreThan(100);
  await eventually(() => expect(subscriber.requests.length).toBeGreaterThan(100));
  const paused = await call(api, 'PATCH', `/v1/subscriptions/${id}`, { status: 'paused' });
  expect(paused.status).toBe(200);
  // What is in flight is not recalled, and the change takes a moment to arrive.
  let before = -1;
  await eventually(async () => {
    before = subscriber.requests.length;
    await load.moreThan(20);
    expect(subscriber.requests).toHaveLength(before);
  });
  await load.moreThan(50);
  expect(subscriber.requests).toHaveLength(before);
  await load.stop();
  await call(api, 'PATCH', `/v1/subscriptions/${id}`, { status: 'active' });
  await expectBalance({
    url,
    acknowledged: load.acknowledged,
    subscribers: [subscriber],
    invoices: 8,
  });
  expect(most).toBeLessThanOrEqual(2);
});

test('a stop during a start that already answers ends with exit code 0', async () => {
  const url = await server.createDatabase();
  expect(await kill(await start(url, 'all'), 'SIGTERM')).toBe(0);
  const port = await freePort();
  const other = new pg.Client({ connectionString: url });
  await other.connect();
  // A start waits for this when it already answers.
  await other.query('BEGIN; LOCK TABLE "paces" IN ACCESS EXCLUSIVE MODE');
  const starting = start(url, 'all', {
    PORT: String(port),
    DATABASE_LOCK_TIMEOUT_MS: '60000',
    DATABASE_STATEMENT_TIMEOUT_MS: '60000',
  });
  const ended = starting.then(
    (relay) => relay.ended(),
    (error: unknown) => error,
  );
  await eventually(async () => {
    expect((await fetch(`http://127.0.0.1:${port}/readyz`)).status).toBe(200);
  });
  const [present] = await rows(url, `SELECT "owner" FROM "leases" WHERE "name" LIKE 'process/%'`);
  process.kill(Number(present.owner.split('/')[1]), 'SIGTERM');
  await other.query('COMMIT');
  await other.end();
  expect(await ended).toBe(0);
  expect((await starting).output()).toContain('relay stopped');
});

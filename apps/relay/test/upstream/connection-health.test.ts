import { minutes } from '../../src/shared/clock/durations.ts';
import { expect, test } from 'vitest';

import { VendorHealth } from '../../src/upstream/health/vendor-health.ts';
import { lastActivities } from '../../src/http/resources/connections/connection-context.ts';
import type { Database } from '../../src/database/database.ts';
import { sql } from '../../src/database/sql/sql.ts';
import {
  findVendorHealth,
  forgetVendorFailureCode,
  vendorFailureCodes,
} from '../../src/database/tables/connection-health.ts';
import { EmbeddedDeliveryQueue } from '../../src/pipeline/lanes/embedded-delivery-queue.ts';
import { OperationalLog } from '../../src/pipeline/operational/operational-log.ts';
import {
  reportQuarantined,
  reportQuarantinedSinceLast,
} from '../../src/pipeline/operational/report-quarantined.ts';
import { ConnectionWatchHandler } from '../../src/upstream/health/connection-watch-handler.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { openHealth } from '../support/open-health.ts';
import { temporaryDatabase } from '../support/temp-database.ts';

const connectionId = 'con_1';

async function setUp(options: { readonly silentAfterSeconds?: number } = {}) {
  const files = await temporaryDatabase();
  const clock = new ManualClock();
  const { database } = files;
  await database.write((tx) =>
    tx.run(
      sql`INSERT INTO "connections" ("id", "source", "name", "credentials", "settings",
            "verification_mode", "enrich", "silent_after_seconds", "token", "token_hash",
            "created_at", "updated_at")
          VALUES (${connectionId}, ${'envoice'}, ${'Shop'}, ${''}, ${'{}'}, ${'token'}, ${false},
            ${options.silentAfterSeconds ?? null}, ${''}, ${'hash'}, ${clock.now()}, ${clock.now()})`,
    ),
  );
  return { files, database, clock, [Symbol.asyncDispose]: () => files[Symbol.asyncDispose]() };
}

/** What was reported, oldest first. */
async function reported(database: Database) {
  const rows = await database.read((tx) =>
    tx.all<{ body: string }>(
      sql`SELECT "body" FROM "events" WHERE "type" LIKE ${'relay.%'} ORDER BY "seq"`,
    ),
  );
  return rows.map(({ body }) => JSON.parse(body));
}

async function reportedTypes(database: Database): Promise<string[]> {
  return (await reported(database)).map(({ type }) => type);
}

function logOf(database: Database): OperationalLog {
  return new OperationalLog({ database, queue: new EmbeddedDeliveryQueue({ database }) });
}

/** @param options.receivedAt earlier, for what comes out of the quarantine */
async function insertEvent(
  database: Database,
  now: number,
  { receivedAt = now }: { readonly receivedAt?: number } = {},
): Promise<void> {
  await database.write((tx) =>
    tx.run(
      sql`INSERT INTO "events" ("id", "connection_id", "activity_id", "type", "occurred_at",
            "received_at", "body")
          VALUES (${`evt_${now}`}, ${connectionId}, ${String(now)}, ${'invoice.paid'}, ${now},
            ${receivedAt}, ${'{}'})`,
    ),
  );
}

test('a vendor that fails for minutes is reported once, and its recovery once', async () => {
  await using all = await setUp();
  const { database, clock, files } = all;
  let health = openHealth({ database, clock });
  const failure = 'The API answered 401. See https://shop.example/?token=secret';
  for (let count = 0; count < 4; count += 1) {
    await health.note({ connectionId, failure });
    clock.advance(4 * minutes);
  }
  expect(await reportedTypes(database)).toEqual(['relay.connection.failing']);
  const [failing] = await reported(database);
  expect(failing.data).toMatchObject({
    connectionId,
    subject: { kind: 'connection', id: connectionId },
    attributes: { name: 'Shop', connectionSource: 'envoice', failedAttempts: 3 },
  });
  expect(failing.data.attributes.reason).not.toContain('secret');

  // What was reported is in the database.
  const reopened = await files.reopen();
  health = openHealth({ database: reopened, clock });
  await health.note({ connectionId, failure });
  await health.note({ connectionId, failure: null });
  await health.note({ connectionId, failure: null });
  expect(await reportedTypes(reopened)).toEqual([
    'relay.connection.failing',
    'relay.connection.recovered',
  ]);
  expect((await reported(reopened))[1].data.attributes.from).toBe('failing');
});

test('a failure that passes within minutes is not reported, nor is one about a document', async () => {
  await using all = await setUp();
  const { database, clock } = all;
  const health = openHealth({ database, clock });
  for (let count = 0; count < 5; count += 1) {
    await health.note({ connectionId, failure: 'gone' });
    clock.advance(4 * minutes);
    await health.note({ connectionId, failure: null });
    await health.noteError({ connectionId, error: { code: 'vendor_not_found', message: 'no' } });
    clock.advance(4 * minutes);
  }
  expect(await reportedTypes(database)).toEqual([]);
});

test('the reason why a vendor fails is in the database, for whichever process shows it', async () => {
  await using all = await setUp();
  const { clock, files } = all;
  const codes = async () => {
    const reopened = await files.reopen();
    const health = openHealth({ database: reopened, clock });
    const found = await reopened.read((tx) => vendorFailureCodes(tx, [connectionId, 'con_2']));
    return { health, database: reopened, found: [...found] };
  };
  let seen = await codes();
  expect(seen.found).toEqual([]);
  await seen.health.note({ connectionId, failure: 'no', code: 'vendor_unreachable' });
  await seen.health.noteError({
    connectionId,
    error: { code: 'vendor_unauthorized', message: 'who are you?' },
  });
  seen = await codes();
  expect(seen.found).toEqual([[connectionId, 'vendor_unauthorized']]);
  // It has other credentials now: failures are counted on until one request succeeds.
  await seen.database.write((tx) => forgetVendorFailureCode(tx, connectionId));
  expect(await seen.database.read((tx) => findVendorHealth(tx, connectionId))).toMatchObject({
    failedAttempts: 2,
  });
  seen = await codes();
  expect(seen.found).toEqual([]);
  await seen.health.note({ connectionId, failure: 'no answer' });
  seen = await codes();
  expect(seen.found).toEqual([[connectionId, 'vendor_unreachable']]);
  await seen.health.note({ connectionId, failure: null });
  expect((await codes()).found).toEqual([]);
});

test('nothing is reported about a connection that is deleted while its vendor is being called', async () => {
  await using all = await setUp();
  const { database, clock } = all;
  const health = openHealth({ database, clock });
  await health.note({ connectionId, failure: 'no answer' });
  clock.advance(6 * minutes);
  await database.write((tx) =>
    tx.run(
      sql`UPDATE "connections" SET "deleted_at" = ${clock.now()} WHERE "id" = ${connectionId}`,
    ),
  );
  await health.noteError({
    connectionId,
    error: { code: 'vendor_unauthorized', message: 'The connection was deleted.' },
  });
  expect(await reportedTypes(database)).toEqual([]);
});

test('for a polled connection, only its polls determine its health', async () => {
  await using all = await setUp();
  const { database, clock } = all;
  const log = logOf(database);
  const health = new VendorHealth({ database, log, limits: { afterMs: 300_000 }, clock });
  await database.write((tx) =>
    tx.run(
      sql`INSERT INTO "polls" ("connection_id", "interval_seconds", "requests_per_second",
            "start_from", "next_poll_at", "found", "found_total", "unreadable", "failures")
          VALUES (${connectionId}, ${60}, ${1}, ${'now'}, ${0}, ${0}, ${0}, ${'[]'}, ${0})`,
    ),
  );
  await database.write((tx) => health.noteIn(tx, { connectionId, failure: 'no list' }));
  clock.advance(6 * minutes);
  await health.note({ connectionId, failure: null });
  await database.write((tx) => health.noteIn(tx, { connectionId, failure: 'no list' }));
  expect(await reportedTypes(database)).toEqual(['relay.connection.failing']);
});

test('a connection that is silent for too long is reported once, and its return once', async () => {
  await using all = await setUp({ silentAfterSeconds: 3_600 });
  const { database, clock } = all;
  const watch = new ConnectionWatchHandler(database, logOf(database), clock);
  await watch.run();
  expect(await reportedTypes(database)).toEqual([]);
  clock.advance(50 * minutes);
  const firstAt = clock.now();
  await insertEvent(database, firstAt);
  clock.advance(50 * minutes);
  expect(await watch.run()).toEqual({ dueAt: clock.now() + 1 * minutes });
  expect(await reportedTypes(database)).toEqual([]);
  for (let count = 0; count < 3; count += 1) {
    clock.advance(30 * minutes);
    await watch.run();
  }
  expect(await reportedTypes(database)).toEqual(['relay.connection.silent']);
  // The report of its silence does not count as activity.
  const lastActive = await lastActivities(database, [connectionId]);
  expect(lastActive.get(connectionId)).toBe(firstAt);
  expect((await reported(database))[0].data.attributes).toMatchObject({
    silentAfterSeconds: 3_600,
  });
  await insertEvent(database, clock.now() + 1);
  clock.advance(1 * minutes);
  await watch.run();
  await watch.run();
  expect(await reportedTypes(database)).toEqual([
    'relay.connection.silent',
    'relay.connection.recovered',
  ]);
  expect((await reported(database))[1].data.attributes.from).toBe('silent');
});

test('what was received long ago, and only now becomes an event, makes no connection silent', async () => {
  await using all = await setUp({ silentAfterSeconds: 3_600 });
  const { database, clock } = all;
  const watch = new ConnectionWatchHandler(database, logOf(database), clock);
  const longAgo = clock.now();
  clock.advance(240 * minutes);
  const lastReceivedAt = clock.now();
  await insertEvent(database, lastReceivedAt);
  for (let passed = 1; passed < 60; passed += 1) {
    clock.advance(1 * minutes);
    await insertEvent(database, clock.now(), { receivedAt: longAgo });
    await watch.run();
  }
  expect(await reportedTypes(database)).toEqual([]);

  clock.advance(1 * minutes);
  await watch.run();
  const [silent] = await reported(database);
  expect(silent.data.attributes.since).toBe(new Date(lastReceivedAt).toISOString());
});

test('what was received long ago hides nothing that was received since', async () => {
  await using all = await setUp({ silentAfterSeconds: 3_600 });
  const { database, clock } = all;
  const watch = new ConnectionWatchHandler(database, logOf(database), clock);
  const longAgo = clock.now();
  clock.advance(120 * minutes);
  await watch.run();
  expect(await reportedTypes(database)).toEqual(['relay.connection.silent']);

  clock.advance(1 * minutes);
  const receivedAt = clock.now();
  await insertEvent(database, receivedAt);
  clock.advance(1 * minutes);
  await insertEvent(database, clock.now(), { receivedAt: longAgo });
  await watch.run();
  expect(await reportedTypes(database)).toEqual([
    'relay.connection.silent',
    'relay.connection.recovered',
  ]);
  expect([...(await lastActivities(database, [connectionId]))]).toEqual([
    [connectionId, receivedAt],
  ]);
});

test('a connection from which nothing is expected is never silent', async () => {
  await using all = await setUp();
  const { database, clock } = all;
  clock.advance(365 * 24 * 60 * minutes);
  await new ConnectionWatchHandler(database, logOf(database), clock).run();
  expect(await reportedTypes(database)).toEqual([]);
});

test('quarantined requests are reported at once, and then once an hour with their number', async () => {
  await using all = await setUp();
  const { database, clock } = all;
  const log = logOf(database);
  const add = (count: number): Promise<void> =>
    database.write((tx) =>
      reportQuarantined(tx, {
        log,
        added: Array.from({ length: count }, () => ({ connectionId, detail: 'unknown' })),
        now: clock.now(),
      }),
    );
  await add(1);
  for (let count = 0; count < 30; count += 1) {
    clock.advance(1 * minutes);
    await add(10);
  }
  expect(await reportedTypes(database)).toEqual(['relay.quarantine.added']);
  clock.advance(30 * minutes);
  await database.write((tx) => reportQuarantinedSinceLast(tx, { log, now: clock.now() }));
  await database.write((tx) => reportQuarantinedSinceLast(tx, { log, now: clock.now() }));
  expect((await reported(database)).map(({ data }) => data.attributes.count)).toEqual([1, 300]);
});

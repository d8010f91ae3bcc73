import { eventSchema } from '@invoice-relay/core/events';
import { expect, test } from 'vitest';
import * as v from 'valibot';

import type { InboxWriter } from '../../src/database/inbox/inbox.ts';
import { sql } from '../../src/database/sql/sql.ts';
import { INBOX } from '../../src/shared/tokens.ts';
import { SubjectsService } from '../../src/http/resources/subjects/subjects.service.ts';
import { countTurns } from '../support/count-turns.ts';
import { startTestRelay, until } from '../support/relay.ts';
import { engine } from '../support/engine.ts';
import { openResources } from '../support/resources.ts';
import { startSubscriber } from '../support/subscriber.ts';
import { activity, signedBody } from '../support/vendor.ts';

const secret = 'Erika Mustermann';
const personal = {
  subject: { kind: 'invoice', id: '3971', number: `INV of ${secret}` },
  attributes: { clientName: secret },
  activity: {
    id: '1',
    type: 'Paid',
    message: secret,
    link: `https://x/${secret}`,
    createdAt: null,
  },
} as const;

async function open() {
  const relay = await openResources();
  const { id: connectionId } = await relay.connect();
  const { id: subscriptionId } = await relay.subscribe();
  const raw = Buffer.from(JSON.stringify({ secret }));
  const [erased = '', kept = ''] = await relay.append({
    connectionId,
    raw,
    events: [personal, { ...personal, subject: { ...personal.subject, id: '3972' } }],
  });
  return {
    ...relay,
    connectionId,
    subscriptionId,
    erased,
    kept,
    erase: (path = `${connectionId}/invoice/3971`, key = relay.keys.admin) =>
      relay.call({ method: 'DELETE', url: `/v1/subjects/${path}`, key }),
    [Symbol.asyncDispose]: () => relay[Symbol.asyncDispose](),
  };
}

test('nothing of the subject remains in events, activities and responses, and others keep theirs', async () => {
  await using relay = await open();
  const [delivery] = await relay.queue.claim({
    demands: [{ subscriptionId: relay.subscriptionId, limit: 1 }],
    now: relay.clock.now(),
  });
  await relay.database.write((tx) =>
    tx.run(
      sql`INSERT INTO "attempts" ("delivery_seq", "started_at", "duration_ms", "response", "response_headers")
          VALUES (${delivery?.seq ?? 0}, 0, 1, ${secret}, ${`{"x-customer":"${secret}"}`})`,
    ),
  );

  const answer = await relay.erase();

  expect(answer.json).toEqual({
    connectionId: relay.connectionId,
    kind: 'invoice',
    id: '3971',
    erased: {
      events: 1,
      heldEvents: 0,
      activities: 1,
      attempts: 1,
      unconfirmedActivities: 0,
      backfillFinds: 0,
    },
    pendingDeliveries: 1,
  });
  const event = await relay.call({ url: `/v1/events/${relay.erased}` });
  expect(event.text).not.toContain(secret);
  expect(v.parse(eventSchema, event.json)).toMatchObject({
    type: 'invoice.paid',
    data: { id: relay.erased, subject: { kind: 'invoice', id: '3971', number: null } },
  });
  expect(await relay.call({ url: `/v1/events/${relay.erased}/activity` })).toMatchObject({
    status: 404,
    json: { code: 'no_activity', detail: 'The activity behind this event is no longer stored.' },
  });
  const { json } = await relay.call({ url: `/v1/deliveries/dlv_${delivery?.seq}` });
  expect(json.attempts).toMatchObject([{ response: null }]);
  expect((await relay.call({ url: `/v1/events/${relay.kept}` })).text).toContain(secret);
  expect((await relay.call({ url: `/v1/events/${relay.kept}/activity` })).text).toContain(secret);
});

test('what was acknowledged and waits in the inbox is erased with the events that it becomes', async () => {
  await using relay = await open();
  const { connectionId, append } = relay;
  const inbox = relay.app.get<InboxWriter>(INBOX);
  const waited: number[] = [];
  let late: readonly string[] = [];
  inbox.projected = async ({ withinMs = 0 } = {}) => {
    waited.push(withinMs);
    const raw = Buffer.from(JSON.stringify({ secret }));
    late = await append({ connectionId, raw, events: [personal] });
    return true;
  };

  expect((await relay.erase()).json.erased).toMatchObject({ events: 2, activities: 2 });

  expect(waited).toEqual([expect.any(Number)]);
  expect((await relay.call({ url: `/v1/events/${late[0]}` })).text).not.toContain(secret);
  expect((await relay.call({ url: `/v1/events/${late[0]}/activity` })).status).toBe(404);
});

test('if too much waits in the inbox, nothing is erased, and the response says when to try again', async () => {
  await using relay = await open();
  relay.app.get<InboxWriter>(INBOX).projected = async () => false;

  const { status, json, headers } = await relay.erase();

  expect({ status, code: json.code }).toEqual({ status: 503, code: 'inbox_waiting' });
  expect(Number(headers['retry-after'])).toBeGreaterThan(0);
  expect((await relay.call({ url: `/v1/events/${relay.erased}` })).text).toContain(secret);
});

test('the response to an attempt that was in flight is not stored, and others are', async () => {
  const held = Promise.withResolvers<void>();
  const answer = { status: 200, body: `Hi ${secret}` };
  await using subscriber = await startSubscriber(() => held.promise.then(() => answer));
  await using relay = await startTestRelay();
  const { id: connectionId, ingestUrl } = await relay.connect();
  await relay.subscribe({ url: subscriber.url });
  for (const InvoiceId of [1, 2]) {
    await relay.post(ingestUrl, signedBody(activity({ InvoiceId, Message: secret })));
  }
  await until(() => expect(subscriber.requests).toHaveLength(2));

  const erased = await relay.call('DELETE', `/v1/subjects/${connectionId}/invoice/1`);

  expect(erased.body.erased).toMatchObject({ events: 1, attempts: 0 });
  held.resolve();
  const delivered = () => relay.call('GET', '/v1/deliveries?status=delivered');
  await until(async () => expect((await delivered()).body.data).toHaveLength(2));
  await relay.post(ingestUrl, signedBody(activity({ InvoiceId: 1 })));
  await until(async () => expect((await delivered()).body.data).toHaveLength(3));
  // What is reported later is stored as usual.
  const rows = await relay.rows(
    `SELECT e."subject_id" AS "subject", a."response",
       CASE WHEN a."response_headers" IS NULL THEN 'none' ELSE 'some' END AS "headers"
     FROM "attempts" a JOIN "deliveries" d ON d."seq" = a."delivery_seq"
     JOIN "events" e ON e."seq" = d."event_seq" ORDER BY e."seq"`,
  );
  expect(rows).toEqual([
    { subject: '1', response: null, headers: 'none' },
    { subject: '2', response: answer.body, headers: 'some' },
    { subject: '1', response: answer.body, headers: 'some' },
  ]);
});

test('an event still waiting for its document goes out without one', async () => {
  await using relay = await open();
  await relay.database.write(async (tx) => {
    await tx.query('UPDATE "events" SET "enrich_until" = 9e15');
    await tx.query('UPDATE "lanes" SET "due_at" = 9e15');
  });

  await relay.erase();

  const demands = [{ subscriptionId: relay.subscriptionId, limit: 9 }];
  expect(await relay.queue.claim({ demands, now: relay.clock.now() })).toHaveLength(1);
  const [row] = await relay.database.read((tx) =>
    tx.query<{ waiting: number }[]>(
      'SELECT COUNT(*) AS "waiting" FROM "events" WHERE "enrich_until" IS NOT NULL',
    ),
  );
  expect(row?.waiting).toBe(1);
});

test('a delivery that its subscriber refused waits for as long as it asked', async () => {
  await using relay = await open();
  const now = relay.clock.now();
  const nextAttemptAt = now + 60_000;
  const claim = (at: number) =>
    relay.queue.claim({ demands: [{ subscriptionId: relay.subscriptionId, limit: 9 }], now: at });
  const refused = await claim(now);
  await relay.database.write(async (tx) => {
    await relay.queue.settle(
      tx,
      refused.map((delivery) => ({
        delivery,
        at: now,
        status: 'pending',
        nextAttemptAt,
        counts: false,
      })),
    );
  });

  await relay.erase();

  expect(await claim(nextAttemptAt - 1)).toEqual([]);
  expect(await claim(nextAttemptAt)).toHaveLength(2);
});

test('what was already read, to be sent next, goes out without it as well', async () => {
  const held = Promise.withResolvers<number>();
  await using subscriber = await startSubscriber((_, count) => (count === 1 ? held.promise : 200));
  await using relay = await startTestRelay();
  const { id: connectionId, ingestUrl } = await relay.connect();
  const { id } = await relay.subscribe({
    url: subscriber.url,
    eventTypes: ['*'],
    maxInFlight: 1,
  });
  await relay.call('PATCH', `/v1/subscriptions/${id}`, { status: 'paused' });
  for (const InvoiceId of [1, 2]) {
    await relay.post(ingestUrl, signedBody(activity({ InvoiceId, Message: secret })));
  }
  await until(async () => expect((await relay.call('GET', '/v1/events')).body.data.length).toBe(2));
  await relay.call('PATCH', `/v1/subscriptions/${id}`, { status: 'active' });
  await until(() => expect(subscriber.requests).toHaveLength(1));
  const next = subscriber.requests[0]?.event.data.subject?.id === '1' ? '2' : '1';

  await relay.call('DELETE', `/v1/subjects/${connectionId}/invoice/${next}`);

  held.resolve(200);
  await until(() => expect(subscriber.requests).toHaveLength(2));
  expect(subscriber.requests[1]?.event.data.subject?.id).toBe(next);
  expect(subscriber.requests[1]?.body).not.toContain(secret);
});

test('a repeat, or an unknown subject, reports that nothing new was done', async () => {
  await using relay = await open();
  await relay.erase();

  expect((await relay.erase()).status).toBe(200);
  for (const path of [`${relay.connectionId}/order/3971`, `con_none/invoice/3971`]) {
    expect((await relay.erase(path)).json.erased).toMatchObject({ events: 0, activities: 0 });
  }
  expect((await relay.erase(`${relay.connectionId}/person/3971`)).json).toMatchObject({
    status: 400,
    errors: [{ path: 'kind' }],
  });
});

test('is for administrators', async () => {
  await using relay = await open();

  expect((await relay.erase(undefined, relay.keys.subscribe)).status).toBe(403);
  expect((await relay.call({ url: `/v1/events/${relay.erased}` })).text).toContain(secret);
});

test('while very much is searched that waits to be confirmed, others have the thread', async () => {
  await using relay = await openResources();
  const { id: connectionId } = await relay.connect();
  await relay.database.write((tx) =>
    tx.query(
      `INSERT INTO "unconfirmed_activities" ("connection_id", "activity_id", "hash", "raw",
         "received_at", "denials", "next_check_at")
       WITH RECURSIVE "numbers" ("n") AS (
         SELECT 1 UNION ALL SELECT "n" + 1 FROM "numbers" WHERE "n" < 1010
       )
       SELECT '${connectionId}', "n", "n", CAST('{}' AS ${engine === 'postgres' ? 'bytea' : 'blob'}), 1, 0, 1
       FROM "numbers"`,
    ),
  );
  const service = relay.app.get(SubjectsService);
  const subject = { connectionId, kind: 'invoice', id: '1' };
  expect(await countTurns(() => service.erase(subject))).toBeGreaterThanOrEqual(20);
});

import pLimit from 'p-limit';
import { describe, expect, test } from 'vitest';

import { hours, minutes, seconds } from '../../src/shared/clock/durations.ts';
import { startConfirmingVendor, webhookOf } from '../support/confirming-vendor.ts';
import { engine } from '../support/engine.ts';
import { startTestRelay, until } from '../support/relay.ts';
import { eventIds, metric, verificationOf, waiting } from '../support/unconfirmed.ts';

describe('an activity', () => {
  test('that the vendor knows becomes an event, byte for byte', async () => {
    await using vendor = await startConfirmingVendor();
    await using relay = await startTestRelay(vendor);
    const { id, ingestUrl } = await relay.connect(vendor.connection);
    expect(await verificationOf(relay, id)).toMatchObject({
      mode: 'callback',
      state: 'asking',
      scheme: null,
    });

    const webhook = vendor.happens('7', '1');
    const answer = await relay.post(ingestUrl, webhook);
    expect(answer).toMatchObject({ status: 200, body: { status: 'unconfirmed' } });

    await until(async () => expect(await eventIds(relay)).toEqual(['1']));
    const [event] = (await relay.call('GET', '/v1/events')).body.data;
    const raw = await relay.call('GET', `/v1/events/${event.data.id}/activity`);
    expect(raw.body).toEqual(JSON.parse(webhook));
    expect(await metric(relay, waiting)).toBe(0);
    const accepted = 'invoice_relay_activities_total{source="confirming",outcome="accepted"}';
    expect(await metric(relay, accepted)).toBe(1);

    expect((await relay.post(ingestUrl, webhook)).body.status).toBe('duplicate');
    expect((await relay.post(ingestUrl, webhookOf('7', '1', 'changed'))).body.status).toBe(
      'duplicate',
    );
    expect(vendor.asked).toEqual(['7']);
  });

  test('that the API knows only later is asked about again', async () => {
    await using vendor = await startConfirmingVendor();
    await using relay = await startTestRelay(vendor);
    const { ingestUrl } = await relay.connect(vendor.connection);
    await relay.post(ingestUrl, webhookOf('7', '1'));
    await until(() => expect(vendor.asked).toHaveLength(1));
    vendor.happens('7', '1');
    await until(async () => {
      relay.clock.pass(11 * seconds);
      expect(await eventIds(relay)).toEqual(['1']);
    });
  });

  test('that the API never knows is asked about five times in all, and dropped', async () => {
    await using vendor = await startConfirmingVendor();
    await using relay = await startTestRelay(vendor);
    const { ingestUrl } = await relay.connect(vendor.connection);
    const forged = webhookOf('7', '1');
    await relay.post(ingestUrl, forged);
    for (const [index, wait] of [0, 10 * seconds, minutes, 10 * minutes, hours].entries()) {
      relay.clock.pass(wait - 1 * seconds);
      expect(vendor.asked).toHaveLength(index);
      await until(() => {
        relay.clock.pass(2 * seconds);
        expect(vendor.asked).toHaveLength(index + 1);
      });
      // Its response is on disk before time passes.
      await until(async () => {
        const log = relay.log();
        const denials = await metric(relay, waiting);
        expect(index < 4 ? denials : log.includes('It was dropped')).toBe(index < 4 ? 1 : true);
      });
    }
    expect(await metric(relay, waiting)).toBe(0);
    expect(await eventIds(relay)).toEqual([]);

    expect((await relay.post(ingestUrl, forged)).body.status).toBe('duplicate');
    await relay.restart();
    expect((await relay.post(ingestUrl, forged)).body.status).toBe('duplicate');
    expect(vendor.asked).toHaveLength(5);

    // It is not remembered forever, as a true one may come late.
    relay.clock.pass(25 * hours);
    await until(async () =>
      expect((await relay.post(ingestUrl, forged)).body.status).toBe('unconfirmed'),
    );
    await until(() => expect(vendor.asked).toHaveLength(6));
  });

  test('is not affected by an earlier forgery with its id', async () => {
    await using vendor = await startConfirmingVendor();
    await using relay = await startTestRelay(vendor);
    const { ingestUrl } = await relay.connect(vendor.connection);
    await relay.post(ingestUrl, webhookOf('7', '1', 'forged'));
    await until(() => expect(vendor.asked).toHaveLength(1));
    const real = vendor.happens('7', '1');
    expect((await relay.post(ingestUrl, real)).body.status).toBe('unconfirmed');
    await until(async () => expect(await eventIds(relay)).toEqual(['1']));
    const [event] = (await relay.call('GET', '/v1/events')).body.data;
    const raw = await relay.call('GET', `/v1/events/${event.data.id}/activity`);
    expect(raw.body.note).toBe('');
    expect(await metric(relay, waiting)).toBe(0);
  });

  test('is erased with its subject, and those of others stay, however many wait', async () => {
    await using vendor = await startConfirmingVendor();
    vendor.trouble(() => ({ status: 500 }));
    await using relay = await startTestRelay(vendor);
    const { id, ingestUrl } = await relay.connect(vendor.connection);
    await Promise.all(
      Array.from({ length: 120 }, (_, index) =>
        relay.post(ingestUrl, webhookOf(index % 3 === 0 ? '8' : '7', `${index}`)),
      ),
    );
    expect(await metric(relay, waiting)).toBe(120);
    const { body } = await relay.call('DELETE', `/v1/subjects/${id}/invoice/7`);
    expect(body.erased).toMatchObject({ unconfirmedActivities: 80 });
    expect(await metric(relay, waiting)).toBe(40);
  });

  test('that cannot be understood is refused at once', async () => {
    await using vendor = await startConfirmingVendor();
    await using relay = await startTestRelay();
    const { ingestUrl } = await relay.connect({ verification: { mode: 'callback' } });
    expect((await relay.post(ingestUrl, '{"Activity": 1}')).status).toBe(400);
    expect(vendor.asked).toEqual([]);
  });

  test('that is longer than any real one is refused', async () => {
    await using vendor = await startConfirmingVendor();
    await using relay = await startTestRelay(vendor);
    const { ingestUrl } = await relay.connect(vendor.connection);
    const answer = await relay.post(ingestUrl, webhookOf('7', '1', 'x'.repeat(64 * 1024)));
    expect(answer).toMatchObject({ status: 413, body: { code: 'activity_too_large' } });
    expect(vendor.asked).toEqual([]);
  });
});

describe('an activity that is only plausible', () => {
  const ofOrder = (id: string, note = '') => JSON.stringify({ id, order: '77', note });

  test('becomes one event, and does not block a real one with its id', async () => {
    await using vendor = await startConfirmingVendor();
    await using relay = await startTestRelay(vendor);
    const { ingestUrl } = await relay.connect(vendor.connection);
    await relay.post(ingestUrl, ofOrder('50'));
    await until(async () => expect(await eventIds(relay)).toEqual(['50']));
    expect((await relay.post(ingestUrl, ofOrder('50'))).body.status).toBe('duplicate');
    const [forged] = (await relay.call('GET', '/v1/events')).body.data;
    const raw = await relay.call('GET', `/v1/events/${forged.data.id}/activity`);
    expect(raw.body).toEqual(JSON.parse(ofOrder('50')));

    const real = vendor.happens('5', '50');
    expect((await relay.post(ingestUrl, real)).body.status).toBe('unconfirmed');
    await until(async () => expect(await eventIds(relay)).toEqual(['50', '50']));
    const { data } = (await relay.call('GET', '/v1/events')).body;
    expect(data.map((event: { type: string }) => event.type)).toEqual([
      'order.created',
      'invoice.paid',
    ]);
    expect((await relay.post(ingestUrl, real)).body.status).toBe('duplicate');
    expect((await relay.post(ingestUrl, ofOrder('50'))).body.status).toBe('duplicate');
    expect(await metric(relay, waiting)).toBe(0);
  });

  test('is a duplicate under either id, however it is written', async () => {
    await using vendor = await startConfirmingVendor();
    await using relay = await startTestRelay(vendor);
    const { ingestUrl } = await relay.connect(vendor.connection);
    const duplicates = 'invoice_relay_activities_total{source="confirming",outcome="duplicate"}';
    await relay.post(ingestUrl, ofOrder('50'));
    await until(async () => expect(await eventIds(relay)).toEqual(['50']));
    await relay.post(ingestUrl, ofOrder('50', 'written anew'));
    await until(async () => expect(await metric(relay, duplicates)).toBe(1));

    // The same id twice in one round.
    vendor.trouble(() => ({ status: 429, headers: { 'retry-after': '30' } }));
    await relay.post(ingestUrl, vendor.happens('5', '51'));
    await until(() => expect(vendor.asked).toHaveLength(1));
    await relay.post(ingestUrl, ofOrder('52'));
    await relay.post(ingestUrl, vendor.happens('6', '52'));
    vendor.trouble(undefined);
    await until(async () => {
      relay.clock.pass(minutes);
      expect(await eventIds(relay)).toEqual(['50', '51', '52', '52']);
    });
    expect((await relay.post(ingestUrl, ofOrder('51'))).body.status).toBe('duplicate');
  });
});

test('a forgery about a document that the vendor refuses to show is dropped, and is not an outage', async () => {
  await using vendor = await startConfirmingVendor();
  await using relay = await startTestRelay(vendor);
  const { id, ingestUrl } = await relay.connect(vendor.connection);
  vendor.trouble((invoice) => (invoice === 'none' ? { status: 400 } : undefined));
  await relay.post(ingestUrl, webhookOf('none', 'forged'));
  // Real activities come once in a while, which distinguishes a refusal from an outage.
  let real = 0;
  while (!relay.log().includes('It was dropped')) {
    expect(real).toBeLessThan(50);
    real += 1;
    await relay.post(ingestUrl, vendor.happens('7', `real-${real}`));
    await until(async () => {
      relay.clock.pass(5 * seconds);
      expect(await eventIds(relay)).toHaveLength(real);
    });
    relay.clock.pass(4 * minutes);
  }
  expect(await metric(relay, waiting)).toBe(0);
  expect((await verificationOf(relay, id)).state).toBe('asking');
  expect((await eventIds(relay)).every((one) => one.startsWith('real'))).toBe(true);
});

test('activities of one document cost one request, and stay in the order received', async () => {
  await using vendor = await startConfirmingVendor();
  await using relay = await startTestRelay(vendor);
  const { ingestUrl } = await relay.connect(vendor.connection);
  const ids = Array.from({ length: 30 }, (_, index) => String(index + 1));
  vendor.trouble(() => ({ status: 503 }));
  for (const id of ids) await relay.post(ingestUrl, vendor.happens('7', id));
  const before = vendor.asked.length;
  vendor.trouble(undefined);
  await until(async () => {
    relay.clock.pass(minutes);
    expect(await eventIds(relay)).toEqual(ids);
  });
  expect(vendor.asked.length - before).toBeLessThanOrEqual(2);
});

test('a flood of forgeries causes no flood of API calls, and real activities get through', async () => {
  await using vendor = await startConfirmingVendor();
  await using relay = await startTestRelay(vendor);
  const { ingestUrl } = await relay.connect(vendor.connection);
  const startedAt = Date.now();
  // No more simultaneous connections than a server with little CPU time accepts: see `listen(2)`.
  const atOnce = pLimit(200);
  const forge = () =>
    Promise.all(
      Array.from({ length: 1_000 }, (_, index) =>
        atOnce(() => relay.post(ingestUrl, webhookOf(`forged-${index}`, `f${index}`))),
      ),
    );
  const forged = await forge();
  const real = await relay.post(ingestUrl, vendor.happens('7', 'real'));

  expect([...forged, real].every(({ status }) => status === 200)).toBe(true);
  await until(async () => expect(await eventIds(relay)).toEqual(['real']));
  const elapsedSeconds = Math.ceil((Date.now() - startedAt) / 1_000);
  expect(vendor.asked.length).toBeLessThanOrEqual(10 * (elapsedSeconds + 1));
  // Repeating the flood costs only the database lookup.
  expect(new Set((await forge()).map(({ body }) => body.status))).toEqual(new Set(['duplicate']));
});

test('what waits survives a restart, and so does what is being asked about', async () => {
  await using vendor = await startConfirmingVendor();
  await using relay = await startTestRelay(vendor);
  const { ingestUrl } = await relay.connect(vendor.connection);
  const ids = Array.from({ length: 20 }, (_, index) => String(index + 1));
  for (const id of ids) await relay.post(ingestUrl, vendor.happens(id, id));
  await until(() => expect(vendor.asked.length).toBeGreaterThan(1));
  await relay.restart();
  await until(async () => expect((await eventIds(relay)).toSorted()).toEqual(ids.toSorted()));
  expect(await metric(relay, waiting)).toBe(0);
});

test.skipIf(engine === 'postgres')(
  'a disk that refuses gets 503, and nothing is half written',
  async () => {
    await using vendor = await startConfirmingVendor();
    let pages: ((limit: number) => void) | undefined;
    await using relay = await startTestRelay({
      ...vendor,
      prepareDatabase: (connection, file) => {
        if (file === 'inbox') return;
        pages = (limit) => {
          connection.pragma(`max_page_count = ${limit}`);
        };
      },
    });
    const { ingestUrl } = await relay.connect(vendor.connection);
    pages?.(1);
    const webhooks = Array.from({ length: 30 }, (_, index) =>
      webhookOf('7', String(index), 'x'.repeat(20_000)),
    );
    const full = await Promise.all(webhooks.map((webhook) => relay.post(ingestUrl, webhook)));
    expect(new Set(full.map(({ status }) => status))).toEqual(new Set([503]));
    expect(vendor.asked).toEqual([]);
    pages?.(100_000);
    expect((await relay.post(ingestUrl, vendor.happens('7', 'after'))).status).toBe(200);
    await until(async () => expect(await eventIds(relay)).toEqual(['after']));
  },
);

test('a deleted connection leaves nothing waiting', async () => {
  await using vendor = await startConfirmingVendor();
  await using relay = await startTestRelay(vendor);
  const { id, ingestUrl } = await relay.connect(vendor.connection);
  vendor.trouble(() => ({ status: 503 }));
  await relay.post(ingestUrl, vendor.happens('7', '1'));
  await relay.call('DELETE', `/v1/connections/${id}`);
  expect(await metric(relay, waiting)).toBe(0);
});

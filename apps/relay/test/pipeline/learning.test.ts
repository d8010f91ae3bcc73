import type { AnySource } from '@invoice-relay/core/source';
import { expect, test } from 'vitest';

import { sourceOptions } from '../../src/sources/source-options.ts';
import { loadSources, SourceRegistry } from '../../src/sources/source-registry.ts';
import { startEnvoiceAccount } from '../support/envoice-account.ts';
import { startTestRelay, until } from '../support/relay.ts';
import type { ApiResponse } from '../support/relay.ts';
import { SkippingClock } from '../support/skipping-clock.ts';
import { startSubscriber } from '../support/subscriber.ts';
import { activity, signedBody } from '../support/vendor.ts';
import type { VendorActivity } from '../support/vendor.ts';

const link = `https://www.envoice.in/invoice/shared?token=${'aB1'.repeat(42)}&id=v6`;

/** An account whose API names what webhooks number, and a relay connected to it. */
async function setUp(connection: object = {}, options: Parameters<typeof startTestRelay>[0] = {}) {
  const account = await startEnvoiceAccount();
  const relay = await startTestRelay(options);
  const { id, ingestUrl } = await relay.connect({
    credentials: account.credentials,
    ...connection,
  });
  const url = `/v1/connections/${id}`;
  const stop = relay[Symbol.asyncDispose].bind(relay);
  return Object.assign(relay, {
    account,
    /** An activity of invoice 3971, sent by webhook. */
    webhook: (members: VendorActivity) =>
      relay.post(ingestUrl, signedBody(activity({ Link: link, ...members }))),
    /** What the API lists for that invoice. */
    lists: (...activities: readonly VendorActivity[]) => {
      account.invoices.set(
        3971,
        activities.map(({ Id, Type, ...more }) => ({
          Id: Number(Id),
          Type: String(Type),
          Message: 'Invoice was paid',
          Link: link,
          ...more,
        })),
      );
    },
    async backfill() {
      await relay.call('POST', `${url}/backfill`, {});
      await until(async () => {
        const [newest] = (await relay.call('GET', `${url}/backfills`)).body.data;
        expect(newest.status).toBe('completed');
      });
    },
    notes: async (): Promise<string[]> => (await relay.call('GET', url)).body.notes,
    /** Type and vendor's name of every event, in log order. */
    async events(): Promise<[string, string][]> {
      const { data } = (await relay.call('GET', '/v1/events?limit=200')).body;
      return data.map(({ type, data: { activity: one } }: ApiResponse['body']) => [type, one.type]);
    },
    async [Symbol.asyncDispose]() {
      await stop();
      await account[Symbol.asyncDispose]();
    },
  });
}

const asAssumed = ['payment.received', 'NewPaymentWithPayoneer'];
const asNamed = ['invoice.sent_to_accountant', 'SentToAccountant'];

test('the name of a number is learned from a backfill, applies at once, and survives a restart', async () => {
  await using relay = await setUp();
  await relay.webhook({ Id: 1, Type: 17 });
  expect(await relay.events()).toEqual([asAssumed]);
  expect(await relay.notes()).toEqual([]);

  relay.lists({ Id: 1, Type: 'SentToAccountant' });
  await relay.backfill();
  expect(await relay.notes()).toEqual([
    "Envoice's API calls SentToAccountant what its webhooks number 17; it was taken for NewPaymentWithPayoneer before.",
  ]);
  await relay.webhook({ Id: 2, Type: 17 });
  await until(async () => expect(await relay.events()).toHaveLength(3));
  expect((await relay.events()).filter(([type]) => type === asNamed[0])).toHaveLength(2);

  await relay.restart();
  await relay.webhook({ Id: 3, Type: 18 });
  expect((await relay.events()).at(-1)).toEqual(['invoice.downloaded', 'DownloadedAsPdf']);
  // It is not news the second time.
  await relay.backfill();
  expect(await relay.notes()).toHaveLength(1);
});

test('a projector in its own thread learns too, from a webhook that comes after a backfill', async () => {
  await using relay = await setUp({}, { projector: 'thread' });
  relay.lists({ Id: 1, Type: 'SentToAccountant' });
  await relay.backfill();
  expect(await relay.events()).toEqual([asNamed]);
  await relay.webhook({ Id: 5, Type: 17 });
  expect((await relay.events()).at(-1)).toEqual(asAssumed);

  await relay.webhook({ Id: 1, Type: 17 });
  await relay.webhook({ Id: 6, Type: 17 });
  // The event of activity 5 was misread and is corrected; the one of activity 1 never was.
  await until(async () => expect(await relay.events()).toHaveLength(4));
  expect((await relay.events()).slice(2)).toEqual([asNamed, asNamed]);
  expect(await relay.notes()).toHaveLength(1);
  expect(relay.log()).toContain('learned something about a connection');
});

test('where the API confirms, the first event of a number is already right', async () => {
  await using relay = await setUp({ verification: { mode: 'callback' } });
  relay.lists({ Id: 1, Type: 'SentToAccountant' });
  expect((await relay.webhook({ Id: 1, Type: 17 })).body).toEqual({ status: 'unconfirmed' });
  await until(async () => expect(await relay.events()).toEqual([asNamed]));
  expect(await relay.notes()).toHaveLength(1);
});

test('a misread event is corrected by one that says so, behind it in its lane', async () => {
  await using relay = await setUp();
  await using subscriber = await startSubscriber(() => 503);
  await using payments = await startSubscriber();
  await relay.subscribe({ url: subscriber.url });
  // It got an event that was not a payment, so it gets the correction.
  await relay.subscribe({ url: payments.url, eventTypes: ['payment.received'] });
  await relay.webhook({ Id: 1, Type: 17 });
  relay.lists({ Id: 1, Type: 'SentToAccountant' }, { Id: 2, Type: 'Paid' });
  await relay.backfill();
  await until(async () => expect(await relay.events()).toHaveLength(3));
  await until(() => expect(payments.requests).toHaveLength(2));

  const [first, correction] = payments.requests.map(({ event }) => event);
  expect(correction).toMatchObject({
    type: 'invoice.sent_to_accountant',
    data: {
      subject: first?.data.subject,
      activity: { id: '1', type: 'SentToAccountant' },
      corrects: { eventId: first?.data.id, type: 'payment.received' },
    },
  });
  expect(correction?.data.id).not.toBe(first?.data.id);
  expect(payments.requests[1]?.headers['webhook-id']).toBe(correction?.data.id);

  // Nothing overtakes the first of its lane.
  expect(new Set(subscriber.activityIds())).toEqual(new Set(['1']));
  expect(new Set(subscriber.requests.map(({ event }) => event.type)).size).toBe(1);
  subscriber.answers(() => 200);
  relay.clock.pass(3_600_000);
  await until(() => expect(subscriber.requests.at(-1)?.event).toEqual(correction));

  expect((await relay.call('GET', '/metrics')).body).toContain(
    'invoice_relay_events_corrected_total{source="envoice"} 1',
  );
  expect(relay.log()).toContain('an event was misread; another event corrects it');
});

test('an activity whose bytes were erased is neither learned from nor read again', async () => {
  const loaded = await loadSources({
    packages: ['@invoice-relay/envoice'],
    sourceOptions: sourceOptions(new SkippingClock()),
  });
  const envoice = loaded.get('envoice') as AnySource;
  const given: number[] = [];
  // As the contract allows it: something that it does not know is an event all the same.
  const source: AnySource = {
    ...envoice,
    normalize: (one, context) =>
      envoice.normalize(
        one.raw.length > 0
          ? one
          : {
              ...one,
              raw: Buffer.from(JSON.stringify(activity({ Id: Number(one.id), Type: 999 }))),
            },
        context,
      ),
    learn(options) {
      given.push(options.sameActivity.webhook.raw.length);
      return envoice.learn?.(options);
    },
  };
  await using relay = await setUp({}, { sources: new SourceRegistry([source]) });
  await relay.webhook({ Id: 1, Type: 17 });
  const [{ data }] = (await relay.call('GET', '/v1/events')).body.data;
  const { kind, id } = data.subject;
  const erased = await relay.call('DELETE', `/v1/subjects/${data.connectionId}/${kind}/${id}`);
  expect(erased.body.erased.activities).toBe(1);

  await relay.webhook({ Id: 2, Type: 17 });
  relay.lists({ Id: 1, Type: 'SentToAccountant' }, { Id: 2, Type: 'SentToAccountant' });
  await relay.backfill();
  // Only the second one can be corrected.
  await until(async () => expect(await relay.events()).toHaveLength(3));
  expect(await relay.events()).toEqual([asAssumed, asAssumed, asNamed]);
  expect(given).not.toContain(0);
});

test('a replay also sends the correction to subscribers of the misread event', async () => {
  await using relay = await setUp();
  await using payments = await startSubscriber();
  await relay.webhook({ Id: 1, Type: 17 });
  relay.lists({ Id: 1, Type: 'SentToAccountant' });
  await relay.backfill();
  await until(async () => expect(await relay.events()).toHaveLength(2));
  const { id: subscriptionId } = await relay.subscribe({
    url: payments.url,
    eventTypes: ['payment.received'],
  });
  const replay = await relay.call('POST', '/v1/replays', { subscriptionId });
  expect(replay.body).toMatchObject({ total: 2 });
  await until(() =>
    expect(payments.requests.map(({ event }) => event.type)).toEqual([
      'payment.received',
      'invoice.sent_to_accountant',
    ]),
  );
});

test('a fact that changes twice is corrected twice, each time for the event valid until then', async () => {
  await using relay = await setUp();
  await relay.webhook({ Id: 1, Type: 60 });
  for (const Type of ['Paid', 'Unpaid']) {
    relay.lists({ Id: 1, Type });
    await relay.backfill();
    await until(async () => expect((await relay.events()).at(-1)?.[1]).toBe(Type));
  }
  const { data } = (await relay.call('GET', '/v1/events')).body;
  const [first, second, third] = data.map((event: ApiResponse['body']) => event);
  expect(data).toHaveLength(3);
  expect(first.data.corrects).toBeUndefined();
  expect(second.data.corrects).toEqual({ eventId: first.data.id, type: first.type });
  expect(third.data.corrects).toEqual({ eventId: second.data.id, type: second.type });
});

test('the correction of a correction goes to all who were told one of the events before it', async () => {
  await using relay = await setUp();
  await using first = await startSubscriber();
  await using second = await startSubscriber();
  const types = (subscriber: typeof first) => subscriber.requests.map(({ event }) => event.type);
  await relay.subscribe({ url: first.url, eventTypes: ['payment.received'] });
  await relay.subscribe({ url: second.url, eventTypes: ['invoice.paid'] });
  await relay.webhook({ Id: 1, Type: 17 });
  for (const Type of ['Paid', 'SentToAccountant']) {
    relay.lists({ Id: 1, Type });
    await relay.backfill();
    await until(async () => expect((await relay.events()).at(-1)?.[1]).toBe(Type));
  }
  const all = ['payment.received', 'invoice.paid', 'invoice.sent_to_accountant'];
  await until(() => expect(types(first)).toEqual(all));
  await until(() => expect(types(second)).toEqual(all.slice(1)));

  for (const [eventTypes, expected] of [
    [['payment.received'], all],
    [['invoice.paid'], all.slice(1)],
    [['invoice.sent'], []],
  ] as const) {
    await using late = await startSubscriber();
    const { id: subscriptionId } = await relay.subscribe({ url: late.url, eventTypes });
    const replay = await relay.call('POST', '/v1/replays', { subscriptionId });
    expect(replay.body.total).toBe(expected.length);
    await until(() => expect(types(late)).toEqual(expected));
  }
});

test('a correction that waits for its document remains a correction', async () => {
  await using relay = await setUp({ enrich: true });
  await using subscriber = await startSubscriber();
  await relay.subscribe({ url: subscriber.url });
  relay.lists({ Id: 1, Type: 'SentToAccountant' });
  await relay.webhook({ Id: 1, Type: 17 });
  relay.clock.pass(300);
  await until(() => expect(subscriber.requests).toHaveLength(1));
  await relay.backfill();
  await until(async () => expect(await relay.events()).toHaveLength(2));
  relay.clock.pass(300);
  await until(() => expect(subscriber.requests).toHaveLength(2));
  const [first, correction] = subscriber.requests.map(({ event }) => event);
  expect(correction?.data).toMatchObject({
    corrects: { eventId: first?.data.id },
    enrichment: { state: 'complete' },
  });
});

test('an event held while its number is learned goes out first, and is then corrected', async () => {
  await using relay = await setUp({ holdSeconds: 60 });
  await relay.webhook({ Id: 1, Type: 17 });
  expect(await relay.events()).toEqual([]);
  relay.lists({ Id: 1, Type: 'SentToAccountant' });
  await relay.backfill();
  await until(async () => expect(await relay.events()).toEqual([asAssumed, asNamed]));
});

test('webhook times that are off by whole hours are corrected, and the connection says so', async () => {
  await using relay = await setUp();
  await relay.webhook({ Id: 1, Type: 11, CreatedOn: '2026-11-20T10:00:00.1234567Z' });
  relay.lists({ Id: 1, Type: 'Paid', CreatedOn: '2026-11-20T10:00:00.123+01:00' });
  await relay.backfill();
  expect(await relay.notes()).toEqual([
    "The clock of Envoice's webhooks is 1 h ahead since 2026-11-20T09:00:00.123Z, as its API shows; their times are corrected.",
  ]);
  await relay.webhook({ Id: 2, Type: 11, CreatedOn: '2026-11-20T11:00:00.1234567Z' });
  const { data } = (await relay.call('GET', '/v1/events')).body;
  // A difference of an hour does not make another event.
  expect(data).toHaveLength(2);
  expect(data[0]).toMatchObject({ timestamp: '2026-11-20T10:00:00.1234567Z' });
  expect(data[1]).toMatchObject({
    timestamp: '2026-11-20T10:00:00.1234567Z',
    data: { timestampSource: 'corrected', activity: { createdAt: '2026-11-20T11:00:00.1234567Z' } },
  });
});

test.each(['2569-11-20T10:00:00Z', '1448-05-30T10.00.00Z', '0001-01-01T00:00:00Z', 'yesterday'])(
  'an implausible time is replaced by the time of receipt, with a mark: %s',
  async (CreatedOn) => {
    await using relay = await setUp();
    const before = relay.clock.now();
    await relay.webhook({ Id: 1, Type: 11, CreatedOn });
    const [event] = (await relay.call('GET', '/v1/events')).body.data;
    expect(event.data).toMatchObject({
      timestampSource: 'seen',
      activity: { createdAt: CreatedOn },
    });
    expect(Date.parse(event.timestamp)).toBeGreaterThanOrEqual(before);
  },
);

import { VendorError } from '@invoice-relay/core/errors';
import type { Invoice } from '@invoice-relay/core/models';
import type { EventDocument } from '@invoice-relay/core/events';
import type { AnySource } from '@invoice-relay/core/source';
import { describe, expect, test } from 'vitest';

import { sourceOptions } from '../../src/sources/source-options.ts';
import { gatherMs } from '../../src/pipeline/log/enrichment-jobs.ts';
import { systemClock } from '../../src/shared/clock/clock.ts';
import { hours, seconds } from '../../src/shared/clock/durations.ts';
import { loadSources, SourceRegistry } from '../../src/sources/source-registry.ts';
import { startTestRelay, until } from '../support/relay.ts';
import { startSubscriber } from '../support/subscriber.ts';
import { activity, signedBody } from '../support/vendor.ts';

/** Envoice, with our own response to the request for a document. */
async function setUp(
  enrich: NonNullable<AnySource['enrich']>,
  settings: { readonly includeLinks?: boolean; readonly verification?: object } = {},
  members: Pick<AnySource, 'confirm'> = {},
) {
  const asked: string[] = [];
  const loaded = await loadSources({
    packages: ['@invoice-relay/envoice'],
    sourceOptions: sourceOptions(systemClock),
  });
  const source: AnySource = {
    ...(loaded.get('envoice') as AnySource),
    ...members,
    enrich: (subject, context) => {
      asked.push(`${subject.kind} ${subject.id}`);
      return enrich(subject, context);
    },
  };
  const sources = new SourceRegistry([source]);
  const relay = await startTestRelay({ sources });
  const connection = await relay.connect({ enrich: true, ...settings });
  return Object.assign(relay, {
    asked,
    sources,
    connectionId: connection.id,
    ingestUrl: connection.ingestUrl,
    happens: (invoice: number) =>
      relay.post(connection.ingestUrl, signedBody(activity({ InvoiceId: invoice }))),
    /** Lets the time pass during which events of one subject are gathered. */
    gather: () => relay.clock.pass(300),
  });
}

const document = (id: string): EventDocument => ({
  kind: 'invoice',
  // Only what the test reads: the relay passes the document on unchanged.
  invoice: { id, number: `INV-${id}` } as unknown as Invoice,
});

test('an event is delivered with its document, and kept with it', async () => {
  const { promise: answer, resolve } = Promise.withResolvers<EventDocument>();
  await using relay = await setUp(() => answer);
  await using subscriber = await startSubscriber();
  const { secret } = await relay.subscribe({ url: subscriber.url });
  expect((await relay.happens(7)).status).toBe(200);
  const [pending] = (await relay.call('GET', '/v1/events')).body.data;
  expect(pending.data).toMatchObject({ invoice: null, enrichment: { state: 'pending' } });
  relay.gather();
  resolve(document('7'));
  await until(() => expect(subscriber.requests).toHaveLength(1));
  subscriber.verifyAll(secret);
  expect(subscriber.requests[0]?.event.data).toMatchObject({
    invoice: { id: '7', number: 'INV-7' },
    enrichment: { state: 'complete' },
  });
  const [kept] = (await relay.call('GET', '/v1/events')).body.data;
  expect(kept).toEqual(subscriber.requests[0]?.event);
});

test('a connection that keeps links out keeps those of the document out as well', async () => {
  const link = 'https://vendor.example/shared?token=Zk3Zk3';
  await using relay = await setUp(
    async ({ id }) => ({
      kind: 'invoice',
      invoice: { id, number: `See ${link}` } as unknown as Invoice,
    }),
    { includeLinks: false },
  );
  await using subscriber = await startSubscriber();
  await relay.subscribe({ url: subscriber.url });
  await relay.happens(7);
  relay.gather();
  await until(() => expect(subscriber.requests).toHaveLength(1));
  const { data } = subscriber.requests[0]?.event ?? {};
  expect(data).toMatchObject({ enrichment: { state: 'complete' }, activity: { link: null } });
  expect(data).toMatchObject({
    invoice: { number: 'See https://vendor.example/shared?masked' },
  });
});

test('an event that came late still says so once its document is there', async () => {
  await using relay = await setUp(async ({ id }) => document(id));
  const happened = (second: string) =>
    relay.post(relay.ingestUrl, signedBody(activity({ CreatedOn: `2026-11-20T10:00:${second}Z` })));
  await happened('20');
  await happened('10');
  relay.gather();
  await until(async () => {
    const events = (await relay.call('GET', '/v1/events')).body.data;
    expect(events[1].data).toMatchObject({
      enrichment: { state: 'complete' },
      late: { newerEventId: events[0].data.id },
    });
  });
});

test('the vendor is asked once for all events of a subject that come close together', async () => {
  await using relay = await setUp(async ({ id }) => document(id));
  await using subscriber = await startSubscriber();
  await relay.subscribe({ url: subscriber.url });
  const startedAt = relay.clock.now();
  await Promise.all(Array.from({ length: 10 }, (_, count) => relay.happens(1 + (count % 2))));
  relay.gather();
  await until(() => {
    // On a machine so busy that claims are lost, the next check is seconds away.
    relay.clock.pass(0);
    expect(subscriber.requests).toHaveLength(10);
  });
  expect(new Set(relay.asked)).toEqual(new Set(['invoice 1', 'invoice 2']));
  // Once per gathering period: on a busy machine the ten come further apart.
  const times = 1 + Math.floor((relay.clock.now() - startedAt) / gatherMs);
  expect(relay.asked.length).toBeLessThanOrEqual(2 * times);
});

test('if a document cannot be had in time, the event goes out without it and says why', async () => {
  await using relay = await setUp(
    (_, { signal }) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason));
      }),
  );
  await using subscriber = await startSubscriber();
  await relay.subscribe({ url: subscriber.url });
  await relay.happens(1);
  relay.gather();
  await until(() => expect(relay.asked).toHaveLength(1));
  expect(subscriber.requests).toEqual([]);
  relay.clock.pass(61 * seconds);
  await until(() => expect(subscriber.requests).toHaveLength(1));
  expect(subscriber.requests[0]?.event.data).toMatchObject({
    invoice: null,
    enrichment: { state: 'unavailable', reason: 'timeout' },
  });
});

test.each([
  ['vendor_unauthorized', 'refused'],
  ['vendor_refused', 'failed'],
  ['vendor_not_found', 'no_document'],
] as const)('%s is final: %s', async (code, reason) => {
  await using relay = await setUp(() => Promise.reject(new VendorError(code, 'no')));
  await using subscriber = await startSubscriber();
  await relay.subscribe({ url: subscriber.url });
  await relay.happens(1);
  relay.gather();
  await until(() => expect(subscriber.requests).toHaveLength(1));
  expect(subscriber.requests[0]?.event.data).toMatchObject({
    enrichment: { state: 'unavailable', reason },
  });
});

test('a vendor that fails temporarily is asked again, as late as it wishes', async () => {
  let failures = 2;
  await using relay = await setUp(async ({ id }) => {
    if (failures === 0) return document(id);
    failures -= 1;
    throw new VendorError('vendor_rate_limited', 'later', { retryAfterMs: 10_000 });
  });
  await using subscriber = await startSubscriber();
  await relay.subscribe({ url: subscriber.url });
  await relay.happens(1);
  relay.gather();
  await until(() => expect(relay.asked).toHaveLength(1));
  await until(() => expect(relay.log()).toContain('the vendor returned no document'));
  relay.clock.pass(9 * seconds);
  expect(relay.asked).toHaveLength(1);
  relay.clock.pass(2 * seconds);
  await until(() => expect(relay.asked).toHaveLength(2));
  await until(() => {
    relay.clock.pass(1 * seconds);
    expect(subscriber.requests).toHaveLength(1);
  });
  expect(subscriber.requests[0]?.event.data).toMatchObject({ enrichment: { state: 'complete' } });
});

test.each([
  ['a moment', 0],
  ['hours', 3 * hours],
])('a restart after %s continues with what waited', async (_, downFor) => {
  let down = true;
  await using relay = await setUp(async ({ id }) => {
    if (down) throw new VendorError('vendor_unreachable', 'down');
    return document(id);
  });
  await using subscriber = await startSubscriber();
  await relay.subscribe({ url: subscriber.url });
  await relay.happens(1);
  relay.gather();
  await until(() => expect(relay.asked).toHaveLength(1));
  down = false;
  await relay.restart({ downFor });
  relay.gather();
  await until(() => {
    relay.clock.pass(500);
    expect(subscriber.requests).toHaveLength(1);
  });
  expect(subscriber.requests[0]?.event.data).toMatchObject({ enrichment: { state: 'complete' } });
});

test('later events of the same invoice wait for an earlier one, and arrive after it', async () => {
  const { promise: answer, resolve } = Promise.withResolvers<EventDocument>();
  await using relay = await setUp(() => answer);
  await using subscriber = await startSubscriber();
  await relay.subscribe({ url: subscriber.url });
  await relay.happens(1);
  relay.gather();
  await until(() => expect(relay.asked).toHaveLength(1));
  await relay.happens(1);
  resolve(document('1'));
  await until(() => {
    relay.clock.pass(300);
    expect(subscriber.requests).toHaveLength(2);
  });
  const ids = subscriber.activityIds();
  expect(ids).toEqual(ids.toSorted());
  expect(relay.asked).toHaveLength(2);
});

test('in a burst a turn may come late: the minute counts from when the vendor is asked', async () => {
  const answers = new Map<string, () => void>();
  await using relay = await setUp(
    ({ id }) =>
      new Promise((resolve) => {
        answers.set(id, () => resolve(document(id)));
      }),
  );
  await using subscriber = await startSubscriber();
  await relay.subscribe({ url: subscriber.url });
  // More than one account may have in flight, so that some have to wait for their turn.
  await Promise.all(Array.from({ length: 16 }, (_, index) => relay.happens(index + 1)));
  relay.gather();
  await until(() => expect(relay.asked).toHaveLength(8));
  relay.clock.pass(50 * seconds);
  for (const answer of answers.values()) answer();
  await until(() => expect(relay.asked).toHaveLength(16));
  // Those with a response are delivered before time passes: an attempt has a time limit.
  await until(() => expect(subscriber.requests).toHaveLength(8));
  relay.clock.pass(20 * seconds);
  for (const answer of answers.values()) answer();
  await until(() => expect(subscriber.requests).toHaveLength(16));
  const states = subscriber.requests.map(({ event }) => event.data.enrichment?.state);
  expect(new Set(states)).toEqual(new Set(['complete']));
});

test('a hanging vendor keeps no other account waiting', async () => {
  await using relay = await setUp(({ id }, { signal }) =>
    Number(id) < 1_000
      ? new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason));
        })
      : Promise.resolve(document(id)),
  );
  await using subscriber = await startSubscriber();
  await relay.subscribe({ url: subscriber.url });
  await Promise.all(Array.from({ length: 300 }, (_, index) => relay.happens(index + 1)));
  const other = await relay.connect({ name: 'Other', enrich: true });
  await relay.post(other.ingestUrl, signedBody(activity({ InvoiceId: 5_000 })));
  relay.gather();
  await until(() => expect(subscriber.requests).toHaveLength(1));
  expect(subscriber.requests[0]?.event.data).toMatchObject({
    connectionId: other.id,
    enrichment: { state: 'complete' },
  });
});

test('after its connection is deleted the vendor is not asked, and its events go out', async () => {
  await using relay = await setUp(() =>
    Promise.reject(new VendorError('vendor_unreachable', 'down')),
  );
  await using subscriber = await startSubscriber();
  await relay.subscribe({ url: subscriber.url });
  await relay.happens(1);
  relay.gather();
  await until(() => expect(relay.log()).toContain('the vendor returned no document'));
  const asked = relay.asked.length;
  await relay.call('DELETE', `/v1/connections/${relay.connectionId}`);
  await until(() => {
    relay.clock.pass(2 * seconds);
    expect(subscriber.requests).toHaveLength(1);
  });
  expect(relay.asked).toHaveLength(asked);
  expect(subscriber.requests[0]?.event.data).toMatchObject({
    enrichment: { state: 'unavailable', reason: 'failed' },
  });
});

test('an event scheduled by a clock that was ahead is asked about once the clock is right', async () => {
  await using relay = await setUp(async ({ id }) => document(id));
  await using subscriber = await startSubscriber();
  await relay.subscribe({ url: subscriber.url });
  relay.clock.pass(6 * 24 * 3_600 * seconds);
  await relay.happens(7);
  relay.clock.pass(-6 * 24 * 3_600 * seconds);
  await relay.restart();
  await until(() => {
    relay.clock.pass(1 * seconds);
    expect(subscriber.requests).toHaveLength(1);
  });
  expect(subscriber.requests[0]?.event.data.enrichment).toEqual({ state: 'complete' });
});

describe('an activity that waited for hours before it became an event still gets its document', () => {
  async function isComplete(relay: Awaited<ReturnType<typeof setUp>>): Promise<void> {
    await until(async () => {
      relay.clock.pass(1 * seconds);
      const [event] = (await relay.call('GET', '/v1/events')).body.data;
      expect(event?.data.enrichment).toEqual({ state: 'complete' });
    });
  }

  test('for its vendor to confirm it', async () => {
    let down = true;
    await using relay = await setUp(
      async ({ id }) => document(id),
      { verification: { mode: 'callback' } },
      {
        confirm: async (activities) => {
          if (down) throw new VendorError('vendor_unreachable', 'down');
          return activities.map(() => true);
        },
      },
    );
    await relay.happens(7);
    await until(() => expect(relay.log()).toContain('cannot be asked to confirm'));
    relay.clock.pass(3 * hours);
    down = false;
    await isComplete(relay);
  });

  test('in the quarantine', async () => {
    await using relay = await setUp(async ({ id }) => document(id));
    const { sources } = relay;
    await relay.restart({ sources: new SourceRegistry([]) });
    await relay.happens(7);
    relay.clock.pass(3 * hours);
    await relay.restart({ sources });
    const [item] = (await relay.call('GET', '/v1/quarantine')).body.data;
    const retried = await relay.call('POST', `/v1/quarantine/${item.id}/retry`);
    expect(retried.body.status).toBe('accepted');
    await isComplete(relay);
  });
});

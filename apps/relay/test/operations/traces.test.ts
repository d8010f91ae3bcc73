import type { Invoice } from '@invoice-relay/core/models';
import type { AnySource } from '@invoice-relay/core/source';
import { beforeAll, describe, expect, test } from 'vitest';

import { sourceOptions } from '../../src/sources/source-options.ts';
import { systemClock } from '../../src/shared/clock/clock.ts';
import { minutes } from '../../src/shared/clock/durations.ts';
import { loadSources, SourceRegistry } from '../../src/sources/source-registry.ts';
import { startConfirmingVendor } from '../support/confirming-vendor.ts';
import { playPolledSource } from '../support/polled-source.ts';
import { startTestRelay, until } from '../support/relay.ts';
import { startSubscriber } from '../support/subscriber.ts';
import { attributesOf, startTraceCollector, tracedTo } from '../support/trace-collector.ts';
import type { CollectedSpan, TraceCollector } from '../support/trace-collector.ts';
import { activity, authSecret, signedBody } from '../support/vendor.ts';

/** The trace id sent by a vendor. */
const vendorsTrace = '0af7651916cd43dd8448eb211c80319c';

function only(collector: TraceCollector, name: string): CollectedSpan {
  const found = collector.spans().filter((span) => span.name === name);
  expect(found).toHaveLength(1);
  return found[0] as CollectedSpan;
}

const isUnder = (parent: CollectedSpan) => ({
  traceId: parent.traceId,
  parentSpanId: parent.spanId,
});

/** Envoice, with an API that knows every invoice. */
async function envoice(): Promise<SourceRegistry> {
  const loaded = await loadSources({
    packages: ['@invoice-relay/envoice'],
    sourceOptions: sourceOptions(systemClock),
  });
  return new SourceRegistry([
    {
      ...(loaded.get('envoice') as AnySource),
      enrich: async ({ id }) => ({
        kind: 'invoice',
        invoice: { id, buyer: { name: 'Jane Roe' } } as unknown as Invoice,
      }),
    },
  ]);
}

const attempt = 'invoice_relay.attempt';

/** An enriched webhook that a subscriber refuses once, over a restart of the relay. */
async function traceOneWebhook() {
  await using collector = await startTraceCollector();
  await using subscriber = await startSubscriber();
  subscriber.answers((_, count) => (count === 1 ? 503 : 200));
  await using relay = await startTestRelay({
    sources: await envoice(),
    environment: tracedTo(collector),
  });
  const connection = await relay.connect({ enrich: true });
  const subscription = await relay.subscribe({
    url: `${subscriber.url}?hook=of-a-customer`,
    headers: { authorization: 'Bearer of-a-subscriber' },
  });
  const answer = await relay.post(
    connection.ingestUrl,
    signedBody(activity({ CustomerName: 'Jane Roe' })),
    {
      'content-type': 'application/json',
      traceparent: `00-${vendorsTrace}-b7ad6b7169203331-01`,
    },
  );
  expect(answer.status).toBe(200);
  await until(() => {
    relay.clock.pass(300);
    expect(relay.log()).toContain('"msg":"attempt failed"');
  });
  await relay.restart();
  relay.clock.pass(10 * minutes);
  await until(() => expect(relay.log()).toContain('"msg":"attempt delivered"'));
  const metrics = (await relay.call('GET', '/metrics')).body as string;
  // What has ended is exported at the stop.
  await relay.stop();
  const attempts = collector
    .spans()
    .filter(({ name }) => name === 'deliver')
    .toSorted((a, b) => Number(attributesOf(a)[attempt]) - Number(attributesOf(b)[attempt]));
  return {
    spans: collector.spans(),
    ingest: only(collector, 'ingest'),
    project: only(collector, 'project'),
    enrich: only(collector, 'enrich'),
    attempts,
    text: collector.text(),
    connection,
    subscription,
    subscriberUrl: subscriber.url,
    received: subscriber.requests.map(({ headers }) => headers),
    metrics,
  };
}

describe('one webhook', () => {
  let traced: Awaited<ReturnType<typeof traceOneWebhook>>;
  beforeAll(async () => {
    traced = await traceOneWebhook();
  });

  test('is one trace, from receipt to every attempt, across a restart', () => {
    const { spans, ingest, project, enrich, attempts, metrics } = traced;
    expect(spans).toHaveLength(5);
    expect(ingest.parentSpanId ?? '').toBe('');
    expect(attempts).toHaveLength(2);
    for (const span of [project, enrich, ...attempts]) expect(span).toMatchObject(isUnder(ingest));
    expect(metrics).toContain('invoice_relay_spans_total{outcome="dropped"} 0');
  });

  test('has spans with ids, counts, outcomes and statuses only', () => {
    const { ingest, project, enrich, attempts, connection, subscription, received } = traced;
    const ofConnection = { 'invoice_relay.connection.id': connection.id };
    const source = { ...ofConnection, 'invoice_relay.source': 'envoice' };
    const ofEvent = { 'invoice_relay.event.id': received[0]?.['webhook-id'] };
    expect(attributesOf(ingest)).toEqual({ ...source, 'invoice_relay.outcome': 'accepted' });
    expect(attributesOf(project)).toEqual({
      ...source,
      ...ofEvent,
      'invoice_relay.batch.size': 1,
      'invoice_relay.events': 1,
      'invoice_relay.outcome': 'accepted',
    });
    expect(attributesOf(enrich)).toEqual({ ...ofConnection, 'invoice_relay.outcome': 'complete' });
    const delivery = {
      ...ofConnection,
      ...ofEvent,
      'invoice_relay.subscription.id': subscription.id,
      'invoice_relay.delivery.id': expect.stringMatching(/^dlv_/),
    };
    expect(attempts.map(attributesOf)).toEqual([
      {
        ...delivery,
        [attempt]: 1,
        'invoice_relay.outcome': 'pending',
        'http.response.status_code': 503,
      },
      {
        ...delivery,
        [attempt]: 2,
        'invoice_relay.outcome': 'delivered',
        'http.response.status_code': 200,
      },
    ]);
  });

  test('reveals no secret, URL or name to the collector', () => {
    const { text, connection, subscription, subscriberUrl } = traced;
    const token = new URL(connection.ingestUrl).pathname.split('/').at(-1) as string;
    const secrets = [token, authSecret, subscription.secret, subscriberUrl, 'of-a-customer'];
    for (const secret of [...secrets, 'of-a-subscriber', 'Jane Roe', '127.0.0.1', 'Shop']) {
      expect(text).not.toContain(secret);
    }
  });

  test('continues at the subscriber, who gets the span of each attempt', () => {
    const { attempts, received } = traced;
    expect(received.map((headers) => headers['traceparent'])).toEqual(
      attempts.map(({ traceId, spanId }) => `00-${traceId}-${spanId}-01`),
    );
  });

  test("is only linked to the vendor's own trace, which has no influence on it", () => {
    const { ingest } = traced;
    expect(ingest.links).toMatchObject([{ traceId: vendorsTrace, spanId: 'b7ad6b7169203331' }]);
    expect(ingest.traceId).not.toBe(vendorsTrace);
  });
});

test('what waits for confirmation continues in its trace', async () => {
  await using collector = await startTraceCollector();
  await using subscriber = await startSubscriber();
  await using vendor = await startConfirmingVendor();
  await using relay = await startTestRelay({
    environment: { ...vendor.environment, ...tracedTo(collector) },
  });
  const { ingestUrl } = await relay.connect(vendor.connection);
  await relay.subscribe({ url: subscriber.url });
  await relay.post(ingestUrl, vendor.happens('7', '1'));
  await until(() => expect(relay.log()).toContain('"msg":"attempt delivered"'));
  await relay.stop();
  const ingest = only(collector, 'ingest');
  for (const name of ['confirm', 'deliver']) {
    expect(only(collector, name)).toMatchObject(isUnder(ingest));
  }
  expect(collector.spans()).toHaveLength(3);
});

test('activities without a webhook each have their own trace', async () => {
  await using collector = await startTraceCollector();
  await using subscriber = await startSubscriber();
  const vendor = playPolledSource([
    { id: 1, paid: false },
    { id: 2, paid: false },
  ]);
  await using relay = await startTestRelay({
    sources: new SourceRegistry([vendor.source]),
    environment: tracedTo(collector),
  });
  await relay.subscribe({ url: subscriber.url });
  await relay.connect({ source: 'polled', credentials: {}, poll: { intervalSeconds: 60 } });
  await until(() => expect(relay.log().match(/"msg":"attempt delivered"/g)).toHaveLength(2));
  await relay.stop();
  const named = (name: string) => collector.spans().filter((span) => span.name === name);
  expect(named('project').map((span) => attributesOf(span)['invoice_relay.via'])).toEqual([
    'poll',
    'poll',
  ]);
  const traces = named('project').map(({ traceId }) => traceId);
  expect(new Set(traces).size).toBe(2);
  expect(
    named('deliver')
      .map(({ traceId }) => traceId)
      .toSorted(),
  ).toEqual(traces.toSorted());
});

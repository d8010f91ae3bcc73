import type { Invoice } from '@invoice-relay/core/models';
import type { AnySource } from '@invoice-relay/core/source';
import { expect, test } from 'vitest';

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

test('one webhook is one trace, from receipt to every attempt, across a restart and with ids only', async () => {
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
  const eventId = subscriber.requests[0]?.headers['webhook-id'];
  const metrics = (await relay.call('GET', '/metrics')).body as string;
  expect(metrics).toContain('invoice_relay_spans_total{outcome="dropped"} 0');
  // What has ended is exported at the stop.
  await relay.stop();

  const ingest = only(collector, 'ingest');
  const project = only(collector, 'project');
  const enrich = only(collector, 'enrich');
  const attempts = collector
    .spans()
    .filter(({ name }) => name === 'deliver')
    .toSorted((a, b) => Number(attributesOf(a)[attempt]) - Number(attributesOf(b)[attempt]));
  expect(collector.spans()).toHaveLength(5);
  expect(ingest.parentSpanId ?? '').toBe('');
  for (const span of [project, enrich, ...attempts]) expect(span).toMatchObject(isUnder(ingest));
  const source = {
    'invoice_relay.connection.id': connection.id,
    'invoice_relay.source': 'envoice',
  };
  expect(attributesOf(ingest)).toEqual({ ...source, 'invoice_relay.outcome': 'accepted' });
  expect(attributesOf(project)).toEqual({
    ...source,
    'invoice_relay.batch.size': 1,
    'invoice_relay.events': 1,
    'invoice_relay.event.id': eventId,
    'invoice_relay.outcome': 'accepted',
  });
  expect(attributesOf(enrich)).toEqual({
    'invoice_relay.connection.id': connection.id,
    'invoice_relay.outcome': 'complete',
  });
  const delivery = {
    'invoice_relay.connection.id': connection.id,
    'invoice_relay.event.id': eventId,
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
  expect(subscriber.requests.map(({ headers }) => headers['traceparent'])).toEqual(
    attempts.map(({ traceId, spanId }) => `00-${traceId}-${spanId}-01`),
  );

  const token = new URL(connection.ingestUrl).pathname.split('/').at(-1) as string;
  const secrets = [token, authSecret, subscription.secret, subscriber.url, 'of-a-customer'];
  for (const secret of [...secrets, 'of-a-subscriber', 'Jane Roe', '127.0.0.1', 'Shop']) {
    expect(collector.text()).not.toContain(secret);
  }
  // A vendor has no influence on our traces: its trace is only linked.
  expect(ingest.links).toMatchObject([{ traceId: vendorsTrace, spanId: 'b7ad6b7169203331' }]);
  expect(ingest.traceId).not.toBe(vendorsTrace);
});

const attempt = 'invoice_relay.attempt';

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

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

import { expect, test } from 'vitest';

import { openTracer } from '../../src/operations/tracing/open-tracer.ts';
import type { Tracer } from '../../src/operations/tracing/tracer.ts';
import { readConfig } from '../../src/operations/config/config.ts';
import { createLogger } from '../../src/operations/logger.ts';
import { startTestRelay, until } from '../support/relay.ts';
import { startSubscriber } from '../support/subscriber.ts';
import { attributesOf, startTraceCollector, tracedTo } from '../support/trace-collector.ts';
import type { CollectedSpan } from '../support/trace-collector.ts';
import { activity, signedBody } from '../support/vendor.ts';

const execFileAsync = promisify(execFile);
const openTracerUrl = new URL('../../src/operations/tracing/open-tracer.ts', import.meta.url).href;

test('a failed attempt is an error with its status, and its cause stays in the log', async () => {
  await using collector = await startTraceCollector();
  await using subscriber = await startSubscriber();
  subscriber.answers(() => ({ status: 500, body: 'a-text-of-the-subscriber' }));
  await using relay = await startTestRelay({
    projector: 'thread',
    environment: tracedTo(collector),
  });
  const { ingestUrl } = await relay.connect();
  await relay.subscribe({ url: subscriber.url });
  await relay.post(ingestUrl, signedBody(activity()));
  await relay.post(ingestUrl, '{');
  await until(() => expect(relay.log()).toContain('"msg":"attempt failed"'));
  await relay.stop();
  const deliver = collector.spans().find(({ name }) => name === 'deliver') as CollectedSpan;
  // The projector's thread has no SDK: it reports what it made, and the span is created here.
  const project = collector.spans().find(({ name }) => name === 'project');
  expect(project?.traceId).toBe(deliver.traceId);
  expect(deliver.status).toEqual({ code: 2 });
  expect(attributesOf(deliver)).toMatchObject({
    'http.response.status_code': 500,
    'invoice_relay.outcome': 'pending',
  });
  const outcomes = collector
    .spans()
    .filter(({ name }) => name === 'ingest')
    .map((span) => attributesOf(span)['invoice_relay.outcome']);
  expect(outcomes).toEqual(['accepted', 'refused']);
  expect(collector.text()).not.toContain('a-text-of-the-subscriber');
});

test.each([[{}], [{ OTEL_SDK_DISABLED: 'true' }], [{ OTEL_TRACES_EXPORTER: 'none' }]])(
  'with %o, nothing is kept and nothing is exported',
  async (environment) => {
    await using collector = await startTraceCollector();
    const isOff = Object.keys(environment).length > 0;
    await using relay = await startTestRelay({
      environment: {
        ...environment,
        ...(isOff ? { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url } : {}),
      },
    });
    const { ingestUrl } = await relay.connect();
    await relay.post(ingestUrl, signedBody(activity()));
    expect(await relay.rows('SELECT "trace" FROM "events"')).toEqual([{ trace: null }]);
    await relay.stop();
    expect(collector.paths).toEqual([]);
  },
);

test('the SDK is loaded only when tracing is on', async () => {
  const loaded = async (environment: Readonly<Record<string, string>>): Promise<string> => {
    const { stdout } = await execFileAsync(process.execPath, [
      '--input-type=module',
      '--eval',
      `import { registerHooks } from 'node:module';
       const names = [];
       registerHooks({ resolve: (name, context, next) => (names.push(name), next(name, context)) });
       const { openTracer } = await import(${JSON.stringify(openTracerUrl)});
       const config = ${JSON.stringify(readConfig(environment).tracing) ?? 'undefined'};
       await openTracer({ config, logger: { warn() {}, info() {} } });
       console.log(names.filter((name) => name.startsWith('@opentelemetry/')).join());`,
    ]);
    return stdout.trim();
  };
  expect(await loaded({})).toBe('');
  const nowhere = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9' };
  expect(await loaded(nowhere)).toContain('@opentelemetry/sdk-trace');
});

interface OpenTracer extends AsyncDisposable {
  readonly tracer: Tracer;
  readonly lines: readonly string[];
}

async function open(environment: Readonly<Record<string, string>>): Promise<OpenTracer> {
  const lines: string[] = [];
  const tracer = await openTracer({
    config: readConfig(environment).tracing,
    logger: createLogger({ level: 'info', destination: { write: (line) => lines.push(line) } }),
  });
  return { tracer, lines, [Symbol.asyncDispose]: () => tracer.close() };
}

test('what the sampler drops is exported nowhere along the way', async () => {
  await using collector = await startTraceCollector();
  const sampler = { OTEL_TRACES_SAMPLER: 'parentbased_traceidratio', OTEL_TRACES_SAMPLER_ARG: '0' };
  await using opened = await open({ ...tracedTo(collector), ...sampler });
  const { tracer } = opened;
  const left = tracer.start('ingest');
  expect(left.traceparent).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-00$/);
  tracer.start('project', { parent: left.traceparent }).end();
  left.end();
  const parent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
  tracer.start('deliver', { parent }).end();
  await tracer.close();
  expect(collector.spans().map(({ name }) => name)).toEqual(['deliver']);
});

test('spans are exported as protobuf unless JSON is requested', async () => {
  await using collector = await startTraceCollector();
  await using opened = await open({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url });
  opened.tracer.start('a-span').end();
  await opened.tracer.close();
  expect(collector.contentTypes).toEqual(['application/x-protobuf']);
  expect(collector.text()).toContain('a-span');
  expect(opened.tracer.counts).toEqual({ exported: 1, failed: 0, dropped: 0 });
});

test('a collector that accepts nothing is reported once, and counted', async () => {
  await using collector = await startTraceCollector({ status: 400 });
  await using opened = await open({ ...tracedTo(collector), OTEL_BSP_SCHEDULE_DELAY: '1' });
  for (const count of [1, 2]) {
    opened.tracer.start('ingest').end();
    await until(() => expect(opened.tracer.counts?.failed).toBe(count));
  }
  expect(opened.lines).toHaveLength(1);
  expect(opened.lines[0]).toContain('traces could not be exported');
});

test('with a hanging collector, little is kept, the rest is counted, and a stop takes a second', async () => {
  await using collector = await startTraceCollector({ status: 'never' });
  await using opened = await open({ ...tracedTo(collector), OTEL_BSP_MAX_QUEUE_SIZE: '10' });
  const { tracer } = opened;
  for (let count = 0; count < 25; count += 1) tracer.start('ingest').end();
  // Ten are being sent, ten wait.
  expect(tracer.counts).toEqual({ exported: 0, failed: 0, dropped: 5 });
  expect(opened.lines).toHaveLength(1);
  expect(opened.lines[0]).toContain('spans are dropped');
  const startedAt = performance.now();
  await tracer.close();
  // The SDK itself waits for 10 s.
  expect(performance.now() - startedAt).toBeLessThan(5_000);
  expect(opened.lines.at(-1)).toContain('the last spans were not exported');
});

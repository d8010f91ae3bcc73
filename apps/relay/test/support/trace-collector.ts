import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';

/** An attribute of a span or a resource in OTLP's JSON format. */
interface Attribute {
  readonly key: string;
  readonly value: { readonly stringValue?: string; readonly intValue?: number | string };
}

/** A span in OTLP's JSON format. */
export interface CollectedSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
  readonly attributes: readonly Attribute[];
  readonly status: { readonly code?: number };
  readonly links?: readonly unknown[];
}

interface Resource {
  readonly attributes: readonly Attribute[];
}

export interface TraceCollector extends AsyncDisposable {
  readonly url: string;
  /** The paths of the requests. */
  readonly paths: readonly string[];
  readonly contentTypes: readonly (string | undefined)[];
  /** Everything that was received, unmodified. */
  readonly text: () => string;
  readonly spans: () => readonly CollectedSpan[];
  readonly resources: () => readonly Record<string, unknown>[];
}

/**
 * A collector for OTLP over HTTP, in JSON. It accepts everything, unless it is given another
 * status, or never responds.
 */
export async function startTraceCollector(
  options: { readonly status?: number | 'never' } = {},
): Promise<TraceCollector> {
  const bodies: string[] = [];
  const paths: string[] = [];
  const contentTypes: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      const isZipped = request.headers['content-encoding'] === 'gzip';
      bodies.push((isZipped ? gunzipSync(body) : body).toString());
      paths.push(request.url ?? '');
      contentTypes.push(request.headers['content-type']);
      if (options.status === 'never') return;
      response.statusCode = options.status ?? 200;
      response.setHeader('content-type', 'application/json').end('{}');
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const resourceSpans = () =>
    bodies.flatMap(
      (body) =>
        (
          JSON.parse(body) as {
            readonly resourceSpans: readonly {
              readonly resource: Resource;
              readonly scopeSpans: readonly { readonly spans: readonly CollectedSpan[] }[];
            }[];
          }
        ).resourceSpans,
    );
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    paths,
    contentTypes,
    text: () => bodies.join('\n'),
    spans: () =>
      resourceSpans().flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans)),
    resources: () => resourceSpans().map(({ resource }) => attributesOf(resource)),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}

export function attributesOf(one: Resource): Record<string, unknown> {
  return Object.fromEntries(
    one.attributes.map(({ key, value }) => [key, value.stringValue ?? Number(value.intValue)]),
  );
}

/** The environment of a relay that exports to it. */
export function tracedTo({ url }: Pick<TraceCollector, 'url'>): Readonly<Record<string, string>> {
  return { OTEL_EXPORTER_OTLP_ENDPOINT: url, OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json' };
}

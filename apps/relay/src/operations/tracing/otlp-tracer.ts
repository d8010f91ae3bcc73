import {
  isSpanContextValid,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import type {
  Context,
  Span as SdkSpan,
  SpanContext,
  Tracer as SdkTracer,
} from '@opentelemetry/api';
import {
  defaultResource,
  detectResources,
  envDetector,
  resourceFromAttributes,
} from '@opentelemetry/resources';
import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import type { Sampler, SpanExporter } from '@opentelemetry/sdk-trace';
import type { Logger } from 'pino';

import type { TracingConfig } from '../config/tracing-config.ts';
import { version } from '../../shared/version.ts';
import { ExportQueue } from './export-queue.ts';
import type { Span, SpanAttributes, SpanCounts, SpanOptions, Tracer } from './tracer.ts';

/**
 * How long a shutdown waits for the last spans. Durable work is done before; together with its
 * grace period, this stays under the 10 s that Docker allows. Milliseconds.
 */
const flushMs = 1_000;

const scope = 'invoice-relay';

/** Exports spans by OTLP over HTTP, in batches. Registers nothing globally. */
export class OtlpTracer implements Tracer {
  readonly #logger: Logger;
  readonly #queue: ExportQueue;
  readonly #provider: TracerProvider;
  readonly #tracer: SdkTracer;

  constructor(options: {
    readonly config: TracingConfig;
    readonly exporter: SpanExporter;
    readonly logger: Logger;
  }) {
    const { config, logger } = options;
    this.#logger = logger;
    this.#queue = new ExportQueue(options);
    this.#provider = new TracerProvider({
      // No host and process detectors: command lines and paths must not leave the machine.
      resource: defaultResource()
        .merge(resourceFromAttributes({ 'service.version': version }))
        .merge(detectResources({ detectors: [envDetector] }))
        .merge(resourceFromAttributes({ 'service.name': config.serviceName })),
      sampler: samplerOf(config),
      spanProcessors: [this.#queue],
    });
    this.#tracer = this.#provider.getTracer(scope, version);
  }

  get counts(): SpanCounts {
    return this.#queue.counts;
  }

  start(name: string, options: SpanOptions = {}): Span {
    const { parent, link, kind, attributes, at } = options;
    const linked = spanContextOf(link);
    return new OtlpSpan(
      this.#tracer.startSpan(
        name,
        {
          kind: kind === undefined ? SpanKind.INTERNAL : kinds[kind],
          ...(linked === undefined ? {} : { links: [{ context: linked }] }),
          ...(attributes === undefined ? {} : { attributes }),
          ...(at === undefined ? {} : { startTime: at }),
        },
        contextOf(parent),
      ),
    );
  }

  async close(): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    await Promise.race([
      this.#provider.shutdown().catch(() => {}),
      new Promise<void>((resolve) => {
        timer = setTimeout(() => {
          this.#logger.warn('the last spans were not exported: no collector accepted them in time');
          resolve();
        }, flushMs);
      }),
    ]);
    clearTimeout(timer);
  }
}

const kinds = { server: SpanKind.SERVER, client: SpanKind.CLIENT };

class OtlpSpan implements Span {
  readonly #span: SdkSpan;

  constructor(span: SdkSpan) {
    this.#span = span;
  }

  get traceparent(): string {
    const { traceId, spanId, traceFlags } = this.#span.spanContext();
    return `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`;
  }

  set(attributes: SpanAttributes): void {
    this.#span.setAttributes(attributes);
  }

  end(options: Parameters<Span['end']>[0] = {}): void {
    const { attributes, error, at } = options;
    if (attributes !== undefined) this.#span.setAttributes(attributes);
    if (error === true) this.#span.setStatus({ code: SpanStatusCode.ERROR });
    this.#span.end(at);
  }
}

const traceparentForm = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;

function spanContextOf(traceparent: string | null | undefined): SpanContext | undefined {
  const [, traceId, spanId, flags] = traceparentForm.exec(traceparent ?? '') ?? [];
  if (traceId === undefined || spanId === undefined || flags === undefined) return undefined;
  const context = { traceId, spanId, traceFlags: Number.parseInt(flags, 16), isRemote: true };
  return isSpanContextValid(context) ? context : undefined;
}

/** An invalid trace context starts a new trace. */
function contextOf(traceparent: string | null | undefined): Context {
  const parent = spanContextOf(traceparent);
  return parent === undefined ? ROOT_CONTEXT : trace.setSpanContext(ROOT_CONTEXT, parent);
}

function samplerOf({ sampler, ratio }: TracingConfig): Sampler {
  const isParentBased = sampler.startsWith('parentbased_');
  const root = rootSampler(sampler.replace('parentbased_', ''), ratio);
  return isParentBased ? new ParentBasedSampler({ root }) : root;
}

function rootSampler(name: string, ratio: number): Sampler {
  if (name === 'always_off') return new AlwaysOffSampler();
  return name === 'traceidratio' ? new TraceIdRatioBasedSampler(ratio) : new AlwaysOnSampler();
}

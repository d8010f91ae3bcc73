import { TraceFlags } from '@opentelemetry/api';
import { BatchSpanProcessor } from '@opentelemetry/sdk-trace';
import type { ReadableSpan, SpanExporter, SpanProcessor } from '@opentelemetry/sdk-trace';
import type { Logger } from 'pino';

import type { TracingConfig } from '../config/tracing-config.ts';
import type { SpanCounts } from './tracer.ts';

/**
 * The SDK's queue of spans to be exported, with what the SDK does not expose: how many a collector
 * accepted, failed to accept, or never saw because too many were waiting.
 */
export class ExportQueue implements SpanProcessor {
  readonly #maxWaiting: number;
  readonly #logger: Logger;
  readonly #batches: BatchSpanProcessor;
  readonly #counts = { exported: 0, failed: 0, dropped: 0 };
  #waiting = 0;
  #isDropping = false;
  #isFailing = false;

  constructor(options: {
    readonly config: Pick<TracingConfig, 'maxWaiting' | 'delayMs'>;
    readonly exporter: SpanExporter;
    readonly logger: Logger;
  }) {
    const { config, exporter, logger } = options;
    this.#maxWaiting = config.maxWaiting;
    this.#logger = logger;
    this.#batches = new BatchSpanProcessor({
      exporter: {
        export: (spans, done) => {
          this.#waiting -= spans.length;
          exporter.export(spans, (result) => {
            this.#exported(spans.length, result.error);
            done(result);
          });
        },
        forceFlush: async () => exporter.forceFlush?.(),
        shutdown: () => exporter.shutdown(),
      },
      maxQueueSize: config.maxWaiting,
      scheduledDelayMillis: config.delayMs,
    });
  }

  get counts(): SpanCounts {
    return this.#counts;
  }

  onStart(): void {}

  onEnd(span: ReadableSpan): void {
    if ((span.spanContext().traceFlags & TraceFlags.SAMPLED) === 0) return;
    if (this.#waiting >= this.#maxWaiting) {
      this.#counts.dropped += 1;
      if (!this.#isDropping) {
        this.#logger.warn(
          { waiting: this.#waiting },
          'spans are dropped, as too many are waiting to be exported: sample with OTEL_TRACES_SAMPLER, or check the collector; invoice_relay_spans_total counts them',
        );
      }
      this.#isDropping = true;
      return;
    }
    this.#waiting += 1;
    this.#batches.onEnd(span);
  }

  forceFlush(): Promise<void> {
    return this.#batches.forceFlush();
  }

  shutdown(): Promise<void> {
    return this.#batches.shutdown();
  }

  #exported(count: number, error: Error | undefined): void {
    if (error !== undefined) {
      this.#counts.failed += count;
      // Once per outage: every batch is another try.
      if (!this.#isFailing) {
        this.#logger.warn(
          { spans: count, reason: error.message },
          'traces could not be exported: is a collector for OTLP over HTTP (usually port 4318) at the OTEL_EXPORTER_OTLP_ENDPOINT?',
        );
      }
      this.#isFailing = true;
      return;
    }
    this.#counts.exported += count;
    if (this.#isFailing || this.#isDropping) {
      this.#logger.info(this.#counts, 'traces are exported again; spans since the start');
    }
    this.#isFailing = false;
    this.#isDropping = false;
  }
}

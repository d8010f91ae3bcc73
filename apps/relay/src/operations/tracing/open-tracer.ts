import type { SpanExporter } from '@opentelemetry/sdk-trace';
import type { Logger } from 'pino';

import type { TracingConfig } from '../config/tracing-config.ts';
import { noTracer } from './tracer.ts';
import type { Tracer } from './tracer.ts';

/** The SDK is only loaded if tracing is on. */
export async function openTracer(options: {
  readonly config: TracingConfig | undefined;
  readonly logger: Logger;
}): Promise<Tracer> {
  const { config, logger } = options;
  if (config === undefined) return noTracer;
  const [exporter, { OtlpTracer }] = await Promise.all([
    exporterOf(config),
    import('./otlp-tracer.ts'),
  ]);
  return new OtlpTracer({ config, exporter, logger });
}

/** It reads `OTEL_EXPORTER_OTLP_HEADERS`, `_TIMEOUT`, `_COMPRESSION` and `_CERTIFICATE` itself. */
async function exporterOf({ url, protocol }: TracingConfig): Promise<SpanExporter> {
  const { OTLPTraceExporter } =
    protocol === 'http/json'
      ? await import('@opentelemetry/exporter-trace-otlp-http')
      : await import('@opentelemetry/exporter-trace-otlp-proto');
  return new OTLPTraceExporter({ url });
}

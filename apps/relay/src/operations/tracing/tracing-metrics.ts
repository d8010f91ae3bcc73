import { Counter } from 'prom-client';

import type { Metrics } from '../metrics/metrics.ts';
import type { Tracer } from './tracer.ts';

/** Exposes the outcomes of spans, if tracing is on. */
export function registerSpanMetrics(options: {
  readonly metrics: Metrics;
  readonly tracer: Tracer;
}): void {
  const { metrics, tracer } = options;
  if (tracer.counts === undefined) return;
  metrics.registry.registerMetric(
    new Counter({
      name: 'invoice_relay_spans_total',
      help: 'Trace spans, by outcome: exported, failed (no collector accepted them in time), dropped (too many were waiting). Only if tracing is on.',
      labelNames: ['outcome'],
      registers: [],
      collect() {
        this.reset();
        for (const [outcome, count] of Object.entries(tracer.counts ?? {})) {
          this.inc({ outcome }, count);
        }
      },
    }),
  );
}

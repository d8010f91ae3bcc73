import { Gauge } from 'prom-client';

import type { Metrics } from '../../operations/metrics/metrics.ts';
import type { UnconfirmedStore } from '../../pipeline/unconfirmed/unconfirmed-store.ts';

/** Exposes how much waits to be confirmed, counted along an index on each scrape. */
export function registerUnconfirmedMetrics(options: {
  readonly metrics: Metrics;
  readonly store: UnconfirmedStore;
}): void {
  const { metrics, store } = options;
  metrics.registry.registerMetric(
    new Gauge({
      name: 'invoice_relay_unconfirmed_activities',
      help: 'Activities waiting for their vendor’s API to confirm them.',
      registers: [],
      async collect() {
        try {
          this.set(await store.countAll());
        } catch {
          // A failing database is no reason to withhold the other metrics.
          this.remove();
        }
      },
    }),
  );
}

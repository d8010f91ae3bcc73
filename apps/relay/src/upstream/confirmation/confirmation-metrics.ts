import { Gauge } from 'prom-client';

import type { Metrics } from '../../operations/metrics/index.ts';
import type { UnconfirmedStore } from '../../pipeline/unconfirmed/unconfirmed-store.ts';

/** Shows how much waits to be confirmed, counted along an index when somebody asks. */
export function showUnconfirmed(options: {
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
          // A database in trouble is no reason to keep back the counters that tell of it.
          this.remove();
        }
      },
    }),
  );
}

import { Inject, Injectable } from '@nestjs/common';
import { Counter } from 'prom-client';

import { Metrics } from '../../operations/metrics/metrics.ts';

/** Counts what backfills did. */
@Injectable()
export class BackfillMetrics {
  readonly #backfills: Counter<'outcome'>;
  readonly #activities: Counter<'source'>;

  constructor(@Inject(Metrics) { registry }: Metrics) {
    this.#backfills = new Counter({
      name: 'invoice_relay_backfills_total',
      help: 'Finished backfills, by outcome: completed, failed.',
      labelNames: ['outcome'],
      registers: [registry],
    });
    this.#activities = new Counter({
      name: 'invoice_relay_backfilled_activities_total',
      help: 'Activities that never arrived and were found by a backfill, by source.',
      labelNames: ['source'],
      registers: [registry],
    });
  }

  countBackfill(outcome: 'completed' | 'failed'): void {
    this.#backfills.inc({ outcome });
  }

  countAppended(options: { readonly source: string; readonly count: number }): void {
    if (options.count > 0) this.#activities.inc({ source: options.source }, options.count);
  }
}

import { Inject, Injectable } from '@nestjs/common';
import { Counter } from 'prom-client';

import { Metrics } from '../../operations/metrics/metrics.ts';

/** Counts what polls did, and what they found beside all other activities. */
@Injectable()
export class PollMetrics {
  readonly #polls: Counter<'outcome'>;

  constructor(@Inject(Metrics) private readonly metrics: Metrics) {
    this.#polls = new Counter({
      name: 'invoice_relay_polls_total',
      help: 'Finished polls, by outcome: completed, failed.',
      labelNames: ['outcome'],
      registers: [metrics.registry],
    });
  }

  countFound(options: { readonly source: string; readonly count: number }): void {
    if (options.count > 0) this.metrics.countActivities({ ...options, outcome: 'accepted' });
  }

  countPoll(outcome: 'completed' | 'failed'): void {
    this.#polls.inc({ outcome });
  }
}

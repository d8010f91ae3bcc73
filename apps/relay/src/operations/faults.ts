import { Counter } from 'prom-client';
import type { Logger } from 'pino';

import { pluginFailed } from '../shared/plugin-fault.ts';
import { describeThrown } from '../shared/describe-thrown.ts';
import type { Metrics } from './metrics/metrics.ts';

/** An error that no caller waits for, from any thread. Plain data. */
export type Fault =
  | {
      readonly kind: 'plugin';
      readonly source: string;
      readonly doing: string;
      readonly error: unknown;
    }
  | { readonly kind: 'afterCommit'; readonly error: unknown };

/** Logs errors that no caller waits for, and counts them. */
export class Faults {
  readonly #logger: Logger;
  readonly #ofPlugins = new Map<string, number>();
  #afterCommit = 0;

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  report(fault: Fault): void {
    const { error } = fault;
    if (fault.kind === 'afterCommit') {
      this.#afterCommit += 1;
      this.#logger.error({ err: error }, 'work after a commit failed');
      return;
    }
    const { source, doing } = fault;
    this.#ofPlugins.set(source, (this.#ofPlugins.get(source) ?? 0) + 1);
    this.#logger.error(
      { err: error, source },
      `${pluginFailed({ source, doing })}: ${describeThrown(error)}. It came from an unhandled promise or a timer; the relay continues without it`,
    );
  }

  registerMetrics({ registry }: Metrics): void {
    const ofPlugins = this.#ofPlugins;
    const afterCommit = (): number => this.#afterCommit;
    registry.registerMetric(
      new Counter({
        name: 'invoice_relay_source_faults_total',
        help: 'Errors of a source in unhandled promises or timers, by source. The log has each of them.',
        labelNames: ['source'],
        registers: [],
        collect() {
          this.reset();
          for (const [source, count] of ofPlugins) this.inc({ source }, count);
        },
      }),
    );
    registry.registerMetric(
      new Counter({
        name: 'invoice_relay_after_commit_faults_total',
        help: 'Errors of the relay in work after a commit, such as waking other tasks. What was written is kept; the log has each error.',
        registers: [],
        collect() {
          this.reset();
          this.inc(afterCommit());
        },
      }),
    );
  }
}

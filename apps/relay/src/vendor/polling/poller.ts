import type { Logger } from 'pino';

import type { Clock } from '../../shared/clock/clock.ts';
import { DueRunner } from '../../jobs/due-runner.ts';
import type { DueWork } from '../../jobs/due-runner.ts';
import type { PollRun } from './poll-run.ts';
import type { PollSchedule } from './poll-schedule.ts';
import type { PollStore } from './poll-store.ts';

/** Each waits for its own vendor most of the time. */
const atOnce = 16;

/** Polls the connections that are due. */
export class Poller {
  readonly #runner: DueRunner<DueWork>;
  readonly #store: PollStore;
  readonly #schedule: PollSchedule;
  #stopListening = (): void => {};

  constructor(options: {
    readonly store: PollStore;
    readonly schedule: PollSchedule;
    readonly run: PollRun;
    readonly clock: Clock;
    readonly logger: Logger;
  }) {
    const { store, run, clock, logger } = options;
    this.#store = store;
    this.#schedule = options.schedule;
    this.#runner = new DueRunner({
      what: 'poll',
      open: () => store.open(),
      run: ({ id }, signal) => run.run({ connectionId: id, signal }),
      atOnce,
      clock,
      logger,
    });
  }

  async start(): Promise<void> {
    // SQLite belongs to this process: whoever polled before it is gone.
    await this.#store.releaseAll();
    this.#stopListening = this.#schedule.wake.onWake(() => this.#runner.look());
    this.#runner.start();
  }

  async stop(options: { readonly graceMs: number }): Promise<void> {
    this.#stopListening();
    await this.#runner.stop(options);
  }
}

import type { Logger } from 'pino';

/** Two clocks that differ by more are told of. NTP keeps them within milliseconds. Milliseconds. */
const mostApartMs = 10_000;

/**
 * Tells when the clock of this machine is not that of the database. The relay goes by the database's
 * (see `DatabaseClock`), so deliveries are no different by that. But certificates are checked by the
 * machine's, and lines of the log carry it; and if it is the database's that is wrong, subscribers
 * refuse what is signed by it.
 */
export class ClockDifference {
  readonly #logger: Logger;
  #isTold = false;

  constructor(options: { readonly logger: Logger }) {
    this.#logger = options.logger;
  }

  /** @param options epoch milliseconds, of the same moment */
  seen({ machine, database }: { readonly machine: number; readonly database: number }): void {
    const ahead = machine - database;
    const isApart = Math.abs(ahead) > mostApartMs;
    if (isApart === this.#isTold) return;
    this.#isTold = isApart;
    if (!isApart) {
      this.#logger.info('the clock of this machine agrees with the database’s again');
      return;
    }
    const seconds = Math.round(Math.abs(ahead) / 1_000);
    this.#logger.warn(
      { clockAheadMs: Math.round(ahead) },
      `the clock of this machine is ${seconds} s ${ahead > 0 ? 'ahead of' : 'behind'} the database’s, which the relay uses. Correct whichever is wrong, and keep it in sync with NTP`,
    );
  }
}

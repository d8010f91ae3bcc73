import type { Logger } from 'pino';

/**
 * The difference between the two clocks above which it is reported. NTP keeps them within
 * milliseconds. Milliseconds.
 */
const maxApartMs = 10_000;

/**
 * Reports when the clock of this machine differs from that of the database. The relay uses the
 * database's (see `DatabaseClock`), so deliveries are not affected. But certificates are checked by
 * the machine's, and log lines carry it; and if the database's clock is wrong, subscribers reject
 * its signatures.
 */
export class ClockDifference {
  readonly #logger: Logger;
  #isReported = false;

  constructor(options: { readonly logger: Logger }) {
    this.#logger = options.logger;
  }

  /** @param options epoch milliseconds, of the same moment */
  seen({ machine, database }: { readonly machine: number; readonly database: number }): void {
    const ahead = machine - database;
    const isApart = Math.abs(ahead) > maxApartMs;
    if (isApart === this.#isReported) return;
    this.#isReported = isApart;
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

import type { Logger } from 'pino';

/**
 * Two clocks that differ by more are told of. NTP keeps them within milliseconds; a subscriber takes
 * signatures that are five minutes off. Milliseconds.
 */
const mostApartMs = 10_000;

/**
 * Tells when the clock of this machine is not that of the database. Claims and leases go by the
 * database's, so nothing is lost and nobody delivers what another one does. But when a delivery or
 * another attempt is due is said in the clock of whoever writes it: where clocks differ, it comes
 * earlier or later by as much.
 */
export class ClockDifference {
  readonly #logger: Logger;
  #isTold = false;

  constructor(options: { readonly logger: Logger }) {
    this.#logger = options.logger;
  }

  /** @param options epoch milliseconds: of this machine before and after it asked, and what it was told */
  seen(options: {
    readonly askedAt: number;
    readonly answeredAt: number;
    readonly database: number;
  }): void {
    const { askedAt, answeredAt, database } = options;
    // A slow answer may be of any moment in between. Where it is before or after both, that is certain.
    const ahead = Math.max(askedAt - database, 0) - Math.max(database - answeredAt, 0);
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
      `the clock of this machine is ${seconds} s ${ahead > 0 ? 'ahead of' : 'behind'} the database’s: deliveries may come early or late by as much. Set it, and let NTP keep it`,
    );
  }
}

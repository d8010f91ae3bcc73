import pLimit from 'p-limit';
import type { Logger } from 'pino';

import type { Clock } from '../../shared/clock/clock.ts';
import type { Wake } from '../../pipeline/lanes/wake.ts';
import type { Asker } from './asker.ts';
import type { ConfirmationLimits } from './limits.ts';
import type { Outages } from './outages.ts';
import type { UnconfirmedStore } from './unconfirmed-store.ts';

/** It looks by itself this often, should a wake-up ever be missed. Milliseconds. */
const backstopMs = 5_000;

/** How often it forgets what need not be remembered any more. Milliseconds. */
const purgeEveryMs = 60 * 60_000;

/** Of how many connections the vendors are asked at the same time. */
const connectionsAtOnce = 16;

interface ConfirmerOptions {
  readonly asker: Pick<Asker, 'ask'>;
  readonly store: Pick<UnconfirmedStore, 'connectionsThatWait' | 'purge'>;
  readonly outages: Outages;
  /** Tells that something came to wait. */
  readonly wake: Wake;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly limits: ConfirmationLimits;
}

/**
 * Has vendors asked about the activities that wait for their word: in the background, each
 * connection for itself, so that a vendor that is slow or out holds up no other.
 */
export class Confirmer {
  readonly #options: ConfirmerOptions;
  readonly #slots = pLimit(connectionsAtOnce);
  readonly #flights = new Map<string, Promise<void>>();
  readonly #abort = new AbortController();
  #running = false;
  #looking: Promise<void> | undefined;
  #lookAgain = false;
  #cancelTimer: (() => void) | undefined;
  #stopListening: (() => void) | undefined;
  #purgeAt = 0;

  constructor(options: ConfirmerOptions) {
    this.#options = options;
  }

  start(): void {
    this.#running = true;
    this.#stopListening = this.#options.wake.onWake(() => this.#look());
    this.#look();
  }

  /**
   * Cuts off what is being asked: it is asked again at the next start. A source that does not let
   * itself be cut off is left behind after `graceMs`: what it says then changes nothing any more.
   */
  async stop(options: { readonly graceMs: number }): Promise<void> {
    this.#running = false;
    this.#stopListening?.();
    this.#cancelTimer?.();
    this.#abort.abort();
    await this.#looking;
    const { promise: grace, resolve: endGrace } = Promise.withResolvers<void>();
    const cancelGrace = this.#options.clock.after(options.graceMs, endGrace);
    await Promise.race([Promise.all(this.#flights.values()), grace]);
    cancelGrace();
  }

  #look(): void {
    if (!this.#running) return;
    this.#lookAgain = true;
    this.#looking ??= this.#lookUntilDone().finally(() => {
      this.#looking = undefined;
    });
  }

  async #lookUntilDone(): Promise<void> {
    let wait = backstopMs;
    while (this.#lookAgain && this.#running) {
      this.#lookAgain = false;
      try {
        wait = await this.#round();
      } catch (err) {
        this.#options.logger.error(
          { err },
          'cannot look for unconfirmed activities; will try again',
        );
      }
    }
    this.#cancelTimer?.();
    if (this.#running) this.#cancelTimer = this.#options.clock.after(wait, () => this.#look());
  }

  /** Starts to ask where something is due. @returns when to look again, in milliseconds */
  async #round(): Promise<number> {
    const { store, outages, clock } = this.#options;
    await this.#purge();
    let wait = backstopMs;
    for (const { connectionId, dueAt } of await store.connectionsThatWait()) {
      if (this.#flights.has(connectionId)) continue;
      const at = Math.max(dueAt, outages.until(connectionId));
      if (at > clock.now()) wait = Math.min(wait, at - clock.now());
      else this.#launch(connectionId);
    }
    return wait;
  }

  #launch(connectionId: string): void {
    const flight = this.#slots(() => this.#askOn(connectionId)).finally(() => {
      this.#flights.delete(connectionId);
      this.#look();
    });
    this.#flights.set(connectionId, flight);
  }

  /** Asks until nothing is due any more, or the vendor cannot be asked. */
  async #askOn(connectionId: string): Promise<void> {
    const { asker, outages, clock, logger } = this.#options;
    const { signal } = this.#abort;
    try {
      while (!signal.aborted && (await asker.ask({ connectionId, signal })));
    } catch (err) {
      if (signal.aborted) return;
      const error = { code: 'vendor_failed', retryAfterMs: null } as const;
      outages.note({ connectionId, error, now: clock.now() });
      logger.error({ connectionId, err }, 'cannot confirm activities; will try again');
    }
  }

  async #purge(): Promise<void> {
    const { store, clock, limits } = this.#options;
    const now = clock.now();
    if (now < this.#purgeAt) return;
    await store.purge({ receivedBefore: now - limits.remembersForMs });
    this.#purgeAt = now + purgeEveryMs;
  }
}

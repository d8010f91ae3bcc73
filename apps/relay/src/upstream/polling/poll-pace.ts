import type { Transport } from '@invoice-relay/core/source';

import type { Clock } from '../../shared/clock/clock.ts';
import { pause } from '../../shared/clock/pause.ts';

/**
 * Another process may have sent a request at most this long ago: before this one started, or before
 * it led the background work (see `LeasedLeadership`). Milliseconds.
 */
const handOverMs = 1_000;

/** Limits the rate of requests when polling a connection, across steps and polls. */
export class PollPace {
  readonly #clock: Clock;
  /**
   * When the next request of a connection may be sent, and when the last one was. Epoch
   * milliseconds.
   */
  readonly #turns = new Map<string, { readonly nextAt: number; readonly askedAt: number }>();

  constructor(options: { readonly clock: Clock }) {
    this.#clock = options.clock;
  }

  /** A transport whose requests follow each other no faster than the rate. */
  pace(options: {
    readonly connectionId: string;
    readonly requestsPerSecond: number;
    readonly transport: Transport;
    readonly signal: AbortSignal;
  }): Transport {
    const { connectionId, requestsPerSecond, transport, signal } = options;
    return async (request) => {
      const now = this.#clock.now();
      const intervalMs = 1_000 / requestsPerSecond;
      const { nextAt, askedAt } = this.#turns.get(connectionId) ?? {
        nextAt: now + intervalMs - handOverMs,
        askedAt: now,
      };
      // A clock that was set back must not cause an equally long wait.
      const at = now < askedAt ? now : Math.max(now, nextAt);
      this.#turns.set(connectionId, { nextAt: at + intervalMs, askedAt: now });
      if (at > now) await pause({ clock: this.#clock, milliseconds: at - now, signal });
      signal.throwIfAborted();
      return transport(request);
    };
  }
}

import type { Transport } from '@invoice-relay/core/source';

import type { Clock } from '../../shared/clock/clock.ts';
import { pause } from '../../shared/clock/pause.ts';

/**
 * Another process may have sent a request at most this long ago: before this one started, or before
 * it led the background work (see `LeasedLeadership`). Milliseconds.
 */
const handOverMs = 1_000;

/**
 * When the next request of a connection may be sent, and when the last one was; nothing before the
 * first. Epoch milliseconds.
 */
interface Turn {
  nextAt?: number;
  askedAt?: number;
}

/** Limits the rate of requests when polling a connection, across steps and polls. */
export class PollPace {
  readonly #clock: Clock;
  readonly #turns = new Map<string, Turn>();

  constructor(options: { readonly clock: Clock }) {
    this.#clock = options.clock;
  }

  /** Its connection was deleted. */
  forget(connectionId: string): void {
    this.#turns.delete(connectionId);
  }

  /** A transport whose requests follow each other no faster than the rate. */
  pace(options: {
    readonly connectionId: string;
    readonly requestsPerSecond: number;
    readonly transport: Transport;
    readonly signal: AbortSignal;
  }): Transport {
    const { connectionId, requestsPerSecond, transport, signal } = options;
    const turn = this.#turns.get(connectionId) ?? {};
    this.#turns.set(connectionId, turn);
    const intervalMs = 1_000 / requestsPerSecond;
    return async (request) => {
      const now = this.#clock.now();
      const { nextAt = now + intervalMs - handOverMs, askedAt = now } = turn;
      // A clock that was set back must not cause an equally long wait.
      const at = now < askedAt ? now : Math.max(now, nextAt);
      turn.nextAt = at + intervalMs;
      turn.askedAt = now;
      if (at > now) await pause({ clock: this.#clock, milliseconds: at - now, signal });
      signal.throwIfAborted();
      return transport(request);
    };
  }
}

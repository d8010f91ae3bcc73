import type { Transport } from '@invoice-relay/core/source';

import type { Clock } from '../../shared/clock/clock.ts';
import { pause } from '../../shared/clock/pause.ts';

/**
 * So long ago at least another process may have asked: before this one started, or before it led
 * the background work (see `LeasedLeadership`). Milliseconds.
 */
const handOverMs = 1_000;

/** Keeps the polls of a connection to its rate, whatever step or poll a request belongs to. */
export class PollPace {
  readonly #clock: Clock;
  /** When the next request of a connection may go, and when the last one asked. Epoch milliseconds. */
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
      // A clock that was set back must not keep it waiting for as long.
      const at = now < askedAt ? now : Math.max(now, nextAt);
      this.#turns.set(connectionId, { nextAt: at + intervalMs, askedAt: now });
      if (at > now) await pause({ clock: this.#clock, milliseconds: at - now, signal });
      signal.throwIfAborted();
      return transport(request);
    };
  }
}

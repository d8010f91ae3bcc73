import { SourceError, VendorError } from '@invoice-relay/core/errors';
import { readRetryAfter } from '@invoice-relay/core/http';
import type { Transport, TransportResponse } from '@invoice-relay/core/source';
import PQueue from 'p-queue';

import { minutes } from '../../shared/clock/durations.ts';
import type { Clock } from '../../shared/clock/clock.ts';

/** How often and how concurrently a vendor's API is called on behalf of one account. */
export interface VendorLimits {
  readonly requestsPerSecond: number;
  readonly concurrency: number;
}

/** Gentle: vendors publish no limit, and the account's owner wants to use it as well. */
const defaultVendorLimits: VendorLimits = { requestsPerSecond: 10, concurrency: 3 };

/** How long to leave a vendor alone that responds 429 without saying for how long. Milliseconds. */
const restMs = 5_000;
const shortestRestMs = 1_000;
const longestRestMs = 1 * minutes;

/**
 * How long an unused account is remembered: longer than the window of its limit, so that no count
 * is lost. Milliseconds.
 */
const forgetAfterMs = 10_000;

/** Which requests go first if not all can: people wait for some, nobody for others. */
export const priorities = { enrichment: 3, confirmation: 2, poll: 1, backfill: 0 } as const;
export type VendorPurpose = keyof typeof priorities;

/**
 * The only way to vendors' APIs: limits requests per account, and leaves an account alone when its
 * vendor responds 429. Every request for every purpose goes through here.
 */
export class VendorGate {
  readonly #transport: Transport;
  readonly #clock: Clock;
  readonly #limits: VendorLimits;
  /** Of accounts that are being called, or were a moment ago. */
  readonly #queues = new Map<string, PQueue>();

  constructor(options: {
    readonly transport: Transport;
    readonly clock: Clock;
    readonly limits?: VendorLimits;
  }) {
    this.#transport = options.transport;
    this.#clock = options.clock;
    this.#limits = options.limits ?? defaultVendorLimits;
  }

  /** A transport for one account and one purpose. */
  transportFor(options: {
    readonly connectionId: string;
    readonly purpose: VendorPurpose;
    readonly signal: AbortSignal;
    /** Called right before each request; throws if it must not be sent any more. */
    readonly permit?: () => Promise<void>;
  }): Transport {
    const { connectionId, purpose, signal, permit } = options;
    return (request) => {
      const queue = this.#queueOf(connectionId);
      return queue.add(
        async () => {
          await permit?.();
          const response = await this.#transport({ signal, ...request });
          // Before this one makes room for the next.
          if (response.status === 429) {
            this.#rest({ connectionId, queue, headers: response.headers });
          }
          return response;
        },
        { priority: priorities[purpose], signal },
      );
    };
  }

  /** How many accounts are remembered: those of deleted connections must not pile up. */
  get accounts(): number {
    return this.#queues.size;
  }

  #queueOf(connectionId: string): PQueue {
    const known = this.#queues.get(connectionId);
    if (known !== undefined) return known;
    const queue = new PQueue({
      concurrency: this.#limits.concurrency,
      intervalCap: this.#limits.requestsPerSecond,
      interval: 1_000,
    });
    this.#queues.set(connectionId, queue);
    let cancel = (): void => {};
    queue.addEventListener('idle', () => {
      cancel();
      cancel = this.#clock.after(forgetAfterMs, () => this.#forget(connectionId, queue));
    });
    return queue;
  }

  #forget(connectionId: string, queue: PQueue): void {
    // A resting account is checked again at the end of its rest.
    if (queue.isPaused || queue.size > 0 || queue.pending > 0) return;
    if (this.#queues.get(connectionId) === queue) this.#queues.delete(connectionId);
  }

  #rest(options: {
    readonly connectionId: string;
    readonly queue: PQueue;
    readonly headers: TransportResponse['headers'];
  }): void {
    const { connectionId, queue, headers } = options;
    if (queue.isPaused) return;
    const asked = readRetryAfter({ headers, now: this.#clock.now() });
    const ms = Math.min(Math.max(asked ?? restMs, shortestRestMs), longestRestMs);
    queue.pause();
    this.#clock.after(ms, () => {
      queue.start();
      this.#clock.after(forgetAfterMs, () => this.#forget(connectionId, queue));
    });
  }
}

/** A failure to reach a vendor, for listeners: anything else is the source's fault. */
export function asVendorError(error: unknown): VendorError {
  if (error instanceof VendorError) return error;
  const problem =
    error instanceof SourceError
      ? `The source violates its contract, which is a bug in the plugin: ${error.message}.`
      : 'The source could not understand its vendor. The relay’s log has the reason.';
  return new VendorError('vendor_failed', problem, { cause: error });
}

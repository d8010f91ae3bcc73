import { Agent, Client } from 'undici';

import type { Clock } from '../../shared/clock/clock.ts';
import type { AddressGuard } from './address-guard.ts';
import { exchange } from './exchange.ts';
import type { Ending, ExchangeRequest, ExchangeResult } from './exchange.ts';
import { explainFailure } from './explain-failure.ts';
import { explainStatus } from './explain-status.ts';
import { createGuardedConnector } from './guarded-connector.ts';
import { createSystemResolver } from './resolve-host.ts';
import type { ResolveHost } from './resolve-host.ts';
import { parseRetryAfter } from './retry-after.ts';
import type { DeliverySender, SendRequest, SendResult } from './sender.ts';
import { subscriberUrlProblem } from './subscriber-url.ts';

export interface HttpSenderOptions {
  readonly guard: AddressGuard;
  /** Looks host names up; by default as the system does. */
  readonly resolve?: ResolveHost;
  /** Limits a whole attempt: looking up, connecting, TLS, sending and the answer. Milliseconds. */
  readonly timeoutMs?: number;
  readonly clock: Clock;
  /** The `User-Agent` of requests that bring none. */
  readonly userAgent?: string;
}

/**
 * Connections are kept for the next attempt: 4 s when the subscriber does not say how long it
 * keeps them (many keep them for 5 s), at most 30 s when it does. None is used for longer than
 * five minutes, so that a name that moves is followed.
 */
const connections = {
  allowH2: false,
  pipelining: 1,
  keepAliveTimeout: 4_000,
  keepAliveMaxTimeout: 30_000,
  maxHeaderSize: 16 * 1024,
} as const;
const longestConnectionMs = 5 * 60_000;

/**
 * Sends over HTTP/1.1, with kept-alive connections, to addresses that the guard lets through.
 *
 * Only 2xx is success; redirects are not followed; no proxy of the environment is used. The
 * status decides, and must come in time; the body is read up to 64 KiB, or until the time is over,
 * and then cut. A kept-alive connection that turns out to be closed costs nothing: the request
 * goes out once more over a new one, which is safe since `webhook-id` is an idempotency key.
 */
export function createHttpSender(options: HttpSenderOptions): DeliverySender {
  return new HttpSender(options);
}

class HttpSender implements DeliverySender {
  readonly #guard: AddressGuard;
  readonly #clock: Clock;
  readonly #timeoutMs: number;
  readonly #userAgent: string;
  readonly #closing = new AbortController();
  readonly #errorsAfterUse = new WeakSet<Error>();
  readonly #clientOptions: Client.Options;
  readonly #agent: Agent;

  constructor(options: HttpSenderOptions) {
    const { guard, resolve = createSystemResolver(), timeoutMs = 20_000, clock } = options;
    this.#guard = guard;
    this.#clock = clock;
    this.#timeoutMs = timeoutMs;
    this.#userAgent = options.userAgent ?? 'InvoiceRelay';
    const connect = createGuardedConnector({
      guard,
      resolve,
      timeoutMs,
      signal: this.#closing.signal,
      onErrorAfterUse: (error) => this.#errorsAfterUse.add(error),
    });
    this.#clientOptions = { ...connections, connect };
    this.#agent = new Agent({ ...this.#clientOptions, clientTtl: longestConnectionMs });
  }

  async send(request: SendRequest): Promise<SendResult> {
    const startedAt = this.#clock.now();
    const outcome = await this.#attempt(request);
    const durationMs = Math.max(0, Math.round(this.#clock.now() - startedAt));
    return { ...outcome, durationMs };
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#agent.destroy();
  }

  async #attempt(request: SendRequest): Promise<Omit<SendResult, 'durationMs'>> {
    const problem = subscriberUrlProblem({ url: request.url, guard: this.#guard });
    if (problem !== undefined) return failure({ error: problem });
    const url = new URL(request.url);
    const result = await this.#exchangeInTime({ request, url });
    if (result.kind === 'failed') {
      return failure({
        error: explainFailure({ ...result, url, timeoutMs: this.#timeoutMs }),
        aborted: result.cause === 'aborted',
      });
    }
    const { status, header, text } = result;
    return {
      status,
      error: explainStatus({ status, location: header('location'), url }),
      response: text,
      retryAfterMs: parseRetryAfter({ header: header('retry-after'), now: this.#clock.now() }),
      aborted: false,
    };
  }

  /** Watches over the time limit, the caller's signal and the closing of this sender. */
  async #exchangeInTime(options: {
    readonly request: SendRequest;
    readonly url: URL;
  }): Promise<ExchangeResult> {
    const { url, request } = options;
    const ending = new AbortController();
    const end = (reason: Ending): void => ending.abort(reason);
    const abort = (): void => end('aborted');
    const signals = [this.#closing.signal, request.signal];
    if (signals.some((signal) => signal?.aborted)) abort();
    for (const signal of signals) signal?.addEventListener('abort', abort);
    const cancelTimeout = this.#clock.after(this.#timeoutMs, () => end('timeout'));
    try {
      return await this.#exchange({
        url,
        headers: { 'user-agent': this.#userAgent, ...request.headers },
        body: request.body,
        ending: ending.signal,
      });
    } finally {
      cancelTimeout();
      for (const signal of signals) signal?.removeEventListener('abort', abort);
    }
  }

  async #exchange(request: ExchangeRequest): Promise<ExchangeResult> {
    const first = await exchange({ dispatcher: this.#agent, request });
    if (!this.#wasStale(first)) return first;
    const fresh = new Client(request.url.origin, this.#clientOptions);
    try {
      return await exchange({ dispatcher: fresh, request });
    } finally {
      void fresh.destroy();
    }
  }

  /** A connection that had brought answers before was closed and brought nothing of this one. */
  #wasStale(result: ExchangeResult): boolean {
    return (
      result.kind === 'failed' &&
      result.silent &&
      result.cause instanceof Error &&
      this.#errorsAfterUse.has(result.cause)
    );
  }
}

function failure(options: {
  readonly error: string;
  readonly aborted?: boolean;
}): Omit<SendResult, 'durationMs'> {
  const { error, aborted = false } = options;
  return { status: null, error, response: null, retryAfterMs: null, aborted };
}

import { readRetryAfter } from '@invoice-relay/core/http';

import type { Clock } from '../../shared/clock/clock.ts';
import type { AddressGuard } from '../../outbound/address-guard.ts';
import { minutes } from '../../shared/clock/durations.ts';
import { checkResponse, firstHeader } from './check-response.ts';
import { ConnectionPool } from './connection-pool.ts';
import type { BorrowedConnection } from './connection-pool.ts';
import { Exchange, longestBody } from './exchange.ts';
import type { ExchangeRequest, ExchangeResult } from './exchange.ts';
import { explainFailure } from './explain-failure.ts';
import { createGuardedConnector } from '../../outbound/guarded-connector.ts';
import { OpenExchanges } from './open-exchanges.ts';
import { createSystemResolver } from '../../outbound/resolve-host.ts';
import type { ResolveHost } from '../../outbound/resolve-host.ts';
import type { DeliverySender, SendRequest, SendResult } from './sender.ts';
import { Targets } from './targets.ts';
import type { Target } from './targets.ts';

/** The limit of the response body, after a status that decided. Milliseconds. */
const bodyTimeoutMs = 5_000;

export interface HttpSenderOptions {
  readonly guard: AddressGuard;
  /** Resolves host names; by default as the system does. */
  readonly resolve?: ResolveHost;
  /**
   * The limit of a whole attempt: lookup, connecting, TLS, sending and the response. Milliseconds.
   */
  readonly timeoutMs?: number;
  readonly clock: Clock;
  /** The `User-Agent` of requests without one. */
  readonly userAgent?: string;
}

/**
 * Connections are kept for the next attempt: 4 s if the subscriber does not say how long it keeps
 * them (many keep them for 5 s), at most 30 s if it does. None is used for longer than five
 * minutes, so that DNS changes are followed.
 */
const connections = {
  allowH2: false,
  pipelining: 1,
  keepAliveTimeout: 4_000,
  keepAliveMaxTimeout: 30_000,
  maxHeaderSize: 16 * 1024,
} as const;
const longestConnectionMs = 5 * minutes;

/**
 * Sends over HTTP/1.1, with keep-alive connections, to addresses that the guard allows.
 *
 * Only 2xx is success; redirects are not followed; no proxy from the environment is used. The
 * status decides, and must arrive in time; the body is read up to 64 KiB and for 5 s more, within
 * the time limit of the attempt, and then cut. A keep-alive connection that turns out to be closed
 * costs nothing: the request is sent once more over a new one, which is safe since `webhook-id` is
 * an idempotency key.
 */
export function createHttpSender(options: HttpSenderOptions): DeliverySender {
  return new HttpSender(options);
}

/** The part of a `SendRequest` that an exchange needs, with what the sender adds. */
type Outgoing = SendRequest & { readonly target: Exclude<Target, { problem: string }> };

class HttpSender implements DeliverySender {
  readonly #clock: Clock;
  readonly #timeoutMs: number;
  readonly #userAgent: string;
  readonly #closing = new AbortController();
  readonly #targets: Targets;
  readonly #open = new OpenExchanges();
  readonly #errorsAfterUse = new WeakSet<Error>();
  readonly #connections: ConnectionPool;

  constructor(options: HttpSenderOptions) {
    const { guard, resolve = createSystemResolver(), timeoutMs = 20_000, clock } = options;
    this.#targets = new Targets({ guard });
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
    this.#connections = new ConnectionPool({
      client: { ...connections, connect },
      clock,
      longestMs: longestConnectionMs,
    });
  }

  async send(request: SendRequest): Promise<SendResult> {
    const startedAt = this.#clock.now();
    const target = this.#targets.find(request.url);
    if (target.problem !== undefined) return failure({ error: target.problem, durationMs: 0 });
    const result = await this.#exchange({ ...request, target });
    const durationMs = Math.max(0, Math.round(this.#clock.now() - startedAt));
    if (result.kind === 'failed') {
      return failure({
        error: explainFailure({ ...result, url: target.url, timeoutMs: this.#timeoutMs }),
        aborted: result.cause === 'aborted',
        timedOut: result.cause === 'timeout',
        durationMs,
      });
    }
    return {
      status: result.status,
      error: checkResponse({ response: result, expect: request.expect, url: request.url }),
      headers: result.headers,
      response: result.body.toString(),
      retryAfterMs: readRetryAfter({
        headers: {
          'retry-after': firstHeader(result.headers, 'retry-after'),
          date: firstHeader(result.headers, 'date'),
        },
        now: this.#clock.now(),
      }),
      durationMs,
      aborted: false,
    };
  }

  async close(): Promise<void> {
    this.#closing.abort();
    this.#open.endAll();
    await this.#connections.destroy();
  }

  async #exchange(outgoing: Outgoing): Promise<ExchangeResult> {
    const { origin } = outgoing.target;
    if (this.#isOver(outgoing)) return notSent;
    const first = await this.#exchangeOver(this.#connections.take(origin), outgoing);
    if (!this.#wasStale(first)) return first;
    if (this.#isOver(outgoing)) return notSent;
    return this.#exchangeOver(this.#connections.open(origin), outgoing);
  }

  #isOver({ signal }: Outgoing): boolean {
    return this.#closing.signal.aborted || signal?.aborted === true;
  }

  /** Monitors the time limits, the caller's signal and the closing of this sender. */
  async #exchangeOver(connection: BorrowedConnection, outgoing: Outgoing): Promise<ExchangeResult> {
    const { target, signal, expect, onDecided } = outgoing;
    const bodyDecides = expect?.bodyIncludes !== undefined;
    const cancels: (() => void)[] = [];
    const exchange = new Exchange({
      dispatcher: connection.client,
      request: {
        origin: target.origin,
        path: target.path,
        headers: { 'user-agent': this.#userAgent, ...outgoing.headers },
        body: outgoing.body,
        keep: bodyDecides ? longestBody : 1024,
        onStatus: () => {
          if (!bodyDecides) onDecided?.();
          cancels.push(this.#clock.after(bodyTimeoutMs, () => exchange.end('timeout')));
        },
      } satisfies ExchangeRequest,
    });
    cancels.push(this.#clock.after(this.#timeoutMs, () => exchange.end('timeout')));
    this.#open.add(exchange, signal);
    try {
      return await exchange.result;
    } finally {
      for (const cancel of cancels) cancel();
      this.#open.delete(exchange, signal);
      connection.release({ reusable: exchange.isComplete });
    }
  }

  /** A connection that had delivered responses before was closed without any byte of this one. */
  #wasStale(result: ExchangeResult): boolean {
    return (
      result.kind === 'failed' &&
      result.silent &&
      result.cause instanceof Error &&
      this.#errorsAfterUse.has(result.cause)
    );
  }
}

const notSent: ExchangeResult = {
  kind: 'failed',
  cause: 'aborted',
  phase: 'connecting',
  silent: true,
};

function failure(options: {
  readonly error: string;
  readonly durationMs: number;
  readonly aborted?: boolean;
  readonly timedOut?: boolean;
}): SendResult {
  const { error, durationMs, aborted = false, timedOut = false } = options;
  return {
    status: null,
    error,
    headers: null,
    response: null,
    retryAfterMs: null,
    durationMs,
    aborted,
    ...(timedOut ? { timedOut } : {}),
  };
}

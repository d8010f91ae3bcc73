import rateLimit from '@fastify/rate-limit';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyInstance, FastifyRequest } from 'fastify';

import type { Clock } from '../shared/clock/clock.ts';
import { CLOCK } from '../shared/tokens.ts';
import { defaultLimits } from './limits.ts';
import type { Limit, Limits } from './limits.ts';
import { tooManyRequests } from '../shared/problems/problem.ts';
import type { ProblemError } from '../shared/problems/problem.ts';
import { RequestWindows } from './request-windows.ts';

/** Counts a request, and returns the problem to respond with if it exceeds the limit. */
type CountRequest = (request: FastifyRequest) => Promise<ProblemError | undefined>;

const unlimited: CountRequest = () => Promise.resolve(undefined);

/** The rate limits, for the guard and the hooks that apply them. */
@Injectable()
export class RateLimits {
  #callOfKey = unlimited;
  #refusedCall = unlimited;
  #signIn = unlimited;
  #ingest: RequestWindows | undefined;
  #unknownIngestUrl = unlimited;

  constructor(@Inject(CLOCK) private readonly clock: Clock) {}

  /** Sets them up on the server. Until then nothing is limited. */
  async attach(options: {
    readonly server: FastifyInstance;
    readonly limits?: Partial<Limits>;
  }): Promise<void> {
    const { server } = options;
    const limits = { ...defaultLimits, ...options.limits };
    await server.register(rateLimit, { global: false });
    this.#callOfKey = counter({
      server,
      limit: limits.callsPerKey,
      detail: 'This API key sends too many requests.',
      keyOf: (request) => request.apiKey?.id ?? '',
    });
    this.#refusedCall = counter({
      server,
      limit: limits.refusedCallsPerAddress,
      detail: 'Too many requests without a valid API key came from this address.',
    });
    const perAddress = counter({
      server,
      limit: limits.signInsPerAddress,
      detail: 'Too many sign-in attempts from this address. Wait a minute and try again.',
    });
    const overall = counter({
      server,
      limit: limits.signIns,
      detail: 'Too many sign-in attempts at once. Wait a minute and try again.',
      keyOf: () => 'all',
    });
    // Requests rejected because of their address do not count toward the shared limit.
    this.#signIn = async (request) => (await perAddress(request)) ?? overall(request);
    this.#ingest = new RequestWindows({ limit: limits.requestsPerIngestUrl, clock: this.clock });
    this.#unknownIngestUrl = counter({
      server,
      limit: limits.unknownIngestUrlsPerAddress,
      detail: 'Too many requests from this address to ingest URLs that do not exist.',
    });
  }

  callOfKey(request: FastifyRequest): Promise<ProblemError | undefined> {
    return this.#callOfKey(request);
  }

  refusedCall(request: FastifyRequest): Promise<ProblemError | undefined> {
    return this.#refusedCall(request);
  }

  signIn(request: FastifyRequest): Promise<ProblemError | undefined> {
    return this.#signIn(request);
  }

  /** @param token identifies the ingest URL */
  ingest(token: string): ProblemError | undefined {
    const retryAfterSeconds = this.#ingest?.count(token);
    if (retryAfterSeconds === undefined) return undefined;
    return tooManyRequests({
      retryAfterSeconds,
      detail: 'Too many requests to this ingest URL. Send them again.',
    });
  }

  unknownIngestUrl(request: FastifyRequest): Promise<ProblemError | undefined> {
    return this.#unknownIngestUrl(request);
  }
}

function counter(options: {
  readonly server: FastifyInstance;
  readonly limit: Limit;
  readonly detail: string;
  /** Defaults to the address, an IPv6 one by its /64. */
  readonly keyOf?: (request: FastifyRequest) => string;
}): CountRequest {
  const { server, limit, detail, keyOf } = options;
  const count = server.createRateLimit({
    max: limit.max,
    timeWindow: limit.windowMs,
    ...(keyOf === undefined ? {} : { keyGenerator: keyOf }),
  });
  return async (request) => {
    // A client that has disconnected has no address any more, and gets no response.
    if (keyOf === undefined && isGone(request)) return undefined;
    const result = await count(request);
    if (result.isAllowed || !result.isExceeded) return undefined;
    return tooManyRequests({ retryAfterSeconds: result.ttlInSeconds, detail });
  };
}

function isGone({ ip }: { readonly ip: string | undefined }): boolean {
  return ip === undefined;
}

import { minutes, seconds } from '../shared/clock/durations.ts';

/** Maximum number per time window. */
export interface Limit {
  readonly max: number;
  readonly windowMs: number;
}

export interface Limits {
  /** API requests per key. */
  readonly callsPerKey: Limit;
  /** Requests without a known key, per address. */
  readonly refusedCallsPerAddress: Limit;
  /** Sign-in attempts, per address and in total. */
  readonly signInsPerAddress: Limit;
  readonly signIns: Limit;
  /** Requests per ingest URL. A vendor that catches up sends thousands in a burst. */
  readonly requestsPerIngestUrl: Limit;
  /** Requests to ingest URLs that do not exist, per address. */
  readonly unknownIngestUrlsPerAddress: Limit;
}

/**
 * Flood protection, counted in memory. An address is that of the TCP connection, as no header is
 * trusted: behind a reverse proxy all callers share one. So a limit per address never rejects a
 * caller with a valid key or token; it only turns responses that reject anyway into 429. Signing in
 * is the exception: someone who may guess no further must not learn that the next guess was right.
 */
export const defaultLimits: Limits = {
  callsPerKey: { max: 2_000, windowMs: 10 * seconds },
  refusedCallsPerAddress: { max: 60, windowMs: 1 * minutes },
  signInsPerAddress: { max: 20, windowMs: 1 * minutes },
  signIns: { max: 100, windowMs: 1 * minutes },
  requestsPerIngestUrl: { max: 2_000, windowMs: 1 * seconds },
  unknownIngestUrlsPerAddress: { max: 120, windowMs: 1 * minutes },
};

/** Maximum body size in bytes. Longer bodies are cut off while they arrive. */
export const maxBodyBytes = 1024 * 1024;

/** How long a request may take to arrive, in milliseconds. */
export const requestTimeoutMs = 30 * seconds;

/** Maximum length of a path segment that is looked up, in characters. */
export const maxPathPartLength = 512;

/** So many in a window of time. */
export interface Limit {
  readonly max: number;
  readonly windowMs: number;
}

export interface Limits {
  /** API calls of one key. */
  readonly callsPerKey: Limit;
  /** Calls with no key, or one that is not known, from one address. */
  readonly refusedCallsPerAddress: Limit;
  /** Tries to sign in to the page, from one address and from all. */
  readonly signInsPerAddress: Limit;
  readonly signIns: Limit;
  /** Requests to one ingest URL. A vendor that catches up sends thousands in a burst. */
  readonly requestsPerIngestUrl: Limit;
  /** Requests to ingest URLs that do not exist, from one address. */
  readonly unknownIngestUrlsPerAddress: Limit;
}

/**
 * Against floods, counted in memory. An address is that of the TCP connection, as no header is
 * trusted: behind a reverse proxy all callers share one. So a limit per address never refuses who
 * came with a good key or token; it only turns answers that refuse anyway into 429. Signing in is
 * the exception: who may guess no further must not be told that the next guess was right.
 */
export const defaultLimits: Limits = {
  callsPerKey: { max: 2_000, windowMs: 10_000 },
  refusedCallsPerAddress: { max: 60, windowMs: 60_000 },
  signInsPerAddress: { max: 20, windowMs: 60_000 },
  signIns: { max: 100, windowMs: 60_000 },
  requestsPerIngestUrl: { max: 2_000, windowMs: 1_000 },
  unknownIngestUrlsPerAddress: { max: 120, windowMs: 60_000 },
};

/** The largest body, in bytes. More is cut off while it arrives. */
export const maxBodyBytes = 1024 * 1024;

/** How long a request may take to arrive, in milliseconds. */
export const requestTimeoutMs = 30_000;

/** The longest part of a path that is looked at, in characters. */
export const maxPathPartLength = 512;

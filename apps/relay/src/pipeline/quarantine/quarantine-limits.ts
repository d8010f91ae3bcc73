/**
 * Maximum kept per connection. A lot, as a vendor that changed its format sends everything it has,
 * and stops sending to a URL that refuses it.
 */
export const quarantineLimits = {
  count: 10_000,
  bytes: 64 * 1024 * 1024,
  /** Limit for items not known to be authentic, so that forgeries leave room for what is. */
  unauthenticated: 5_000,
};

export type QuarantineLimits = typeof quarantineLimits;

/** There is no room left: the vendor should send it again later. */
export class QuarantineFullError extends Error {
  readonly code = 'quarantine_full';
  override readonly name = 'QuarantineFullError';
  readonly retryAfterSeconds = 300;

  constructor() {
    super(
      'Too many requests of this connection could not be read or verified, and no more can be kept. See GET /v1/quarantine; webhooks that the vendor sends again later will be accepted.',
    );
  }
}

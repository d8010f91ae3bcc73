/**
 * How much is kept of one connection at the most. Many, as a vendor that changed how it writes sends
 * all that it has, and gives up a URL that refuses it.
 */
export const quarantineLimits = {
  count: 10_000,
  bytes: 64 * 1024 * 1024,
  /** Of what nobody knows to be of the vendor, so that forgeries leave room for what is. */
  unauthenticated: 5_000,
};

export type QuarantineLimits = typeof quarantineLimits;

/** No room is left: the vendor is to send it again later. */
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

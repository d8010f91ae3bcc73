/** A connection of which more waits to be confirmed than is kept. */
export class TooManyUnconfirmedError extends Error {
  readonly code = 'too_many_unconfirmed';
  override readonly name = 'TooManyUnconfirmedError';
  readonly retryAfterSeconds: number;

  constructor(options: { readonly retryAfterSeconds: number }) {
    super(
      'Too many activities of this connection are waiting for the vendor’s API to confirm them. Webhooks that the vendor sends again later will be accepted.',
    );
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}

/** An activity longer than what is kept of unauthenticated senders. */
export class ActivityTooLargeError extends Error {
  readonly code = 'activity_too_large';
  override readonly name = 'ActivityTooLargeError';

  constructor(options: { readonly maxBytes: number }) {
    super(
      `The activity is longer than the ${options.maxBytes / 1024} KiB that are stored before the vendor’s API has confirmed it.`,
    );
  }
}

/** A connection whose source receives no webhooks. */
export class NoWebhookError extends Error {
  readonly code = 'source_unavailable';
  override readonly name = 'NoWebhookError';
}

/** A body with an unsupported encoding, or that cannot be decompressed. */
export class ContentEncodingError extends Error {
  override readonly name = 'ContentEncodingError';
  readonly code: 'content_encoding_unsupported' | 'content_encoding_invalid' | 'body_too_large';

  constructor(code: ContentEncodingError['code'], message: string) {
    super(message);
    this.code = code;
  }
}

/** More is waiting to be turned into events than is allowed. */
export class BacklogFullError extends Error {
  readonly code = 'backlog_full';
  override readonly name = 'BacklogFullError';
  readonly retryAfterSeconds = 30;

  constructor() {
    super(
      'Too many acknowledged requests are waiting to be turned into events. Send it again later.',
    );
  }
}

/** A connection whose source takes no webhooks. */
export class NoWebhookError extends Error {
  readonly code = 'source_unavailable';
  override readonly name = 'NoWebhookError';
}

/** A body that is compressed in a way that is not read, or that cannot be decompressed. */
export class ContentEncodingError extends Error {
  override readonly name = 'ContentEncodingError';
  readonly code: 'content_encoding_unsupported' | 'content_encoding_invalid' | 'body_too_large';

  constructor(code: ContentEncodingError['code'], message: string) {
    super(message);
    this.code = code;
  }
}

/** More waits to be made events of than is let in. */
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

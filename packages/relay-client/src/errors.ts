import { InvoiceRelayError } from '@invoice-relay/core/errors';

/** An invalid field of a request. */
export interface FieldError {
  /** Its path, as in `verification.scheme`; empty for the whole request. */
  readonly path: string;
  readonly message: string;
}

/**
 * The relay refused the call: it responded with a problem document (RFC 9457), or something in
 * front of it responded with an error status.
 */
export class RelayApiError extends InvoiceRelayError {
  /**
   * The relay's own code, such as `validation_failed` or `connection_not_found`; `redirected` for a
   * redirect, and `http_error` for a response without a problem document.
   */
  readonly code: string;
  /** The HTTP status. */
  readonly status: number;
  /** The reason phrase of the status. */
  readonly title: string;
  /** What went wrong and how to fix it, human-readable. */
  readonly detail: string;
  /** Every invalid field; empty unless the relay names some. */
  readonly errors: readonly FieldError[];
  /** How long to wait before the next call, in seconds; undefined if the response does not say. */
  readonly retryAfterSeconds: number | undefined;

  constructor(options: {
    /** The call: `POST /v1/connections`. */
    readonly call: string;
    readonly code: string;
    readonly status: number;
    readonly title: string;
    readonly detail: string;
    readonly errors?: readonly FieldError[];
    readonly retryAfterSeconds?: number | undefined;
  }) {
    const { call, code, status, title, detail, errors = [], retryAfterSeconds } = options;
    super(`${call} failed with ${status} (${code}): ${detail}`);
    this.code = code;
    this.status = status;
    this.title = title;
    this.detail = detail;
    this.errors = errors;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  /** The problem as a short heading: `Validation failed`. */
  get heading(): string {
    if (this.code === 'http_error') return this.title;
    const words = this.code.replaceAll('_', ' ');
    return words.charAt(0).toUpperCase() + words.slice(1);
  }
}

export type RelayConnectionErrorCode =
  | 'connection_refused'
  | 'host_not_found'
  | 'connection_lost'
  | 'timeout'
  | 'tls_failed'
  | 'network_failed';

/**
 * No complete response arrived. After `connection_lost` and `timeout` the relay may have done what
 * was requested: with an `idempotencyKey` the call can be repeated without a second effect.
 *
 * It deliberately has no `cause`: what a transport throws often contains the request, including the
 * API key.
 */
export class RelayConnectionError extends InvoiceRelayError {
  readonly code: RelayConnectionErrorCode;

  constructor(code: RelayConnectionErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

export type RelayAnswerErrorCode = 'answer_not_json' | 'answer_invalid';

/** The call succeeded, but the response is not one of a relay. */
export class RelayAnswerError extends InvoiceRelayError {
  readonly code: RelayAnswerErrorCode;
  /** The HTTP status. */
  readonly status: number;

  constructor(
    code: RelayAnswerErrorCode,
    message: string,
    options: ErrorOptions & { readonly status: number },
  ) {
    super(message, options);
    this.code = code;
    this.status = options.status;
  }
}

import { InvoiceRelayError } from '@invoice-relay/core/errors';

/** One field of a request that the relay cannot take. */
export interface FieldError {
  /** Where it is, as in `verification.scheme`; empty for the whole request. */
  readonly path: string;
  readonly message: string;
}

/**
 * The relay refused the call: it answered with a problem document (RFC 9457), or whatever stands
 * in front of it answered with a status that is no success.
 */
export class RelayApiError extends InvoiceRelayError {
  /**
   * The relay's own code, such as `validation_failed` or `connection_not_found`; `redirected` for
   * a redirect, and `http_error` for an answer that is no problem document.
   */
  readonly code: string;
  /** The HTTP status. */
  readonly status: number;
  /** The phrase of the status. */
  readonly title: string;
  /** What went wrong and how to fix it, for people. */
  readonly detail: string;
  /** Every field that cannot be taken; empty unless the relay names some. */
  readonly errors: readonly FieldError[];
  /** How long to wait before the next call, in seconds; undefined when the answer does not say. */
  readonly retryAfterSeconds: number | undefined;

  constructor(options: {
    /** What was called: `POST /v1/connections`. */
    readonly call: string;
    readonly code: string;
    readonly status: number;
    readonly title: string;
    readonly detail: string;
    readonly errors?: readonly FieldError[];
    readonly retryAfterSeconds?: number | undefined;
  }) {
    const { call, code, status, title, detail, errors = [], retryAfterSeconds } = options;
    super(`${call} was answered with ${status} (${code}): ${detail}`);
    this.code = code;
    this.status = status;
    this.title = title;
    this.detail = detail;
    this.errors = errors;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  /** Which problem it is, in the few words of a heading: `Validation failed`. */
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
 * No whole answer came. After `connection_lost` and `timeout` the relay may have done what was
 * asked: with an `idempotencyKey` the call can be repeated without a second effect.
 *
 * It has no `cause`, on purpose: what a transport throws often carries the request, and with it
 * the API key.
 */
export class RelayConnectionError extends InvoiceRelayError {
  readonly code: RelayConnectionErrorCode;

  constructor(code: RelayConnectionErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

export type RelayAnswerErrorCode = 'answer_not_json' | 'answer_invalid';

/** The call succeeded, but the answer is not what a relay says. */
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

/**
 * The base of every error that our packages throw on purpose.
 *
 * `code` is stable and safe to branch on; `message` is human-readable and says how to fix it.
 * Neither ever contains a secret.
 */
export abstract class InvoiceRelayError extends Error {
  abstract readonly code: string;

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
  }
}

export type PayloadErrorCode =
  | 'payload_not_utf8'
  | 'payload_not_json'
  | 'payload_too_deep'
  | 'payload_duplicate_member'
  | 'payload_invalid'
  /**
   * It looks like a webhook of this source, but its activity cannot be read, for any of the reasons
   * above (the error's `cause`): it may be authentic, so the raw request should be kept and read
   * again after an upgrade. Every other code: not a webhook of this source at all.
   */
  | 'payload_unreadable';

/**
 * A plugin installed beside its host has its own copy of this package. The host must still
 * recognize what it throws, so these errors are identified by a mark that all copies share, not by
 * their class.
 */
const payloadErrorMark: unique symbol = Symbol.for('@invoice-relay/core/PayloadError') as never;
const signatureErrorMark: unique symbol = Symbol.for('@invoice-relay/core/SignatureError') as never;
const vendorErrorMark: unique symbol = Symbol.for('@invoice-relay/core/VendorError') as never;

function isMarked(value: unknown, mark: symbol): boolean {
  return typeof value === 'object' && value !== null && mark in value;
}

/**
 * A request that cannot be understood as a webhook of this source (HTTP 400), or not yet
 * (`payload_unreadable`).
 */
export class PayloadError extends InvoiceRelayError {
  static override [Symbol.hasInstance](value: unknown): boolean {
    return isMarked(value, payloadErrorMark);
  }

  readonly [payloadErrorMark] = true;
  readonly code: PayloadErrorCode;

  constructor(code: PayloadErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

export type SignatureErrorCode =
  /** There is none. */
  | 'signature_missing'
  /** There is a text, but not a signature of any known kind. */
  | 'signature_malformed'
  /**
   * It does not match the one scheme that counts: the documented one, or the one that a person
   * chose.
   */
  | 'signature_mismatch'
  /** No known scheme matches and proves anything: the vendor may sign in another way. */
  | 'signature_scheme_not_found'
  /** A scheme that is unusable for verification. */
  | 'signature_scheme_unknown'
  | 'timestamp_missing'
  | 'timestamp_malformed'
  | 'timestamp_too_old'
  | 'timestamp_too_new'
  | 'secret_malformed';

/** A request that can be understood but not trusted (HTTP 401), or a secret that cannot sign. */
export class SignatureError extends InvoiceRelayError {
  static override [Symbol.hasInstance](value: unknown): boolean {
    return isMarked(value, signatureErrorMark);
  }

  readonly [signatureErrorMark] = true;
  readonly code: SignatureErrorCode;

  constructor(code: SignatureErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

export type AmountErrorCode = 'amount_malformed' | 'amount_too_long' | 'base_quantity_not_positive';

/** A number that cannot be parsed as decimal text, or cannot be computed with. */
export class AmountError extends InvoiceRelayError {
  readonly code: AmountErrorCode;

  constructor(code: AmountErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

export type SourceErrorCode = 'source_contract_broken' | 'source_capability_missing';

/** A source plugin that violates the contract, or was asked for something it does not offer. */
export class SourceError extends InvoiceRelayError {
  readonly code: SourceErrorCode;

  constructor(code: SourceErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** Configuration that cannot work. `problems` lists all of them, not only the first. */
export class ConfigError extends InvoiceRelayError {
  readonly code = 'config_invalid';
  readonly problems: readonly string[];

  constructor(problems: readonly string[], options?: ErrorOptions) {
    super(problems.join('\n'), options);
    this.problems = problems;
  }
}

export type VendorErrorCode =
  /** No response: DNS, TLS, a connection that was refused or broke. */
  | 'vendor_unreachable'
  /** The credentials are wrong, or lack permission (HTTP 401, 403). */
  | 'vendor_unauthorized'
  /** There is no such document (HTTP 404). */
  | 'vendor_not_found'
  /** Too many requests (HTTP 429). */
  | 'vendor_rate_limited'
  /** The vendor understood and refused: another 4xx, or its own way of refusing with a 200. */
  | 'vendor_refused'
  /** The vendor failed (HTTP 5xx), or did not get the whole request in time (408). */
  | 'vendor_failed'
  /** The response is not what the vendor documents: HTML, truncated JSON, another shape. */
  | 'vendor_answer_invalid';

/** A request to a vendor's API that did not return what was requested. */
export class VendorError extends InvoiceRelayError {
  static override [Symbol.hasInstance](value: unknown): boolean {
    return isMarked(value, vendorErrorMark);
  }

  readonly [vendorErrorMark] = true;
  readonly code: VendorErrorCode;
  /** The HTTP status; null if there was no response. */
  readonly status: number | null;
  /** How long the vendor asks to wait, in milliseconds; null if it does not say. */
  readonly retryAfterMs: number | null;
  /** The vendor's own reasons. Contains no secret. */
  readonly details: readonly string[];

  constructor(
    code: VendorErrorCode,
    message: string,
    options: ErrorOptions & {
      readonly status?: number | null;
      readonly retryAfterMs?: number | null;
      readonly details?: readonly string[];
    } = {},
  ) {
    super(message, options);
    this.code = code;
    this.status = options.status ?? null;
    this.retryAfterMs = options.retryAfterMs ?? null;
    this.details = options.details ?? [];
  }

  /** Whether the same request may succeed later without any fix. */
  get temporary(): boolean {
    return temporaryCodes.has(this.code);
  }
}

const temporaryCodes: ReadonlySet<VendorErrorCode> = new Set([
  'vendor_unreachable',
  'vendor_rate_limited',
  'vendor_failed',
  'vendor_answer_invalid',
]);

/** User input that cannot be sent. The field is named as in the form. */
export class InputError extends InvoiceRelayError {
  readonly code = 'input_invalid';
  /** How to fix it. */
  readonly description: string;

  /** @param options.field as users see it: `Line Items 2 → Unit Price` */
  constructor(options: { readonly field: string; readonly problem: string; readonly fix: string }) {
    super(`${options.field}: ${options.problem}`);
    this.description = options.fix;
  }
}

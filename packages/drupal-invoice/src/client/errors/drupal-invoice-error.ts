import { VendorError } from '@invoice-relay/core/errors';
import type { VendorErrorCode } from '@invoice-relay/core/errors';

/** What went wrong: one reason for each problem that has its own fix. Stable. */
export type DrupalInvoiceReason =
  /** No response. */
  | 'unreachable'
  /** The module does not accept the user name and password (401). */
  | 'credentials_refused'
  /** Something in front of the module refuses (401, 403): a CDN, a firewall, the web server. */
  | 'blocked_in_front'
  /** Our IP address is not on the module's list of allowed IP addresses (403). */
  | 'address_not_allowed'
  /** The user may not read invoices of this template (403). */
  | 'template_not_readable'
  /** The user may not write invoices of this template (403). */
  | 'template_not_writable'
  /** A write without a template, or with a body that is not JSON (400). */
  | 'template_missing'
  /** A replacement without an id (400). */
  | 'id_missing'
  /** Any other refusal by the module (4xx). */
  | 'refused'
  /** There is no invoice with this number (404). */
  | 'invoice_not_found'
  /** The URL of the API is not a page of the site (404). */
  | 'module_not_found'
  /** The module does not know this method (405). */
  | 'method_not_allowed'
  /** The module does not accept the token, even after a new login (406). */
  | 'token_refused'
  /** Too many requests (429). */
  | 'rate_limited'
  /** The database refused the write, and nothing was saved (500, empty). */
  | 'write_refused'
  /** The list cannot be sorted by this column (500). */
  | 'sort_unknown'
  /** Invoices cannot be deleted through the API (501). */
  | 'never_deleted'
  /** The site is in maintenance mode (503). */
  | 'maintenance'
  /** The site failed in some other way (5xx). */
  | 'site_failed'
  /** The module has no PDF library, and redirects to a web page instead (302). */
  | 'pdf_not_available'
  /** The site redirects elsewhere (3xx). */
  | 'redirected'
  /** The site does not log the user in, so nothing can be written. */
  | 'login_refused'
  /** The site has no login form at Drupal's usual path. */
  | 'login_not_found'
  /** The site returned no token for writes. */
  | 'token_not_given'
  /** The response is a list instead of one invoice. */
  | 'list_for_invoice'
  /** The response is a different invoice from the one requested. */
  | 'another_invoice'
  /**
   * The response is not from the module: a web page, an empty body, a PHP error, truncated JSON.
   */
  | 'answer_unreadable'
  /** Part of the invoice is unreadable, so it cannot be written back in full. */
  | 'invoice_unreadable'
  /** Somebody else changed the invoice in the meantime. */
  | 'invoice_changed';

const codes: Readonly<Record<DrupalInvoiceReason, VendorErrorCode>> = {
  unreachable: 'vendor_unreachable',
  credentials_refused: 'vendor_unauthorized',
  blocked_in_front: 'vendor_unauthorized',
  address_not_allowed: 'vendor_unauthorized',
  template_not_readable: 'vendor_unauthorized',
  template_not_writable: 'vendor_unauthorized',
  template_missing: 'vendor_refused',
  id_missing: 'vendor_refused',
  refused: 'vendor_refused',
  invoice_not_found: 'vendor_not_found',
  module_not_found: 'vendor_refused',
  method_not_allowed: 'vendor_refused',
  token_refused: 'vendor_refused',
  rate_limited: 'vendor_rate_limited',
  write_refused: 'vendor_refused',
  sort_unknown: 'vendor_refused',
  never_deleted: 'vendor_refused',
  maintenance: 'vendor_failed',
  site_failed: 'vendor_failed',
  pdf_not_available: 'vendor_refused',
  redirected: 'vendor_refused',
  login_refused: 'vendor_unauthorized',
  login_not_found: 'vendor_refused',
  token_not_given: 'vendor_answer_invalid',
  list_for_invoice: 'vendor_refused',
  another_invoice: 'vendor_answer_invalid',
  answer_unreadable: 'vendor_answer_invalid',
  invoice_unreadable: 'vendor_refused',
  invoice_changed: 'vendor_refused',
};

const mark: unique symbol = Symbol.for('@invoice-relay/drupal-invoice/DrupalInvoiceError') as never;

/**
 * A call to the module's API that did not return what was requested. `code` is the kind of failure,
 * as for every source; `reason` is specific to this module. The message says how to fix it.
 */
export class DrupalInvoiceError extends VendorError {
  static override [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === 'object' && value !== null && mark in value;
  }

  readonly [mark] = true;
  readonly reason: DrupalInvoiceReason;

  constructor(
    reason: DrupalInvoiceReason,
    message: string,
    options: ConstructorParameters<typeof VendorError>[2] = {},
  ) {
    super(codes[reason], message, options);
    this.reason = reason;
  }
}

import { VendorError } from '@invoice-relay/core/errors';
import type { VendorErrorCode } from '@invoice-relay/core/errors';

/** What went wrong, one word for each thing that is to be fixed in a way of its own. Stable. */
export type DrupalInvoiceReason =
  /** No answer came. */
  | 'unreachable'
  /** The module does not accept the user name and password (401). */
  | 'credentials_refused'
  /** Something in front of the module refuses (401, 403): a CDN, a firewall, the web server. */
  | 'blocked_in_front'
  /** The module's list of allowed IP addresses lacks ours (403). */
  | 'address_not_allowed'
  /** The user may not read invoices of this template (403). */
  | 'template_not_readable'
  /** The user may not write invoices of this template (403). */
  | 'template_not_writable'
  /** A write without a template, or with a body that is no JSON (400). */
  | 'template_missing'
  /** A replacement without an id (400). */
  | 'id_missing'
  /** Another refusal of the module (4xx). */
  | 'refused'
  /** There is no invoice with this number (404). */
  | 'invoice_not_found'
  /** The address of the API is no page of the site (404). */
  | 'module_not_found'
  /** The module does not know this method (405). */
  | 'method_not_allowed'
  /** The module does not accept the token, also after a new login (406). */
  | 'token_refused'
  /** The site asked to be asked less often (429). */
  | 'rate_limited'
  /** The database refused what was sent, and nothing was saved (500, empty). */
  | 'write_refused'
  /** The list cannot be sorted by this (500). */
  | 'sort_unknown'
  /** Invoices cannot be deleted by the API (501). */
  | 'never_deleted'
  /** The site is in maintenance mode (503). */
  | 'maintenance'
  /** The site failed in another way (5xx). */
  | 'site_failed'
  /** The module has no PDF library, and leads to a web page instead (302). */
  | 'pdf_not_available'
  /** The site leads elsewhere (3xx). */
  | 'redirected'
  /** The site does not log the user in, so nothing can be written. */
  | 'login_refused'
  /** The site has no login form where Drupal has it. */
  | 'login_not_found'
  /** The site gives no token for a write. */
  | 'token_not_given'
  /** A list came where one invoice was asked for. */
  | 'list_for_invoice'
  /** Another invoice came than was asked for. */
  | 'another_invoice'
  /** The answer is none of the module: a web page, nothing, an error of PHP, cut JSON. */
  | 'answer_unreadable'
  /** The invoice has something that cannot be read, so it cannot be written back whole. */
  | 'invoice_unreadable'
  /** The invoice was changed by somebody else in between. */
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
 * A call of the module's API that did not give what was asked for. `code` is the kind of trouble, as
 * of every source; `reason` is what it is with this module. The message says what to fix.
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

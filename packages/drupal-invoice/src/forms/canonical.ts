import type { Invoice } from '@invoice-relay/core/models';

import { toInvoice } from '../mapping/index.ts';
import type { DrupalInvoice } from '../model/index.ts';
import type { SiteFacts } from './site-facts.ts';

/**
 * Converts an invoice to the canonical model, with what the user configured about the site.
 *
 * @throws {VendorError} `vendor_answer_invalid` for an amount that is not a number
 */
export function canonicalInvoice(options: {
  readonly invoice: DrupalInvoice;
  readonly facts: SiteFacts;
}): Invoice {
  const { invoice, facts } = options;
  return toInvoice({ invoice, currency: facts.currency });
}

/**
 * The same for a saved invoice. Null if its amounts cannot be read: the invoice was saved anyway,
 * so that is not an error.
 */
export function savedInvoice(options: Parameters<typeof canonicalInvoice>[0]): Invoice | null {
  try {
    return canonicalInvoice(options);
  } catch {
    return null;
  }
}

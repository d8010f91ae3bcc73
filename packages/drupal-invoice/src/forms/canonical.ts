import type { Invoice } from '@invoice-relay/core/models';

import { toInvoice } from '../mapping/index.ts';
import type { DrupalInvoice } from '../model/index.ts';
import type { SiteFacts } from './site-facts.ts';

/**
 * An invoice in the canonical model, with what people say of the site.
 *
 * @throws {VendorError} `vendor_answer_invalid` for an amount that is no number
 */
export function canonicalInvoice(options: {
  readonly invoice: DrupalInvoice;
  readonly facts: SiteFacts;
}): Invoice {
  const { invoice, facts } = options;
  return toInvoice({ invoice, currency: facts.currency });
}

/**
 * The same of one that was saved. Null for one whose amounts cannot be read: the invoice is saved all
 * the same, so that is no error.
 */
export function savedInvoice(options: Parameters<typeof canonicalInvoice>[0]): Invoice | null {
  try {
    return canonicalInvoice(options);
  } catch {
    return null;
  }
}

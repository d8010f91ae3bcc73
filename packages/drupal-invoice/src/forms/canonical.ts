import type { Invoice } from '@invoice-relay/core/models';

import { toInvoice } from '../mapping/index.ts';
import { documentId, documentNumber } from '../model/index.ts';
import type { DrupalInvoice } from '../model/index.ts';
import type { SiteFacts } from './site-facts.ts';

interface Found {
  readonly invoice: DrupalInvoice;
  /** With which the site was asked: an id or a number. */
  readonly id: string;
  readonly facts: SiteFacts;
}

/**
 * An invoice in the canonical model, with the id and the number that are sure.
 *
 * @throws {VendorError} `vendor_answer_invalid` for an amount that is no number
 */
export function canonicalInvoice(found: Found): Invoice {
  const { invoice, facts } = found;
  const id = documentId(invoice) ?? found.id;
  const canonical = toInvoice({ invoice, id, ...facts });
  return isNumberKnown(found) ? canonical : { ...canonical, number: null };
}

/**
 * The same of what a site answered when it was sent one. Null for one whose amounts cannot be read:
 * the invoice is saved all the same, so that is no error.
 */
export function savedInvoice(found: Found): Invoice | null {
  try {
    return canonicalInvoice(found);
  } catch {
    return null;
  }
}

/**
 * Where a site tells neither id nor number, what it was asked with may be either, and a number that
 * is made of a number is wrong. No number has fewer digits than `leading_zeros` says.
 */
function isNumberKnown({ invoice, id }: Found): boolean {
  if (documentNumber(invoice) !== null || documentId(invoice) !== null) return true;
  return id.length <= (invoice.leading_zeros ?? 0);
}

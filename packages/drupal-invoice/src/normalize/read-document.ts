import { VendorError } from '@invoice-relay/core/errors';
import { isTooDeep, jsonValue } from '@invoice-relay/core/json';
import type { Invoice } from '@invoice-relay/core/models';

import { toInvoice } from '../mapping/index.ts';
import { isPaid, readDrupalInvoice } from '../model/index.ts';
import type { DrupalInvoice } from '../model/index.ts';
import type { InvoiceRecord } from '../record/index.ts';

/** What the invoice of a record says. */
export interface RecordedDocument {
  readonly number: string | null;
  readonly isPaid: boolean;
  /** In the canonical model; null if it is deleted, or cannot be read yet. */
  readonly invoice: Invoice | null;
  /** Why it cannot be read, human-readable; null if it can, and if it is deleted. */
  readonly problem: string | null;
}

export function readDocument(record: InvoiceRecord): RecordedDocument {
  const { source, number, currency, timeZone } = record;
  if (source === null) return { number, isPaid: false, invoice: null, problem: null };
  const found = parseInvoice(source, timeZone);
  if (found === null) {
    const problem = 'The site returned something other than an invoice. Check it in Drupal.';
    return { number, isPaid: false, invoice: null, problem };
  }
  const known = { number: number ?? found.number, isPaid: isPaid(found) };
  try {
    return { ...known, invoice: toInvoice({ invoice: found, number, currency }), problem: null };
  } catch (error) {
    if (!(error instanceof VendorError)) throw error;
    return { ...known, invoice: null, problem: error.message };
  }
}

function parseInvoice(source: string, timeZone: string): DrupalInvoice | null {
  try {
    JSON.parse(source);
  } catch {
    return null;
  }
  return isTooDeep(source) ? null : readDrupalInvoice(jsonValue(source), { timeZone });
}

import { VendorError } from '@invoice-relay/core/errors';
import { isTooDeep, jsonValue } from '@invoice-relay/core/json';
import type { Invoice } from '@invoice-relay/core/models';

import { toInvoice } from '../mapping/index.ts';
import { numberOf } from '../mapping/to-invoice.ts';
import { documentCreated, documentNumber, isPaid, readDrupalInvoice } from '../model/index.ts';
import type { DrupalInvoice } from '../model/index.ts';
import type { InvoiceRecord } from '../record/index.ts';

/** What the invoice of a record says. */
export interface RecordedDocument {
  readonly number: string | null;
  readonly isPaid: boolean;
  /** In the canonical model; null when it cannot be read so far. */
  readonly invoice: Invoice | null;
  /** Why `invoice` is null, for people; null when it is there. */
  readonly problem: string | null;
}

export function readDocument(record: InvoiceRecord): RecordedDocument {
  const found = parseInvoice(record.source);
  if (found === null) {
    const problem = 'The site answered with something else than an invoice. Look at it in Drupal.';
    return { number: null, isPaid: false, invoice: null, problem };
  }
  const number = documentNumber(found) ?? numberByRule(found, record);
  const known = { number, isPaid: isPaid(found) };
  const { id, currency, timeZone } = record;
  try {
    const invoice = toInvoice({ invoice: found, id, number, currency, timeZone });
    return { ...known, invoice, problem: null };
  } catch (error) {
    if (!(error instanceof VendorError)) throw error;
    return { ...known, invoice: null, problem: error.message };
  }
}

/**
 * When the walk first saw an invoice stands in for when it was made, where only that is missing to
 * tell the number: the year is nearly always the same. For a day of issue it is not good enough.
 */
function numberByRule(invoice: DrupalInvoice, record: InvoiceRecord): string | null {
  const { id, timeZone, firstSeenAt } = record;
  const seen = firstSeenAt === null ? null : Date.parse(firstSeenAt);
  const created = documentCreated(invoice, { timeZone }) ?? seen;
  return numberOf({ invoice, id, created, timeZone });
}

function parseInvoice(source: string): DrupalInvoice | null {
  try {
    JSON.parse(source);
  } catch {
    return null;
  }
  return isTooDeep(source) ? null : readDrupalInvoice(jsonValue(source));
}

import type { Currency, Invoice, JsonObject } from '@invoice-relay/core/models';

import {
  customerMembers,
  documentCreated,
  documentNumber,
  invoiceMembers,
  itemMembers,
} from '../model/index.ts';
import type { DrupalInvoice } from '../model/index.ts';
import { addDays, dayOf, writeDay } from './day.ts';
import { extensionName, restOf } from './extensions.ts';
import { toLine } from './lines.ts';
import { invoiceNumber } from './number.ts';
import { toParty } from './party.ts';
import { readText } from './read.ts';
import { readStatus } from './status.ts';
import { toTotals } from './totals.ts';

export interface ToInvoiceOptions {
  readonly invoice: DrupalInvoice;
  /** As the site was asked for it. */
  readonly id: string;
  /** As known otherwise: an invoice that tells its own number keeps that. */
  readonly number?: string | null | undefined;
  /** The API names none. */
  readonly currency?: Currency | null | undefined;
  /** IANA, in which the site counts its days; UTC unless told. */
  readonly timeZone?: string | undefined;
  /**
   * When the invoice was made, as known otherwise, in milliseconds since the Unix epoch: what the
   * invoice itself tells goes before it.
   */
  readonly createdAt?: number | null | undefined;
}

/**
 * An invoice of a site in the canonical model.
 *
 * The API tells no totals, so these are computed from the items, as EN 16931 does. What has no
 * place in the model, and members that are not documented, are in `extensions['drupal-invoice']`.
 *
 * @throws {VendorError} `vendor_answer_invalid` for an amount that is no number
 */
export function toInvoice(options: ToInvoiceOptions): Invoice {
  const { invoice, id, currency = null, timeZone = 'UTC' } = options;
  const created = documentCreated(invoice, { timeZone }) ?? options.createdAt ?? null;
  const status = readStatus(invoice.pay_status);
  const invoiceLines = invoice.items.map((item, index) => toLine({ item, index, currency }));
  const note = readText(invoice.description);
  return {
    id,
    number:
      documentNumber(invoice) ?? options.number ?? numberOf({ invoice, id, created, timeZone }),
    invoiceTypeCode: '380',
    status,
    ...dates({ created, timeZone, payLimit: invoice.pay_limit }),
    currency,
    purchaseOrderReference: null,
    notes: note === null ? [] : [note],
    seller: null,
    buyer: invoice.customer && toParty(invoice.customer),
    invoiceLines,
    allowanceCharges: [],
    ...toTotals({ lines: invoiceLines, currency, isPaid: status === 'paid' }),
    payments: [],
    extensions: { [extensionName]: extensionOf(invoice) },
  };
}

/** The number that the module's own rule makes, of an invoice that does not tell one. */
export function numberOf(options: {
  readonly invoice: DrupalInvoice;
  readonly id: string;
  readonly created: number | null;
  readonly timeZone: string;
}): string | null {
  const { invoice, id, created, timeZone } = options;
  const { prefix, leading_zeros: leadingZeros } = invoice;
  return invoiceNumber({ prefix, leadingZeros, id, date: created, timeZone });
}

/** A limit of no days is none: the vendor's own sample, which is paid, has it. */
function dates(options: {
  readonly created: number | null;
  readonly timeZone: string;
  readonly payLimit: number | null;
}): Pick<Invoice, 'issueDate' | 'dueDate' | 'paymentTerms'> {
  const { created, timeZone, payLimit } = options;
  const issued = dayOf({ moment: created, timeZone });
  const days = payLimit !== null && payLimit > 0 ? payLimit : null;
  const due = issued && days !== null ? addDays(issued, days) : null;
  return {
    issueDate: issued && writeDay(issued),
    dueDate: due && writeDay(due),
    paymentTerms: days === null ? null : `Payable within ${days} ${days === 1 ? 'day' : 'days'}.`,
  };
}

/** Members that the model has no place for, or says with less. */
const keptOfInvoice = ['leading_zeros', 'prefix', 'template', 'pay_limit', 'pay_status'];
const keptOfCustomer = ['firstname', 'lastname', 'description'];

/** Those, and what is not documented, of the invoice, its customer and its items. */
function extensionOf(invoice: DrupalInvoice): JsonObject {
  const customer =
    invoice.customer && restOf(invoice.customer, { without: customerMembers, but: keptOfCustomer });
  const items = invoice.items.map((item) => restOf(item, { without: itemMembers, but: [] }));
  return {
    ...restOf(invoice, { without: invoiceMembers, but: keptOfInvoice }),
    ...(customer && !isEmpty(customer) && { customer }),
    ...(!items.every(isEmpty) && { items }),
  };
}

function isEmpty(object: JsonObject): boolean {
  return Object.keys(object).length === 0;
}

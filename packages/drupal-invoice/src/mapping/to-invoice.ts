import type { Currency, Invoice, JsonObject } from '@invoice-relay/core/models';

import { customerMembers, invoiceMembers, itemMembers } from '../model/index.ts';
import type { DrupalInvoice } from '../model/index.ts';
import { addDays, dayOf } from './day.ts';
import { extensionName, restOf } from './extensions.ts';
import { toLines } from './lines.ts';
import { toParty } from './party.ts';
import { readText } from './read.ts';
import { readStatus } from './status.ts';
import { totalsNotes, toTotals } from './totals.ts';

export interface ToInvoiceOptions {
  readonly invoice: DrupalInvoice;
  /** As a list states it: takes precedence over the computed one. */
  readonly number?: string | null | undefined;
  /** The API does not return one. */
  readonly currency?: Currency | null | undefined;
}

/**
 * Converts an invoice of a site to the canonical model.
 *
 * The totals are those that the site states. Those that we compute like the module are in
 * `extensions['drupal-invoice'].computed_totals`, and if the two differ, `totals_differ` says so.
 * Whatever has no place in the model is in the extension as well.
 *
 * @throws {VendorError} `vendor_answer_invalid` for an amount that is not a number
 */
export function toInvoice(options: ToInvoiceOptions): Invoice {
  const { invoice, currency = null } = options;
  const status = readStatus(invoice.pay_status);
  const { invoiceLines, computed } = toLines(invoice.items);
  const note = readText(invoice.description);
  return {
    id: String(invoice.id),
    number: options.number ?? invoice.number,
    invoiceTypeCode: '380',
    status,
    ...dates(invoice),
    currency,
    purchaseOrderReference: null,
    notes: note === null ? [] : [note],
    seller: null,
    buyer: invoice.customer && toParty(invoice.customer),
    invoiceLines,
    allowanceCharges: [],
    ...toTotals({ invoice, invoiceLines, computed, isPaid: status === 'paid' }),
    payments: [],
    extensions: {
      [extensionName]: { ...extensionOf(invoice), ...totalsNotes({ invoice, computed }) },
    },
  };
}

/** A limit of 0 days means no limit: the vendor's own sample, which is paid, has it. */
function dates({
  created,
  pay_limit,
}: DrupalInvoice): Pick<Invoice, 'issueDate' | 'dueDate' | 'paymentTerms'> {
  const issueDate = dayOf(created);
  const days = pay_limit !== null && pay_limit > 0 ? pay_limit : null;
  return {
    issueDate,
    dueDate: issueDate !== null && days !== null ? addDays(issueDate, days) : null,
    paymentTerms: days === null ? null : `Payable within ${days} ${days === 1 ? 'day' : 'days'}.`,
  };
}

/**
 * Members that the canonical model covers in full; and the number, which is mangled in a whole
 * invoice.
 */
const saidOfInvoice = [
  ...invoiceMembers,
  'id',
  'number',
  'extotal',
  'inctotal',
  'vattotal',
  'vat_totals',
  'created',
  'changed',
];
/** Members that the model does not cover, or covers with less detail. */
const keptOfInvoice = [
  'leading_zeros',
  'prefix',
  'template',
  'pay_limit',
  'pay_status',
  'created',
  'changed',
];
const keptOfCustomer = ['firstname', 'lastname', 'description'];
const keptOfItem = ['weight'];

/** These and unknown members of the invoice, its customer and its items. */
function extensionOf(invoice: DrupalInvoice): JsonObject {
  const customer =
    invoice.customer && restOf(invoice.customer, { without: customerMembers, but: keptOfCustomer });
  const items = invoice.items.map((item) =>
    restOf(item, { without: itemMembers, but: keptOfItem }),
  );
  return {
    ...restOf(invoice, { without: saidOfInvoice, but: keptOfInvoice }),
    ...(customer && !isEmpty(customer) && { customer }),
    ...(!items.every(isEmpty) && { items }),
  };
}

function isEmpty(object: JsonObject): boolean {
  return Object.keys(object).length === 0;
}

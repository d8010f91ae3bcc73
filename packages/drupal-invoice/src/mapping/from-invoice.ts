import type { Invoice } from '@invoice-relay/core/models';

import type { NewDrupalInvoice } from '../model/index.ts';
import { daysBetween } from './day.ts';
import { isOfSite, keptItemsOf, keptOf, numberOrNull, objectOf, textOf } from './extensions.ts';
import { toItems } from './from-lines.ts';
import { fromParty } from './from-party.ts';
import { writeStatus } from './status.ts';

export interface FromInvoiceOptions {
  readonly invoice: Invoice;
  /**
   * How the site should number and print an invoice that comes from elsewhere. One that came from a
   * site has its own values, unless overridden here.
   */
  readonly leadingZeros?: number | undefined;
  /** Text with `%x` for letters of PHP's `date`, such as `%Y`. */
  readonly prefix?: string | undefined;
  readonly template?: string | undefined;
  /**
   * The number of the customer on the site. Without one, the site looks for a customer with the same
   * name and address, or creates one: an id that the buyer has elsewhere would be somebody else's.
   */
  readonly customerNumber?: number | string | undefined;
}

/**
 * Converts an invoice to the input of `invoices.create`, or to the changes of `invoices.update`. A
 * new one needs a template and days to pay. The site assigns the number and computes the totals
 * itself; it cannot store a seller, a currency, dates or payments.
 *
 * @throws {AmountError} `base_quantity_not_positive`, or `amount_too_long` for a line whose amount
 * has more digits than any document can hold
 */
export function fromInvoice(options: FromInvoiceOptions): NewDrupalInvoice {
  const { invoice } = options;
  const { buyer } = invoice;
  const kept = keptOf(invoice);
  const ownNumber = isOfSite(invoice) ? (buyer?.id ?? null) : null;
  const body = {
    leading_zeros: options.leadingZeros ?? numberOrNull(kept['leading_zeros']),
    prefix: options.prefix ?? textOf(kept['prefix']),
    description: invoice.notes.join('\n') || null,
    template: options.template ?? textOf(kept['template']),
    pay_limit: daysToPay(invoice) ?? numberOrNull(kept['pay_limit']),
    pay_status: writeStatus(invoice.status),
    customer:
      buyer &&
      fromParty({
        party: buyer,
        number: options.customerNumber ?? ownNumber,
        kept: objectOf(kept['customer']),
      }),
    items: toItems({
      lines: invoice.invoiceLines,
      allowanceCharges: invoice.allowanceCharges,
      currency: invoice.currency,
      kept: keptItemsOf(invoice),
    }),
  };
  return Object.fromEntries(
    Object.entries(body).filter(([, value]) => value !== null && value !== undefined),
  );
}

/** The days from the issue date of an invoice to its due date; null if one of them is unknown. */
function daysToPay({ issueDate, dueDate }: Invoice): number | null {
  if (issueDate === null || dueDate === null) return null;
  const days = daysBetween(issueDate, dueDate);
  return Number.isSafeInteger(days) && days >= 0 ? days : null;
}

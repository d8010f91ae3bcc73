import type { Invoice, Payment, Totals } from '@invoice-relay/core/models';

import { Exact, sumOf, writeAmount } from './amounts.ts';
import { documentExtensions, toDocument } from './document.ts';
import { invoiceStatuses } from './enums.ts';
import { restOf } from './extensions.ts';
import { paymentMembers, toPayment } from './payment.ts';
import { readDate, readList } from './read.ts';
import type { EnvoiceInvoice } from './vendor-models.ts';

/**
 * Converts an invoice, as returned by `invoices.get`, to the canonical model.
 *
 * Amounts are those that Envoice states (see {@link toTotals}). What has no place in the model is
 * in `extensions.envoice`, except what opens the invoice or its attachments without a login.
 *
 * @throws {VendorError} `vendor_answer_invalid` for a response without an id, or with an amount
 * that is not a number
 */
export function toInvoice(invoice: EnvoiceInvoice): Invoice {
  const { common, lines, amounts } = toDocument(invoice);
  const { currency } = common;
  const vendorPayments = readList(invoice.Payments);
  const payments = vendorPayments.map((payment) => toPayment({ payment, currency }));
  const status = invoiceStatuses.read(invoice.Status);
  return {
    ...common,
    invoiceTypeCode: '380',
    status,
    issueDate: readDate(invoice.IssuedOn),
    dueDate: readDate(invoice.Duedate),
    invoiceLines: lines.map(({ line }) => line),
    ...amounts,
    totals: withPayments({ totals: amounts.totals, payments, status, currency }),
    payments,
    extensions: documentExtensions({
      document: invoice,
      lines,
      amounts,
      mapped: ['Duedate', 'Payments', ...(status === null ? [] : ['Status'])],
      more: {
        Payments: vendorPayments.map((payment) => restOf(payment, { without: paymentMembers })),
      },
    }),
  };
}

/**
 * Adds the paid and the payable amount. Envoice states neither: the paid amount is the sum of the
 * payments; and an invoice that somebody marked as paid has nothing left to pay, whatever was
 * recorded.
 */
function withPayments(
  options: Pick<Invoice, 'totals' | 'status' | 'currency'> & {
    readonly payments: readonly Payment[];
  },
): Totals {
  const { totals, payments, status, currency } = options;
  const total = Exact(totals.taxInclusiveAmount);
  const recorded = sumOf(payments.map(({ paidAmount }) => paidAmount));
  const isCovered = payments.length > 0 && recorded.gte(total);
  const prepaid = status === 'paid' && !isCovered ? total : recorded;
  return {
    ...totals,
    prepaidAmount: writeAmount(prepaid, currency),
    payableAmount: writeAmount(total.minus(prepaid), currency),
  };
}

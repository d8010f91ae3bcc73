import type { Currency, Payment } from '@invoice-relay/core/models';

import { writeAmount } from './amounts.ts';
import { paymentTypes } from './enums.ts';
import { readDate, readDecimal, readId, readText } from './read.ts';
import type { EnvoicePayment } from './vendor-models.ts';

/** The members of a payment that have a place in the model. */
export const paymentMembers = ['Amount', 'Note', 'PaidOn', 'ReferenceId', 'Type'];

/**
 * Converts a payment of an invoice. A type that Envoice does not describe stays in its own words.
 *
 * @param options.currency of the invoice: Envoice stores none with a payment
 * @throws {VendorError} `vendor_answer_invalid`
 */
export function toPayment(options: {
  readonly payment: EnvoicePayment;
  readonly currency: Currency | null;
}): Payment {
  const { payment, currency } = options;
  const amount = readDecimal({ value: payment.Amount, member: 'Payments[].Amount' });
  return {
    id: readId(payment.Id),
    paidAmount: writeAmount(amount ?? '0', currency),
    currency,
    paidDate: readDate(payment.PaidOn),
    paymentMeans: paymentTypes.read(payment.Type) ?? readText(payment.Type)?.toLowerCase() ?? null,
    instructionId: readText(payment.ReferenceId),
    note: readText(payment.Note),
  };
}

import type { EstimateStatus, InvoiceStatus, OrderStatus } from '@invoice-relay/core/models';

/**
 * An enum of Envoice with our words for it, in the order in which the description declares it: its
 * numbers follow that order (see `../normalize/activity-types.ts` for how well that is known).
 */
export interface VendorEnum<Name extends string, Word extends string> {
  /** Our word for a name (in any case), a number, or a number as text. `null` for anything else. */
  read(value: unknown): Word | null;
  /** The vendor's name for our word. */
  write(word: Word): Name;
}

function vendorEnum<const Name extends string, const Word extends string>(
  entries: readonly (readonly [Name, Word])[],
): VendorEnum<Name, Word> {
  const words = new Map<string, Word>();
  entries.forEach(([name, word], ordinal) => {
    words.set(name.toLowerCase(), word);
    words.set(String(ordinal), word);
  });
  const names = new Map(entries.map(([name, word]) => [word, name]));
  return {
    read: (value) => words.get(String(value).trim().toLowerCase()) ?? null,
    // Every word of the type is in the table.
    write: (word) => names.get(word) as Name,
  };
}

export const invoiceStatuses = vendorEnum([
  ['Draft', 'draft'],
  ['Paid', 'paid'],
  ['Unpaid', 'unpaid'],
  ['Overdue', 'overdue'],
  ['Void', 'void'],
]) satisfies VendorEnum<string, InvoiceStatus>;

export const estimateStatuses = vendorEnum([
  ['Draft', 'draft'],
  ['Accepted', 'accepted'],
  ['Rejected', 'rejected'],
]) satisfies VendorEnum<string, EstimateStatus>;

export const orderStatuses = vendorEnum([
  ['PendingPayment', 'pending_payment'],
  ['Processing', 'processing'],
  ['Shipped', 'shipped'],
  ['Completed', 'completed'],
  ['OnHold', 'on_hold'],
  ['Cancelled', 'cancelled'],
  ['Refunded', 'refunded'],
  ['Failed', 'failed'],
]) satisfies VendorEnum<string, OrderStatus>;

/** Gateways have the names of the attribute `gateway` of `payment.received`. */
export const paymentTypes = vendorEnum([
  ['Other', 'other'],
  ['Paypal', 'paypal'],
  ['Stripe', 'stripe'],
  ['Payoneer', 'payoneer'],
  ['Bank', 'bank'],
  ['Cash', 'cash'],
  ['Cheque', 'cheque'],
  ['Ach', 'ach'],
  ['Sepa', 'sepa'],
  ['Square', 'square'],
  ['KlikAndPay', 'klikandpay'],
  ['Razorpay', 'razorpay'],
  ['Wepay', 'wepay'],
  ['Halkbank', 'halkbank'],
  ['TwoCheckout', 'twocheckout'],
  ['PaymentWall', 'paymentwall'],
  ['BamboraEU', 'bambora_eu'],
  ['BamboraNA', 'bambora_na'],
  ['Nlb', 'nlb'],
  ['AuthorizeNet', 'authorize_net'],
  ['Braintree', 'braintree'],
]);

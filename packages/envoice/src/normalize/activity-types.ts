import type { JsonObject, SourceEventType } from '@invoice-relay/core/events';

/** A type of activity as Envoice declares it, and the event that it becomes. */
export interface ActivityType {
  /** As in Envoice's OpenAPI description. */
  readonly name: string;
  readonly eventType: SourceEventType;
  /** What the event is about if the ids of the activity do not tell. */
  readonly subjectKind: EnvoiceSubjectKind;
  /** Distinguishes the types that become the same event. */
  readonly attributes: JsonObject;
}

export type EnvoiceSubjectKind = 'invoice' | 'order' | 'estimate';

/**
 * The 49 types in the order in which the vendor declares them, so that the index is the number in a
 * webhook's `Type`.
 *
 * That the numbers start at 0 and follow this order is inferred, not documented: the vendor's guide
 * creates an invoice with `"Status": "Draft"`, the first value declared, and gets `"Status": 0` in
 * the response; and the vendor's WordPress plugin reads the product statuses 0, 1, 2 in the
 * declared order.
 *
 * **17, 18 and 19 are ambiguous**: a sibling enum of the vendor's, and its blog, continue from
 * Stripe to SentToAccountant, see {@link alternativeTypes}. Which order holds is learned per
 * connection.
 */
export const activityTypes: readonly ActivityType[] = [
  invoice('Created', 'invoice.created'),
  invoice('Draft', 'invoice.drafted'),
  invoice('Cloned', 'invoice.cloned'),
  invoice('SentViaEmail', 'invoice.sent', { channel: 'email' }),
  invoice('SentViaSms', 'invoice.sent', { channel: 'sms' }),
  invoice('SentReminderViaEmail', 'invoice.reminder_sent', { channel: 'email' }),
  invoice('SentReminderViaSms', 'invoice.reminder_sent', { channel: 'sms' }),
  invoice('Opened', 'invoice.opened'),
  invoice('Viewed', 'invoice.viewed'),
  invoice('Rejected', 'invoice.rejected'),
  invoice('Updated', 'invoice.updated'),
  invoice('Paid', 'invoice.paid'),
  invoice('Unpaid', 'invoice.unpaid'),
  invoice('Overdue', 'invoice.overdue'),
  payment('NewManualPayment', 'manual'),
  payment('NewPaymentWithPaypal', 'paypal'),
  payment('NewPaymentWithStripe', 'stripe'),
  payment('NewPaymentWithPayoneer', 'payoneer'),
  invoice('SentToAccountant', 'invoice.sent_to_accountant'),
  invoice('DownloadedAsPdf', 'invoice.downloaded'),
  invoice('MarkAsPaidByTheClient', 'invoice.marked_paid_by_client'),
  invoice('OpenedAttachment', 'invoice.attachment_opened'),
  payment('NewPaymentWithSquare', 'square'),
  payment('NewPaymentWithKlikAndPay', 'klikandpay'),
  payment('NewPaymentWithRazorpay', 'razorpay'),
  payment('NewPaymentWithWepay', 'wepay'),
  payment('NewPaymentWithHalkbank', 'halkbank'),
  order('ChangeStatus', 'order.status_changed'),
  order('OrderUpdated', 'order.updated'),
  order('OrderCreated', 'order.created'),
  payment('NewPaymentWithTwoCheckout', 'twocheckout'),
  payment('NewPaymentWithPaymentWall', 'paymentwall'),
  payment('NewPaymentWithBamboraEU', 'bambora_eu'),
  payment('NewPaymentWithBamboraNA', 'bambora_na'),
  invoice('Void', 'invoice.voided'),
  payment('NewPaymentWithNlb', 'nlb'),
  payment('NewPaymentWithAuthorizeNet', 'authorize_net'),
  payment('NewPaymentWithBraintree', 'braintree'),
  estimate('EstimationCreated', 'estimate.created'),
  estimate('EstimationDraft', 'estimate.drafted'),
  estimate('EstimationCloned', 'estimate.cloned'),
  estimate('EstimationSentViaEmail', 'estimate.sent', { channel: 'email' }),
  estimate('EstimationOpened', 'estimate.opened'),
  estimate('EstimationViewed', 'estimate.viewed'),
  estimate('EstimationAccepted', 'estimate.accepted'),
  estimate('EstimationRejected', 'estimate.rejected'),
  estimate('EstimationUpdated', 'estimate.updated'),
  estimate('EstimationDownloadedAsPdf', 'estimate.downloaded'),
  invoice('InvoiceDigitallySigned', 'invoice.signed'),
];

const byName = new Map(activityTypes.map((type) => [type.name.toLowerCase(), type]));

/**
 * Returns the type that a `Type` member names: by its number (`11`), by that number as text
 * (`"11"`), or by its name in any case (`"Paid"`). Webhooks send numbers, the API sends names.
 * `undefined` if it is not in our table.
 */
export function findActivityType(type: number | string): ActivityType | undefined {
  const number = typeNumber(type);
  if (number !== null) return activityTypes[number];
  return typeof type === 'string' ? byName.get(type.trim().toLowerCase()) : undefined;
}

/**
 * The number of a `Type`, given as a number or as text; `null` if it is a name or anything else.
 */
export function typeNumber(type: unknown): number | null {
  if (typeof type === 'number') return Number.isSafeInteger(type) && type >= 0 ? type : null;
  return typeof type === 'string' && /^\s*\d{1,9}\s*$/.test(type) ? Number(type) : null;
}

/** The two possible orders of the ambiguous numbers, each number with its name. */
const doubtfulOrders: readonly Readonly<Record<string, string>>[] = [
  { 17: 'NewPaymentWithPayoneer', 18: 'SentToAccountant', 19: 'DownloadedAsPdf' },
  { 17: 'SentToAccountant', 18: 'DownloadedAsPdf', 19: 'NewPaymentWithPayoneer' },
];

/**
 * For an ambiguous number: the orders that it may belong to. `undefined` for every other number.
 *
 * The vendor's description lists Payoneer before the other two. If it was given an explicit number
 * when it was added, it comes last of the three, as in older lists of the vendor's.
 */
export function alternativeTypes(
  number: number,
): readonly Readonly<Record<string, string>>[] | undefined {
  return String(number) in doubtfulOrders[0]! ? doubtfulOrders : undefined;
}

function invoice(
  name: string,
  eventType: SourceEventType,
  attributes: JsonObject = {},
): ActivityType {
  return { name, eventType, subjectKind: 'invoice', attributes };
}

function payment(name: string, gateway: string): ActivityType {
  return invoice(name, 'payment.received', { gateway });
}

function order(name: string, eventType: SourceEventType): ActivityType {
  return { name, eventType, subjectKind: 'order', attributes: {} };
}

function estimate(
  name: string,
  eventType: SourceEventType,
  attributes: JsonObject = {},
): ActivityType {
  return { name, eventType, subjectKind: 'estimate', attributes };
}

/** The kinds of documents that an activity can be about, in the vendor's terms. */
export const documentKinds = ['invoice', 'order', 'estimation'] as const;
export type DocumentKind = (typeof documentKinds)[number];

export interface ActivityType {
  /** As declared in the vendor's OpenAPI description. */
  readonly name: string;
  /** The document kind that an activity of this type is about by default. */
  readonly about: DocumentKind;
  /** The message after the name of the document. Our wording: the vendor shows no sample. */
  readonly says: string;
}

/**
 * The 49 activity types in the order of the vendor's OpenAPI description. A webhook's `Type` is the
 * zero-based position in this list. This is inferred from the vendor's guide, where `"Status": 0`
 * means `Draft`, the first status declared; the vendor does not document it.
 */
export const activityTypes: readonly ActivityType[] = [
  { name: 'Created', about: 'invoice', says: 'was created' },
  { name: 'Draft', about: 'invoice', says: 'was saved as a draft' },
  { name: 'Cloned', about: 'invoice', says: 'was cloned' },
  { name: 'SentViaEmail', about: 'invoice', says: 'was sent by email' },
  { name: 'SentViaSms', about: 'invoice', says: 'was sent by SMS' },
  { name: 'SentReminderViaEmail', about: 'invoice', says: 'reminder was sent by email' },
  { name: 'SentReminderViaSms', about: 'invoice', says: 'reminder was sent by SMS' },
  { name: 'Opened', about: 'invoice', says: 'email was opened' },
  { name: 'Viewed', about: 'invoice', says: 'was viewed' },
  { name: 'Rejected', about: 'invoice', says: 'was rejected' },
  { name: 'Updated', about: 'invoice', says: 'was updated' },
  { name: 'Paid', about: 'invoice', says: 'was paid' },
  { name: 'Unpaid', about: 'invoice', says: 'was marked as unpaid' },
  { name: 'Overdue', about: 'invoice', says: 'is overdue' },
  { name: 'NewManualPayment', about: 'invoice', says: 'received a manual payment' },
  { name: 'NewPaymentWithPaypal', about: 'invoice', says: 'received a payment through PayPal' },
  { name: 'NewPaymentWithStripe', about: 'invoice', says: 'received a payment through Stripe' },
  { name: 'NewPaymentWithPayoneer', about: 'invoice', says: 'received a payment through Payoneer' },
  { name: 'SentToAccountant', about: 'invoice', says: 'was sent to the accountant' },
  { name: 'DownloadedAsPdf', about: 'invoice', says: 'was downloaded as PDF' },
  { name: 'MarkAsPaidByTheClient', about: 'invoice', says: 'was marked as paid by the client' },
  { name: 'OpenedAttachment', about: 'invoice', says: 'attachment was opened' },
  { name: 'NewPaymentWithSquare', about: 'invoice', says: 'received a payment through Square' },
  {
    name: 'NewPaymentWithKlikAndPay',
    about: 'invoice',
    says: 'received a payment through Klik & Pay',
  },
  { name: 'NewPaymentWithRazorpay', about: 'invoice', says: 'received a payment through Razorpay' },
  { name: 'NewPaymentWithWepay', about: 'invoice', says: 'received a payment through WePay' },
  { name: 'NewPaymentWithHalkbank', about: 'invoice', says: 'received a payment through Halkbank' },
  { name: 'ChangeStatus', about: 'order', says: 'changed its status' },
  { name: 'OrderUpdated', about: 'order', says: 'was updated' },
  { name: 'OrderCreated', about: 'order', says: 'was created' },
  {
    name: 'NewPaymentWithTwoCheckout',
    about: 'invoice',
    says: 'received a payment through 2Checkout',
  },
  {
    name: 'NewPaymentWithPaymentWall',
    about: 'invoice',
    says: 'received a payment through Paymentwall',
  },
  {
    name: 'NewPaymentWithBamboraEU',
    about: 'invoice',
    says: 'received a payment through Bambora (EU)',
  },
  {
    name: 'NewPaymentWithBamboraNA',
    about: 'invoice',
    says: 'received a payment through Bambora (NA)',
  },
  { name: 'Void', about: 'invoice', says: 'was voided' },
  { name: 'NewPaymentWithNlb', about: 'invoice', says: 'received a payment through NLB' },
  {
    name: 'NewPaymentWithAuthorizeNet',
    about: 'invoice',
    says: 'received a payment through Authorize.Net',
  },
  {
    name: 'NewPaymentWithBraintree',
    about: 'invoice',
    says: 'received a payment through Braintree',
  },
  { name: 'EstimationCreated', about: 'estimation', says: 'was created' },
  { name: 'EstimationDraft', about: 'estimation', says: 'was saved as a draft' },
  { name: 'EstimationCloned', about: 'estimation', says: 'was cloned' },
  { name: 'EstimationSentViaEmail', about: 'estimation', says: 'was sent by email' },
  { name: 'EstimationOpened', about: 'estimation', says: 'email was opened' },
  { name: 'EstimationViewed', about: 'estimation', says: 'was viewed' },
  { name: 'EstimationAccepted', about: 'estimation', says: 'was accepted' },
  { name: 'EstimationRejected', about: 'estimation', says: 'was rejected' },
  { name: 'EstimationUpdated', about: 'estimation', says: 'was updated' },
  { name: 'EstimationDownloadedAsPdf', about: 'estimation', says: 'was downloaded as PDF' },
  { name: 'InvoiceDigitallySigned', about: 'invoice', says: 'was digitally signed' },
];

const ordinals: ReadonlyMap<string, number> = new Map(
  activityTypes.map((type, ordinal) => [type.name.toLowerCase(), ordinal]),
);

/**
 * Returns the number that webhooks use for a type name (case-insensitive); `undefined` if unknown.
 */
export function ordinalOf(name: string): number | undefined {
  return ordinals.get(name.toLowerCase());
}

/** Types that start a document's life: without an id they create a new document. */
const beginnings: ReadonlySet<string> = new Set([
  'Created',
  'Draft',
  'Cloned',
  'OrderCreated',
  'EstimationCreated',
  'EstimationDraft',
  'EstimationCloned',
]);

export function beginsDocument(type: ActivityType): boolean {
  return beginnings.has(type.name);
}

import type { DocumentKind } from '../envoice/activity-types.ts';

/** One step in the life of a document. */
export interface Step {
  readonly type: string;
  /** Hours since the previous step: minimum, maximum. */
  readonly wait: readonly [number, number];
  /** Done by the vendor's nightly job at midnight UTC, not by a person. */
  readonly atMidnight?: true;
}

/** A possible life of a document. */
export interface Story {
  readonly about: DocumentKind;
  /** Its relative frequency. */
  readonly weight: number;
  readonly steps: readonly [Step, ...Step[]];
}

const now = [0, 0] as const;
const minutes = [0.01, 0.3] as const;
const hours = [1, 20] as const;
const days = [20, 96] as const;
const weeks = [170, 340] as const;

export const stories: readonly [Story, ...Story[]] = [
  {
    about: 'invoice',
    weight: 30,
    steps: [
      { type: 'Created', wait: now },
      { type: 'SentViaEmail', wait: minutes },
      { type: 'Viewed', wait: hours },
      { type: 'NewPaymentWithStripe', wait: minutes },
      { type: 'Paid', wait: [0.001, 0.01] },
    ],
  },
  {
    about: 'invoice',
    weight: 18,
    steps: [
      { type: 'Created', wait: now },
      { type: 'SentViaEmail', wait: minutes },
      { type: 'Overdue', wait: weeks, atMidnight: true },
      { type: 'SentReminderViaEmail', wait: hours },
      { type: 'Viewed', wait: hours },
      { type: 'NewPaymentWithPaypal', wait: minutes },
      { type: 'Paid', wait: [0.001, 0.01] },
    ],
  },
  {
    about: 'invoice',
    weight: 12,
    steps: [
      { type: 'Draft', wait: now },
      { type: 'Updated', wait: minutes },
      { type: 'SentViaEmail', wait: hours },
      { type: 'Opened', wait: hours },
      { type: 'Viewed', wait: minutes },
      { type: 'DownloadedAsPdf', wait: minutes },
      { type: 'NewManualPayment', wait: days },
      { type: 'Paid', wait: [0.001, 0.01] },
      { type: 'SentToAccountant', wait: days },
    ],
  },
  {
    about: 'invoice',
    weight: 5,
    steps: [
      { type: 'Cloned', wait: now },
      { type: 'SentViaSms', wait: minutes },
      { type: 'Viewed', wait: hours },
      { type: 'MarkAsPaidByTheClient', wait: days },
      { type: 'Paid', wait: hours },
      { type: 'Unpaid', wait: days },
      { type: 'SentReminderViaSms', wait: minutes },
      { type: 'NewManualPayment', wait: days },
      { type: 'Paid', wait: minutes },
    ],
  },
  {
    about: 'invoice',
    weight: 4,
    steps: [
      { type: 'Created', wait: now },
      { type: 'SentViaEmail', wait: minutes },
      { type: 'Rejected', wait: days },
      { type: 'Void', wait: hours },
    ],
  },
  {
    about: 'order',
    weight: 20,
    steps: [
      { type: 'OrderCreated', wait: now },
      { type: 'ChangeStatus', wait: hours },
      { type: 'ChangeStatus', wait: days },
    ],
  },
  {
    about: 'order',
    weight: 5,
    steps: [
      { type: 'OrderCreated', wait: now },
      { type: 'OrderUpdated', wait: minutes },
      { type: 'ChangeStatus', wait: hours },
    ],
  },
  {
    about: 'estimation',
    weight: 9,
    steps: [
      { type: 'EstimationCreated', wait: now },
      { type: 'EstimationSentViaEmail', wait: minutes },
      { type: 'EstimationViewed', wait: hours },
      { type: 'EstimationAccepted', wait: days },
    ],
  },
  {
    about: 'estimation',
    weight: 4,
    steps: [
      { type: 'EstimationDraft', wait: now },
      { type: 'EstimationUpdated', wait: minutes },
      { type: 'EstimationSentViaEmail', wait: minutes },
      { type: 'EstimationOpened', wait: hours },
      { type: 'EstimationDownloadedAsPdf', wait: minutes },
      { type: 'EstimationRejected', wait: days },
    ],
  },
];

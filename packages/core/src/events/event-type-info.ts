import type { DocumentKind } from './event-body.ts';
import type { EventType, OperationalEventType, SourceEventType } from './event-type.ts';
import type { OperationalSubjectKind } from './operational-subject.ts';

/** The human-readable part of an event type, as in the pickers of n8n and Zapier. */
export interface EventTypeInfo {
  /** In title case: `Invoice Paid`. */
  readonly title: string;
  /** One sentence: `An invoice was paid in full.` */
  readonly description: string;
  /**
   * What an event of this type is usually about. The subject of a single event depends on the ids
   * that the activity contains, so it can be of another kind, or missing.
   */
  readonly subjectKind: DocumentKind | OperationalSubjectKind | null;
}

/** The same for a type that sources produce: what it is about can be included as a document. */
export interface SourceEventTypeInfo extends EventTypeInfo {
  readonly subjectKind: DocumentKind | null;
}

export const sourceEventTypeInfo: Readonly<Record<SourceEventType, SourceEventTypeInfo>> = {
  'invoice.created': {
    title: 'Invoice Created',
    description: 'An invoice was created.',
    subjectKind: 'invoice',
  },
  'invoice.drafted': {
    title: 'Invoice Drafted',
    description: 'An invoice was saved as a draft.',
    subjectKind: 'invoice',
  },
  'invoice.cloned': {
    title: 'Invoice Cloned',
    description: 'An invoice was cloned from another one.',
    subjectKind: 'invoice',
  },
  'invoice.sent': {
    title: 'Invoice Sent',
    description: 'An invoice was sent to the buyer, by email or text message.',
    subjectKind: 'invoice',
  },
  'invoice.reminder_sent': {
    title: 'Invoice Reminder Sent',
    description: 'The buyer was reminded of an invoice, by email or text message.',
    subjectKind: 'invoice',
  },
  'invoice.opened': {
    title: 'Invoice Opened',
    description: 'The buyer opened an invoice or the message it came with.',
    subjectKind: 'invoice',
  },
  'invoice.viewed': {
    title: 'Invoice Viewed',
    description: 'The buyer viewed an invoice.',
    subjectKind: 'invoice',
  },
  'invoice.rejected': {
    title: 'Invoice Rejected',
    description: 'The buyer rejected an invoice.',
    subjectKind: 'invoice',
  },
  'invoice.updated': {
    title: 'Invoice Updated',
    description: 'An invoice was changed.',
    subjectKind: 'invoice',
  },
  'invoice.paid': {
    title: 'Invoice Paid',
    description: 'An invoice was paid in full.',
    subjectKind: 'invoice',
  },
  'invoice.unpaid': {
    title: 'Invoice Unpaid',
    description: 'An invoice was marked as not paid.',
    subjectKind: 'invoice',
  },
  'invoice.overdue': {
    title: 'Invoice Overdue',
    description: 'An invoice passed its due date without being paid in full.',
    subjectKind: 'invoice',
  },
  'payment.received': {
    title: 'Payment Received',
    description: 'A full or partial payment was received for an invoice.',
    subjectKind: 'invoice',
  },
  'invoice.sent_to_accountant': {
    title: 'Invoice Sent to Accountant',
    description: 'An invoice was sent to the seller’s accountant.',
    subjectKind: 'invoice',
  },
  'invoice.downloaded': {
    title: 'Invoice Downloaded',
    description: 'An invoice was downloaded as a PDF.',
    subjectKind: 'invoice',
  },
  'invoice.marked_paid_by_client': {
    title: 'Invoice Marked as Paid by Client',
    description: 'The buyer marked an invoice as paid; the seller has yet to confirm it.',
    subjectKind: 'invoice',
  },
  'invoice.attachment_opened': {
    title: 'Invoice Attachment Opened',
    description: 'The buyer opened an invoice attachment.',
    subjectKind: 'invoice',
  },
  'order.status_changed': {
    title: 'Order Status Changed',
    description: 'An order changed status, for example to shipped.',
    subjectKind: 'order',
  },
  'order.updated': {
    title: 'Order Updated',
    description: 'An order was changed.',
    subjectKind: 'order',
  },
  'order.created': {
    title: 'Order Created',
    description: 'An order was created.',
    subjectKind: 'order',
  },
  'invoice.voided': {
    title: 'Invoice Voided',
    description: 'An invoice was voided.',
    subjectKind: 'invoice',
  },
  'estimate.created': {
    title: 'Estimate Created',
    description: 'An estimate was created.',
    subjectKind: 'estimate',
  },
  'estimate.drafted': {
    title: 'Estimate Drafted',
    description: 'An estimate was saved as a draft.',
    subjectKind: 'estimate',
  },
  'estimate.cloned': {
    title: 'Estimate Cloned',
    description: 'An estimate was cloned from another one.',
    subjectKind: 'estimate',
  },
  'estimate.sent': {
    title: 'Estimate Sent',
    description: 'An estimate was sent to the buyer, by email or text message.',
    subjectKind: 'estimate',
  },
  'estimate.opened': {
    title: 'Estimate Opened',
    description: 'The buyer opened an estimate or the message it came with.',
    subjectKind: 'estimate',
  },
  'estimate.viewed': {
    title: 'Estimate Viewed',
    description: 'The buyer viewed an estimate.',
    subjectKind: 'estimate',
  },
  'estimate.accepted': {
    title: 'Estimate Accepted',
    description: 'The buyer accepted an estimate.',
    subjectKind: 'estimate',
  },
  'estimate.rejected': {
    title: 'Estimate Rejected',
    description: 'The buyer rejected an estimate.',
    subjectKind: 'estimate',
  },
  'estimate.updated': {
    title: 'Estimate Updated',
    description: 'An estimate was changed.',
    subjectKind: 'estimate',
  },
  'estimate.downloaded': {
    title: 'Estimate Downloaded',
    description: 'An estimate was downloaded as a PDF.',
    subjectKind: 'estimate',
  },
  'invoice.signed': {
    title: 'Invoice Signed',
    description: 'An invoice was digitally signed.',
    subjectKind: 'invoice',
  },
  'invoice.deleted': {
    title: 'Invoice Deleted',
    description: 'An invoice was deleted and can no longer be read.',
    subjectKind: 'invoice',
  },
  'activity.unknown': {
    title: 'Unknown Activity',
    description:
      'An activity without an event type of its own; everything the source sent is included.',
    subjectKind: null,
  },
};

/** The same for one of the relay's own types. */
export interface OperationalEventTypeInfo extends EventTypeInfo {
  readonly subjectKind: OperationalSubjectKind;
}

export const operationalEventTypeInfo: Readonly<
  Record<OperationalEventType, OperationalEventTypeInfo>
> = {
  'relay.subscription.failing': {
    title: 'Relay Subscription Failing',
    description: 'Every attempt to deliver to a subscriber has failed for several minutes.',
    subjectKind: 'subscription',
  },
  'relay.subscription.disabled': {
    title: 'Relay Subscription Disabled',
    description:
      'The relay disabled a subscription: its subscriber responded 410 Gone, or failed for days.',
    subjectKind: 'subscription',
  },
  'relay.subscription.recovered': {
    title: 'Relay Subscription Recovered',
    description: 'A subscriber that was failing or disabled accepts events again.',
    subjectKind: 'subscription',
  },
  'relay.delivery.dead': {
    title: 'Relay Delivery Dead',
    description: 'An event could not be delivered and is not retried automatically.',
    subjectKind: 'subscription',
  },
  'relay.connection.silent': {
    title: 'Relay Connection Silent',
    description: 'A connection has received nothing new for longer than expected.',
    subjectKind: 'connection',
  },
  'relay.connection.failing': {
    title: 'Relay Connection Failing',
    description: 'Every request to the API of an invoicing system has failed for several minutes.',
    subjectKind: 'connection',
  },
  'relay.connection.recovered': {
    title: 'Relay Connection Recovered',
    description: 'A connection that was failing or silent works again.',
    subjectKind: 'connection',
  },
  'relay.quarantine.added': {
    title: 'Relay Quarantine Added',
    description:
      'A request or activity of a connection could not be read or settled and was quarantined.',
    subjectKind: 'connection',
  },
};

export const eventTypeInfo: Readonly<Record<EventType, EventTypeInfo>> = {
  ...sourceEventTypeInfo,
  ...operationalEventTypeInfo,
};

import type { Estimate, Invoice, JsonObject, Order } from '../../models/index.ts';
import type { EventDocument } from '../event-document.ts';
import type { SourceEventType } from '../event-type.ts';
import { sampleEstimate, sampleInvoice, sampleOrder } from './documents.ts';

/** What happened, as a source would report it, and the resulting state of the document. */
export interface SampleActivity {
  /** The source's own name of the activity's type. */
  readonly type: string;
  readonly message: string;
  readonly createdAt: string;
  readonly attributes?: JsonObject;
  /** Created on demand, so that bundles without the catalog omit the documents. */
  readonly document: () => EventDocument;
  /** True if the document no longer exists by then, so that an event does not contain it. */
  readonly isGone?: true;
}

/** In catalog order. Fraction digits vary, as in real life. */
export const sampleActivities: Readonly<Record<SourceEventType, SampleActivity>> = {
  'invoice.created': {
    type: 'Created',
    message: 'Invoice INV-0001 was created',
    createdAt: '2026-11-02T09:12:44.1234567Z',
    document: () => invoice('unpaid'),
  },
  'invoice.drafted': {
    type: 'Draft',
    message: 'Invoice INV-0001 was saved as a draft',
    createdAt: '2026-11-02T09:05:10.52Z',
    document: () => invoice('draft'),
  },
  'invoice.cloned': {
    type: 'Cloned',
    message: 'Invoice INV-0001 was cloned from INV-0000',
    createdAt: '2026-11-02T09:02:31Z',
    document: () => invoice('draft'),
  },
  'invoice.sent': {
    type: 'SentViaEmail',
    message: 'Invoice INV-0001 was sent to accounts@noordzee.example',
    createdAt: '2026-11-02T09:15:02.8801Z',
    attributes: { channel: 'email' },
    document: () => invoice('unpaid'),
  },
  'invoice.reminder_sent': {
    type: 'SentReminderViaEmail',
    message: 'A reminder of invoice INV-0001 was sent to accounts@noordzee.example',
    createdAt: '2026-11-18T08:00:00.0312Z',
    attributes: { channel: 'email' },
    document: () => invoice('overdue'),
  },
  'invoice.opened': {
    type: 'Opened',
    message: 'Invoice INV-0001 was opened',
    createdAt: '2026-11-02T10:41:19.4Z',
    document: () => invoice('unpaid'),
  },
  'invoice.viewed': {
    type: 'Viewed',
    message: 'Invoice INV-0001 was viewed',
    createdAt: '2026-11-02T10:41:37.2090021Z',
    document: () => invoice('unpaid'),
  },
  'invoice.rejected': {
    type: 'Rejected',
    message: 'Invoice INV-0001 was rejected',
    createdAt: '2026-11-03T13:20:05.77Z',
    document: () => invoice('unpaid'),
  },
  'invoice.updated': {
    type: 'Updated',
    message: 'Invoice INV-0001 was updated',
    createdAt: '2026-11-03T15:02:48.9134Z',
    document: () => invoice('unpaid'),
  },
  'invoice.paid': {
    type: 'Paid',
    message: 'Invoice INV-0001 was paid',
    createdAt: '2026-11-20T10:00:00.1234567Z',
    document: () => invoice('paid'),
  },
  'invoice.unpaid': {
    type: 'Unpaid',
    message: 'Invoice INV-0001 was marked as unpaid',
    createdAt: '2026-11-02T09:14:00Z',
    document: () => invoice('unpaid'),
  },
  'invoice.overdue': {
    type: 'Overdue',
    message: 'Invoice INV-0001 is overdue',
    createdAt: '2026-11-17T00:00:12.5Z',
    document: () => invoice('overdue'),
  },
  'payment.received': {
    type: 'NewPaymentWithStripe',
    message: 'A payment of 1298.81 EUR for invoice INV-0001 was made with Stripe',
    createdAt: '2026-11-20T09:59:58.902113Z',
    attributes: { gateway: 'stripe' },
    document: () => invoice('paid'),
  },
  'invoice.sent_to_accountant': {
    type: 'SentToAccountant',
    message: 'Invoice INV-0001 was sent to the accountant',
    createdAt: '2026-11-20T11:30:00.25Z',
    document: () => invoice('paid'),
  },
  'invoice.downloaded': {
    type: 'DownloadedAsPdf',
    message: 'Invoice INV-0001 was downloaded as PDF',
    createdAt: '2026-11-02T10:44:53.118Z',
    document: () => invoice('unpaid'),
  },
  'invoice.marked_paid_by_client': {
    type: 'MarkAsPaidByTheClient',
    message: 'Invoice INV-0001 was marked as paid by the client',
    createdAt: '2026-11-19T16:08:27.6Z',
    document: () => invoice('overdue'),
  },
  'invoice.attachment_opened': {
    type: 'OpenedAttachment',
    message: 'Attachment timesheet.pdf of invoice INV-0001 was opened',
    createdAt: '2026-11-02T10:43:11.0051Z',
    document: () => invoice('unpaid'),
  },
  'order.status_changed': {
    type: 'ChangeStatus',
    message: 'Order ORD-1058 is now Shipped',
    createdAt: '2026-11-19T14:22:09.31Z',
    document: () => order('shipped'),
  },
  'order.updated': {
    type: 'OrderUpdated',
    message: 'Order ORD-1058 was updated',
    createdAt: '2026-11-18T20:16:40.1172Z',
    document: () => order('processing'),
  },
  'order.created': {
    type: 'OrderCreated',
    message: 'Order ORD-1058 was created',
    createdAt: '2026-11-18T19:57:03.6400215Z',
    document: () => order('processing'),
  },
  'invoice.voided': {
    type: 'Void',
    message: 'Invoice INV-0001 was declared void',
    createdAt: '2026-11-04T09:00:00.5Z',
    document: () => invoice('void'),
  },
  'estimate.created': {
    type: 'EstimationCreated',
    message: 'Estimation EST-0001 was created',
    createdAt: '2026-10-20T14:01:13.25Z',
    document: () => estimate('draft'),
  },
  'estimate.drafted': {
    type: 'EstimationDraft',
    message: 'Estimation EST-0001 was saved as a draft',
    createdAt: '2026-10-20T13:55:42.0071Z',
    document: () => estimate('draft'),
  },
  'estimate.cloned': {
    type: 'EstimationCloned',
    message: 'Estimation EST-0001 was cloned from EST-0000',
    createdAt: '2026-10-20T13:50:00Z',
    document: () => estimate('draft'),
  },
  'estimate.sent': {
    type: 'EstimationSentViaEmail',
    message: 'Estimation EST-0001 was sent to accounts@noordzee.example',
    createdAt: '2026-10-20T14:05:29.9Z',
    attributes: { channel: 'email' },
    document: () => estimate('draft'),
  },
  'estimate.opened': {
    type: 'EstimationOpened',
    message: 'Estimation EST-0001 was opened',
    createdAt: '2026-10-20T15:12:07.33Z',
    document: () => estimate('draft'),
  },
  'estimate.viewed': {
    type: 'EstimationViewed',
    message: 'Estimation EST-0001 was viewed',
    createdAt: '2026-10-20T15:12:20.8166Z',
    document: () => estimate('draft'),
  },
  'estimate.accepted': {
    type: 'EstimationAccepted',
    message: 'Estimation EST-0001 was accepted',
    createdAt: '2026-10-21T08:47:55.1Z',
    document: () => estimate('accepted'),
  },
  'estimate.rejected': {
    type: 'EstimationRejected',
    message: 'Estimation EST-0001 was rejected',
    createdAt: '2026-10-21T08:47:55.1Z',
    document: () => estimate('rejected'),
  },
  'estimate.updated': {
    type: 'EstimationUpdated',
    message: 'Estimation EST-0001 was updated',
    createdAt: '2026-10-20T14:03:36.402Z',
    document: () => estimate('draft'),
  },
  'estimate.downloaded': {
    type: 'EstimationDownloadedAsPdf',
    message: 'Estimation EST-0001 was downloaded as PDF',
    createdAt: '2026-10-20T15:14:02.07Z',
    document: () => estimate('draft'),
  },
  'invoice.signed': {
    type: 'InvoiceDigitallySigned',
    message: 'Invoice INV-0001 was digitally signed',
    createdAt: '2026-11-02T09:14:30.5005Z',
    document: () => invoice('unpaid'),
  },
  'invoice.deleted': {
    type: 'Deleted',
    message: 'Invoice INV-0001 was deleted',
    createdAt: '2026-11-20T11:00:00Z',
    document: () => invoice('unpaid'),
    isGone: true,
  },
  'activity.unknown': {
    type: '57',
    message: 'Something new happened to invoice INV-0001',
    createdAt: '2026-11-20T12:00:00.7Z',
    attributes: { UserId: 812 },
    document: () => invoice('paid'),
  },
};

function invoice(status: Invoice['status']): EventDocument {
  return { kind: 'invoice', invoice: sampleInvoice(status) };
}

function order(status: Order['status']): EventDocument {
  return { kind: 'order', order: sampleOrder(status) };
}

function estimate(status: Estimate['status']): EventDocument {
  return { kind: 'estimate', estimate: sampleEstimate(status) };
}

import type { INodePropertyOptions } from 'n8n-workflow';

/** Groups first, then every event type that Envoice has; a test holds this to core's catalog. */
export const eventTypeOptions: INodePropertyOptions[] = [
  { name: 'All Events', value: '*' },
  { name: 'All Activity Events', value: 'activity.*' },
  { name: 'All Estimate Events', value: 'estimate.*' },
  { name: 'All Invoice Events', value: 'invoice.*' },
  { name: 'All Order Events', value: 'order.*' },
  { name: 'All Payment Events', value: 'payment.*' },
  {
    name: 'Estimate Accepted',
    value: 'estimate.accepted',
    description: 'The buyer accepted an estimate',
  },
  {
    name: 'Estimate Cloned',
    value: 'estimate.cloned',
    description: 'An estimate was made as a copy of another',
  },
  {
    name: 'Estimate Created',
    value: 'estimate.created',
    description: 'An estimate was created',
  },
  {
    name: 'Estimate Downloaded',
    value: 'estimate.downloaded',
    description: 'An estimate was downloaded as a PDF',
  },
  {
    name: 'Estimate Drafted',
    value: 'estimate.drafted',
    description: 'An estimate was saved as a draft',
  },
  {
    name: 'Estimate Opened',
    value: 'estimate.opened',
    description: 'The buyer opened an estimate, or the message that it came with',
  },
  {
    name: 'Estimate Rejected',
    value: 'estimate.rejected',
    description: 'The buyer rejected an estimate',
  },
  {
    name: 'Estimate Sent',
    value: 'estimate.sent',
    description: 'An estimate was sent to the buyer, by email or text message',
  },
  {
    name: 'Estimate Updated',
    value: 'estimate.updated',
    description: 'An estimate was changed',
  },
  {
    name: 'Estimate Viewed',
    value: 'estimate.viewed',
    description: 'The buyer looked at an estimate',
  },
  {
    name: 'Invoice Attachment Opened',
    value: 'invoice.attachment_opened',
    description: 'The buyer opened an attachment of an invoice',
  },
  {
    name: 'Invoice Cloned',
    value: 'invoice.cloned',
    description: 'An invoice was made as a copy of another',
  },
  {
    name: 'Invoice Created',
    value: 'invoice.created',
    description: 'An invoice was created',
  },
  {
    name: 'Invoice Downloaded',
    value: 'invoice.downloaded',
    description: 'An invoice was downloaded as a PDF',
  },
  {
    name: 'Invoice Drafted',
    value: 'invoice.drafted',
    description: 'An invoice was saved as a draft',
  },
  {
    name: 'Invoice Marked as Paid by Client',
    value: 'invoice.marked_paid_by_client',
    description: 'The buyer says that an invoice is paid; the seller has yet to confirm it',
  },
  {
    name: 'Invoice Opened',
    value: 'invoice.opened',
    description: 'The buyer opened an invoice, or the message that it came with',
  },
  {
    name: 'Invoice Overdue',
    value: 'invoice.overdue',
    description: 'The due date of an invoice went by without full payment',
  },
  {
    name: 'Invoice Paid',
    value: 'invoice.paid',
    description: 'An invoice was paid in full',
  },
  {
    name: 'Invoice Rejected',
    value: 'invoice.rejected',
    description: 'The buyer rejected an invoice',
  },
  {
    name: 'Invoice Reminder Sent',
    value: 'invoice.reminder_sent',
    description: 'The buyer was reminded of an invoice, by email or text message',
  },
  {
    name: 'Invoice Sent',
    value: 'invoice.sent',
    description: 'An invoice was sent to the buyer, by email or text message',
  },
  {
    name: 'Invoice Sent to Accountant',
    value: 'invoice.sent_to_accountant',
    description: 'An invoice was sent to the seller’s accountant',
  },
  {
    name: 'Invoice Signed',
    value: 'invoice.signed',
    description: 'An invoice was signed digitally',
  },
  {
    name: 'Invoice Unpaid',
    value: 'invoice.unpaid',
    description: 'An invoice was marked as not paid',
  },
  {
    name: 'Invoice Updated',
    value: 'invoice.updated',
    description: 'An invoice was changed',
  },
  {
    name: 'Invoice Viewed',
    value: 'invoice.viewed',
    description: 'The buyer looked at an invoice',
  },
  {
    name: 'Invoice Voided',
    value: 'invoice.voided',
    description: 'An invoice was declared void',
  },
  {
    name: 'Order Created',
    value: 'order.created',
    description: 'An order came in',
  },
  {
    name: 'Order Status Changed',
    value: 'order.status_changed',
    description: 'An order moved to another status, such as shipped',
  },
  {
    name: 'Order Updated',
    value: 'order.updated',
    description: 'An order was changed',
  },
  {
    name: 'Payment Received',
    value: 'payment.received',
    description: 'A payment for an invoice came in, in full or in part',
  },
  {
    name: 'Unknown Activity',
    value: 'activity.unknown',
    description:
      'Something happened that has no event type of its own yet; all that the source said is there',
  },
];

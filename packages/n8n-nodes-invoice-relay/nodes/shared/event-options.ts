import type { INodePropertyOptions } from 'n8n-workflow';

/**
 * Every event type, followed by the groups; a test checks this against core's catalog. The most
 * common ones come first. From a static list n8n creates one entry per event in its node panel,
 * labeled with `action`.
 */
export const eventOptions: INodePropertyOptions[] = [
  {
    name: 'Invoice Paid',
    value: 'invoice.paid',
    action: 'On invoice paid',
    description: 'An invoice was paid in full',
  },
  {
    name: 'Payment Received',
    value: 'payment.received',
    action: 'On payment received',
    description: 'A full or partial payment was received for an invoice',
  },
  {
    name: 'Invoice Overdue',
    value: 'invoice.overdue',
    action: 'On invoice overdue',
    description: 'An invoice passed its due date without being paid in full',
  },
  {
    name: 'Invoice Created',
    value: 'invoice.created',
    action: 'On invoice created',
    description: 'An invoice was created',
  },
  {
    name: 'Invoice Sent',
    value: 'invoice.sent',
    action: 'On invoice sent',
    description: 'An invoice was sent to the buyer, by email or text message',
  },
  {
    name: 'Invoice Viewed',
    value: 'invoice.viewed',
    action: 'On invoice viewed',
    description: 'The buyer viewed an invoice',
  },
  {
    name: 'Order Created',
    value: 'order.created',
    action: 'On order created',
    description: 'An order was created',
  },
  {
    name: 'Estimate Accepted',
    value: 'estimate.accepted',
    action: 'On estimate accepted',
    description: 'The buyer accepted an estimate',
  },
  {
    name: 'Estimate Cloned',
    value: 'estimate.cloned',
    action: 'On estimate cloned',
    description: 'An estimate was cloned from another one',
  },
  {
    name: 'Estimate Created',
    value: 'estimate.created',
    action: 'On estimate created',
    description: 'An estimate was created',
  },
  {
    name: 'Estimate Downloaded',
    value: 'estimate.downloaded',
    action: 'On estimate downloaded',
    description: 'An estimate was downloaded as a PDF',
  },
  {
    name: 'Estimate Drafted',
    value: 'estimate.drafted',
    action: 'On estimate drafted',
    description: 'An estimate was saved as a draft',
  },
  {
    name: 'Estimate Opened',
    value: 'estimate.opened',
    action: 'On estimate opened',
    description: 'The buyer opened an estimate or the message it came with',
  },
  {
    name: 'Estimate Rejected',
    value: 'estimate.rejected',
    action: 'On estimate rejected',
    description: 'The buyer rejected an estimate',
  },
  {
    name: 'Estimate Sent',
    value: 'estimate.sent',
    action: 'On estimate sent',
    description: 'An estimate was sent to the buyer, by email or text message',
  },
  {
    name: 'Estimate Updated',
    value: 'estimate.updated',
    action: 'On estimate updated',
    description: 'An estimate was changed',
  },
  {
    name: 'Estimate Viewed',
    value: 'estimate.viewed',
    action: 'On estimate viewed',
    description: 'The buyer viewed an estimate',
  },
  {
    name: 'Invoice Attachment Opened',
    value: 'invoice.attachment_opened',
    action: 'On invoice attachment opened',
    description: 'The buyer opened an invoice attachment',
  },
  {
    name: 'Invoice Cloned',
    value: 'invoice.cloned',
    action: 'On invoice cloned',
    description: 'An invoice was cloned from another one',
  },
  {
    name: 'Invoice Deleted',
    value: 'invoice.deleted',
    action: 'On invoice deleted',
    description: 'An invoice was deleted and can no longer be read',
  },
  {
    name: 'Invoice Downloaded',
    value: 'invoice.downloaded',
    action: 'On invoice downloaded',
    description: 'An invoice was downloaded as a PDF',
  },
  {
    name: 'Invoice Drafted',
    value: 'invoice.drafted',
    action: 'On invoice drafted',
    description: 'An invoice was saved as a draft',
  },
  {
    name: 'Invoice Marked as Paid by Client',
    value: 'invoice.marked_paid_by_client',
    action: 'On invoice marked as paid by client',
    description: 'The buyer marked an invoice as paid; the seller has yet to confirm it',
  },
  {
    name: 'Invoice Opened',
    value: 'invoice.opened',
    action: 'On invoice opened',
    description: 'The buyer opened an invoice or the message it came with',
  },
  {
    name: 'Invoice Rejected',
    value: 'invoice.rejected',
    action: 'On invoice rejected',
    description: 'The buyer rejected an invoice',
  },
  {
    name: 'Invoice Reminder Sent',
    value: 'invoice.reminder_sent',
    action: 'On invoice reminder sent',
    description: 'The buyer was reminded of an invoice, by email or text message',
  },
  {
    name: 'Invoice Sent to Accountant',
    value: 'invoice.sent_to_accountant',
    action: 'On invoice sent to accountant',
    description: 'An invoice was sent to the seller’s accountant',
  },
  {
    name: 'Invoice Signed',
    value: 'invoice.signed',
    action: 'On invoice signed',
    description: 'An invoice was digitally signed',
  },
  {
    name: 'Invoice Unpaid',
    value: 'invoice.unpaid',
    action: 'On invoice unpaid',
    description: 'An invoice was marked as not paid',
  },
  {
    name: 'Invoice Updated',
    value: 'invoice.updated',
    action: 'On invoice updated',
    description: 'An invoice was changed',
  },
  {
    name: 'Invoice Voided',
    value: 'invoice.voided',
    action: 'On invoice voided',
    description: 'An invoice was voided',
  },
  {
    name: 'Order Status Changed',
    value: 'order.status_changed',
    action: 'On order status changed',
    description: 'An order changed status, for example to shipped',
  },
  {
    name: 'Order Updated',
    value: 'order.updated',
    action: 'On order updated',
    description: 'An order was changed',
  },
  {
    name: 'Relay Connection Failing',
    value: 'relay.connection.failing',
    action: 'On relay connection failing',
    description: 'Every request to the API of an invoicing system has failed for several minutes',
  },
  {
    name: 'Relay Connection Recovered',
    value: 'relay.connection.recovered',
    action: 'On relay connection recovered',
    description: 'A connection that was failing or silent works again',
  },
  {
    name: 'Relay Connection Silent',
    value: 'relay.connection.silent',
    action: 'On relay connection silent',
    description: 'A connection has received nothing new for longer than expected',
  },
  {
    name: 'Relay Delivery Dead',
    value: 'relay.delivery.dead',
    action: 'On relay delivery dead',
    description: 'An event could not be delivered and is not retried automatically',
  },
  {
    name: 'Relay Quarantine Added',
    value: 'relay.quarantine.added',
    action: 'On relay quarantine added',
    description:
      'A request or activity of a connection could not be read or settled and was quarantined',
  },
  {
    name: 'Relay Subscription Disabled',
    value: 'relay.subscription.disabled',
    action: 'On relay subscription disabled',
    description:
      'The relay disabled a subscription: its subscriber responded 410 Gone, or failed for days',
  },
  {
    name: 'Relay Subscription Failing',
    value: 'relay.subscription.failing',
    action: 'On relay subscription failing',
    description: 'Every attempt to deliver to a subscriber has failed for several minutes',
  },
  {
    name: 'Relay Subscription Recovered',
    value: 'relay.subscription.recovered',
    action: 'On relay subscription recovered',
    description: 'A subscriber that was failing or disabled accepts events again',
  },
  {
    name: 'Unknown Activity',
    value: 'activity.unknown',
    action: 'On unknown activity',
    description:
      'An activity without an event type of its own; everything the source sent is included',
  },
  {
    name: 'All Events',
    value: '*',
    action: 'On all events',
    description: 'Everything that happens in your invoicing systems',
  },
  {
    name: 'All Invoice Events',
    value: 'invoice.*',
    action: 'On all invoice events',
    description: 'Everything that happens to invoices',
  },
  {
    name: 'All Payment Events',
    value: 'payment.*',
    action: 'On all payment events',
    description: 'Everything that happens to payments',
  },
  {
    name: 'All Order Events',
    value: 'order.*',
    action: 'On all order events',
    description: 'Everything that happens to orders',
  },
  {
    name: 'All Estimate Events',
    value: 'estimate.*',
    action: 'On all estimate events',
    description: 'Everything that happens to estimates',
  },
  {
    name: 'All Activity Events',
    value: 'activity.*',
    action: 'On all activity events',
    description: 'Everything that has no event type yet',
  },
  {
    name: 'All Relay Events',
    value: 'relay.*',
    action: 'On all relay events',
    description: 'Problems in the relay itself, and recoveries',
  },
  {
    name: 'All Relay Subscription Events',
    value: 'relay.subscription.*',
    action: 'On all relay subscription events',
    description: 'When a subscriber fails, is disabled, or accepts events again',
  },
  {
    name: 'All Relay Delivery Events',
    value: 'relay.delivery.*',
    action: 'On all relay delivery events',
    description: 'When an event finally could not be delivered',
  },
  {
    name: 'All Relay Connection Events',
    value: 'relay.connection.*',
    action: 'On all relay connection events',
    description: 'When a connection is silent, fails, or works again',
  },
  {
    name: 'All Relay Quarantine Events',
    value: 'relay.quarantine.*',
    action: 'On all relay quarantine events',
    description: 'When something could not be read and was set aside',
  },
];

/** Events reported by an invoicing system, without the relay's own events. */
export const sourceEventOptions: INodePropertyOptions[] = eventOptions.filter(
  ({ value }) => !String(value).startsWith('relay.'),
);

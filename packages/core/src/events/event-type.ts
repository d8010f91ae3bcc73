import * as v from 'valibot';

/** The types of events that sources make from activities, in catalog order. */
export const sourceEventTypes = [
  'invoice.created',
  'invoice.drafted',
  'invoice.cloned',
  'invoice.sent',
  'invoice.reminder_sent',
  'invoice.opened',
  'invoice.viewed',
  'invoice.rejected',
  'invoice.updated',
  'invoice.paid',
  'invoice.unpaid',
  'invoice.overdue',
  'payment.received',
  'invoice.sent_to_accountant',
  'invoice.downloaded',
  'invoice.marked_paid_by_client',
  'invoice.attachment_opened',
  'order.status_changed',
  'order.updated',
  'order.created',
  'invoice.voided',
  'estimate.created',
  'estimate.drafted',
  'estimate.cloned',
  'estimate.sent',
  'estimate.opened',
  'estimate.viewed',
  'estimate.accepted',
  'estimate.rejected',
  'estimate.updated',
  'estimate.downloaded',
  'invoice.signed',
  'invoice.deleted',
  'activity.unknown',
] as const;
export const sourceEventTypeSchema = v.picklist(sourceEventTypes);
export type SourceEventType = (typeof sourceEventTypes)[number];

/** The types of operational events: what the relay reports about itself, and no source can. */
export const operationalEventTypes = [
  'relay.subscription.failing',
  'relay.subscription.disabled',
  'relay.subscription.recovered',
  'relay.delivery.dead',
  'relay.connection.silent',
  'relay.connection.failing',
  'relay.connection.recovered',
  'relay.quarantine.added',
] as const;
export const operationalEventTypeSchema = v.picklist(operationalEventTypes);
export type OperationalEventType = (typeof operationalEventTypes)[number];

/** The type of every event, in catalog order. */
export const eventTypes = [...sourceEventTypes, ...operationalEventTypes] as const;
export const eventTypeSchema = v.picklist(eventTypes);
export type EventType = SourceEventType | OperationalEventType;

/** Whether events of this type are the relay's own. */
export function isOperationalEventType(type: EventType): type is OperationalEventType {
  return v.is(operationalEventTypeSchema, type);
}

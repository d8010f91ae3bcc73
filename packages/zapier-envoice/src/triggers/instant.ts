import { eventTypeInfo, eventTypePatterns, sourceEventTypes } from '@invoice-relay/core/events';
import type { SourceEventType } from '@invoice-relay/core/events';
import { chosenTypes, hookTrigger } from '@invoice-relay/zapier-kit';
import type { Trigger } from 'zapier-platform-core';

import { lineFields } from '../records/line-fields.ts';
import { sampleEvent } from './sample-event.ts';

const source = 'envoice';
const service = 'Envoice';

/** The instant triggers, one per event type. */
const ofOneType: readonly {
  readonly type: SourceEventType;
  readonly noun: string;
  readonly label: string;
  readonly description: string;
}[] = [
  {
    type: 'invoice.paid',
    noun: 'Invoice',
    label: 'Invoice Paid',
    description: 'Triggers when an invoice is paid.',
  },
  {
    type: 'invoice.created',
    noun: 'Invoice',
    label: 'Invoice Created',
    description: 'Triggers when an invoice is created.',
  },
  {
    type: 'invoice.sent',
    noun: 'Invoice',
    label: 'Invoice Sent',
    description: 'Triggers when an invoice is sent to the client.',
  },
  {
    type: 'invoice.viewed',
    noun: 'Invoice',
    label: 'Invoice Viewed',
    description: 'Triggers when the client views an invoice.',
  },
  {
    type: 'invoice.overdue',
    noun: 'Invoice',
    label: 'Invoice Overdue',
    description: 'Triggers when an invoice is not paid by its due date.',
  },
  {
    type: 'invoice.updated',
    noun: 'Invoice',
    label: 'Invoice Updated',
    description: 'Triggers when an invoice is changed.',
  },
  {
    type: 'payment.received',
    noun: 'Payment',
    label: 'Payment Received',
    description: 'Triggers when a payment for an invoice is received.',
  },
  {
    type: 'estimate.accepted',
    noun: 'Estimate',
    label: 'Estimate Accepted',
    description: 'Triggers when the client accepts an estimate.',
  },
  {
    type: 'order.created',
    noun: 'Order',
    label: 'Order Created',
    description: 'Triggers when someone orders a product.',
  },
];

const eventTypesLabel = 'Event Types';

/** The choices, and groups such as `invoice.*`, which may be typed. */
const accepted = [
  ...sourceEventTypes,
  ...eventTypePatterns.filter((one) => one.endsWith('*') && !one.startsWith('relay.')),
];

const anyActivity = hookTrigger({
  key: 'any_activity',
  noun: 'Activity',
  label: 'Any Activity',
  description: 'Triggers when anything happens in Envoice, or only on the events you choose.',
  source,
  service,
  needsEnrich: true,
  sample: sampleEvent('invoice.paid', { holds: ['invoice', 'order', 'estimate'] }),
  lineFields,
  eventTypes: ({ event_types: value }) => {
    const types = chosenTypes({ value, field: eventTypesLabel, choices: accepted });
    return types.length === 0 ? ['*'] : types;
  },
  inputFields: [
    {
      key: 'event_types',
      label: eventTypesLabel,
      type: 'string',
      list: true,
      required: false,
      choices: Object.fromEntries(
        sourceEventTypes.map((type) => [type, eventTypeInfo[type].title]),
      ),
      helpText:
        'The event types that start the Zap. Leave empty for all, including those that Envoice may add later.',
    },
  ],
});

/** By key: `invoice_paid`. */
export const instantTriggers: Readonly<Record<string, Trigger>> = Object.fromEntries(
  [
    ...ofOneType.map(({ type, ...words }) =>
      hookTrigger({
        ...words,
        key: type.replace('.', '_'),
        source,
        service,
        needsEnrich: true,
        sample: sampleEvent(type),
        lineFields,
        eventTypes: () => [type],
      }),
    ),
    anyActivity,
  ].map((trigger) => [trigger.key, trigger]),
);

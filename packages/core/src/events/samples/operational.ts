import type { OperationalEventType } from '../event-type.ts';
import { createOperationalEvent, type OperationalEvent } from '../operational-event.ts';
import type { OperationalAttributes } from '../operational-attributes.ts';

const connectionId = 'con_5d3c7a90b1e84f62';
const subscriptionId = 'sub_018f3c2a7b9d4e51';
const deliveryId = 'dlv_4711';

const ofSubscription = { subscriptionId, name: 'Paid invoices to the ledger' };
const ofConnection = { name: 'Envoice', connectionSource: 'envoice' };

interface Sample<Type extends OperationalEventType> {
  readonly connectionId: string | null;
  readonly subjectId: string;
  readonly timestamp: string;
  readonly attributes: OperationalAttributes<Type>;
}

const samples: { readonly [Type in OperationalEventType]: Sample<Type> } = {
  'relay.subscription.failing': {
    connectionId: null,
    subjectId: subscriptionId,
    timestamp: '2026-11-20T13:05:07.120Z',
    attributes: {
      summary:
        'Every attempt to deliver to "Paid invoices to the ledger" has failed since 2026-11-20T13:00:00.000Z.',
      reason: 'The subscriber responded 500.',
      since: '2026-11-20T13:00:00.000Z',
      action:
        'Check the subscriber. The relay keeps trying, and delivers everything that is waiting once it responds 2xx.',
      ...ofSubscription,
      failedAttempts: 3,
    },
  },
  'relay.subscription.disabled': {
    connectionId: null,
    subjectId: subscriptionId,
    timestamp: '2026-11-25T13:00:02.400Z',
    attributes: {
      summary: 'The relay disabled "Paid invoices to the ledger".',
      reason: 'Every attempt failed for 5 days.',
      since: '2026-11-20T13:00:00.000Z',
      action:
        'Fix the subscriber, then set the subscription active again: everything that it missed is delivered.',
      ...ofSubscription,
      failedAttempts: 42,
    },
  },
  'relay.subscription.recovered': {
    connectionId: null,
    subjectId: subscriptionId,
    timestamp: '2026-11-20T14:10:00.900Z',
    attributes: {
      summary: '"Paid invoices to the ledger" accepts events again.',
      reason: null,
      since: '2026-11-20T13:00:00.000Z',
      action: null,
      ...ofSubscription,
    },
  },
  'relay.delivery.dead': {
    connectionId,
    subjectId: subscriptionId,
    timestamp: '2026-11-23T18:20:31.050Z',
    attributes: {
      summary: 'An event invoice.paid was not delivered to "Paid invoices to the ledger".',
      reason: 'The subscriber responded 500.',
      since: null,
      action: `Fix the subscriber, then retry the delivery: POST /v1/deliveries/${deliveryId}/retry, or use a replay for many.`,
      ...ofSubscription,
      deliveryId,
      eventId: 'evt_5d3c7a90b1e84f625d3c7a90b1e84f62',
      eventType: 'invoice.paid',
      failedAttempts: 10,
    },
  },
  'relay.connection.silent': {
    connectionId,
    subjectId: connectionId,
    timestamp: '2026-11-21T12:00:30.000Z',
    attributes: {
      summary: 'The connection "Envoice" has sent nothing new since 2026-11-20T12:00:00.000Z.',
      reason: null,
      since: '2026-11-20T12:00:00.000Z',
      action:
        'Check whether the invoicing system still sends to the ingest URL, and start a backfill for anything that may be missing.',
      ...ofConnection,
      silentAfterSeconds: 86_400,
    },
  },
  'relay.connection.failing': {
    connectionId,
    subjectId: connectionId,
    timestamp: '2026-11-20T15:06:00.000Z',
    attributes: {
      summary:
        'Every request to the API behind the connection "Envoice" has failed since 2026-11-20T15:00:00.000Z.',
      reason: 'The API does not accept the credentials.',
      since: '2026-11-20T15:00:00.000Z',
      action:
        'Check the credentials of the connection and the invoicing system. The relay keeps trying.',
      ...ofConnection,
      failedAttempts: 4,
    },
  },
  'relay.connection.recovered': {
    connectionId,
    subjectId: connectionId,
    timestamp: '2026-11-20T16:00:00.000Z',
    attributes: {
      summary: 'The API behind the connection "Envoice" responds again.',
      reason: null,
      since: '2026-11-20T15:00:00.000Z',
      action: null,
      ...ofConnection,
      from: 'failing',
    },
  },
  'relay.quarantine.added': {
    connectionId,
    subjectId: connectionId,
    timestamp: '2026-11-20T17:00:00.000Z',
    attributes: {
      summary:
        'Something from the connection "Envoice" could not be read or verified, and was quarantined.',
      reason: 'The signature matches no known scheme.',
      since: null,
      action:
        'Look at the quarantine on the dashboard, or with GET /v1/quarantine. Items can be processed again, for example after an upgrade: there, or with POST /v1/quarantine/{id}/retry.',
      ...ofConnection,
      count: 1,
    },
  },
};

/** As the relay would write it. */
export function sampleOperationalEvent<Type extends OperationalEventType>(
  type: Type,
): OperationalEvent {
  const sample: Sample<Type> = samples[type];
  const digits = Object.keys(samples).indexOf(type).toString(16);
  return createOperationalEvent({ id: `evt_${digits.padStart(32, '0')}`, type, ...sample });
}

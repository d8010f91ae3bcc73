import type {
  Connection,
  Delivery,
  EventTypeDescription,
  RelayEvent,
  Subscription,
} from '@invoice-relay/relay-client';
import type { IDataObject } from 'n8n-workflow';

import { eventJson } from '../shared/event-output.ts';
import { readEventOutput } from '../shared/event-parameters.ts';
import { parameter, simplifies } from './input.ts';
import type { OperationInput } from './input.ts';

/**
 * Returns the converter for event output. In version 1, Simplify flattened events, and unsimplified
 * events were passed through as the relay sent them.
 */
export function eventShape(input: OperationInput): (event: RelayEvent) => IDataObject {
  const node = input.context.getNode();
  const isRaw = node.typeVersion === 1 ? !simplifies(input) : parameter(input, 'output') === 'raw';
  if (isRaw) return (event) => ({ ...event });
  const output = readEventOutput({
    node,
    parameter: (name, otherwise) =>
      input.context.getNodeParameter(name, input.itemIndex, otherwise),
  });
  return (event) => eventJson(event, output);
}

export function deliveryItem(delivery: Delivery, simplify: boolean): IDataObject {
  if (!simplify) return { ...delivery };
  const { id: deliveryId, subscriptionId, eventId, eventType, subject = null, status } = delivery;
  const { attemptCount, nextAttemptAt, createdAt, finishedAt } = delivery;
  return {
    id: deliveryId,
    subscriptionId,
    eventId,
    eventType,
    subject,
    status,
    attemptCount,
    nextAttemptAt,
    createdAt,
    finishedAt,
  };
}

/** Never includes the ingest URL: it is a secret, and n8n stores what a node returns. */
export function connectionItem(connection: Connection, simplify: boolean): IDataObject {
  if (!simplify) {
    return Object.fromEntries(
      Object.entries(connection).filter(([member]) => member !== 'ingestUrl'),
    ) as IDataObject;
  }
  const { id: connectionId, name, source, enrich, verification, poll, createdAt } = connection;
  return {
    id: connectionId,
    name,
    source,
    enrich,
    verification: verification.mode,
    state: poll?.state ?? verification.state,
    createdAt,
  };
}

export function eventTypeItem(eventType: EventTypeDescription, simplify: boolean): IDataObject {
  const { type, title, description, subject } = eventType;
  return simplify ? { type, title, description, subject } : { ...eventType };
}

export function subscriptionItem(subscription: Subscription, simplify: boolean): IDataObject {
  if (!simplify) return { ...subscription };
  const { id: subscriptionId, description, url, eventTypes, connectionIds } = subscription;
  const { status, disabledReason, failingSince, createdAt } = subscription;
  return {
    id: subscriptionId,
    description,
    url,
    eventTypes,
    connectionIds,
    status,
    disabledReason,
    failingSince,
    createdAt,
  };
}

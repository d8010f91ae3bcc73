import type { EventType, EventTypePattern, SubjectKind } from '@invoice-relay/core/events';
import { flattenEvent } from '@invoice-relay/relay-client';
import type {
  Connection,
  DeliveryFilter,
  EventFilter,
  EventTypeDescription,
  Page,
  RelayClient,
  RelayEvent,
  Subscription,
} from '@invoice-relay/relay-client';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { momentParameter } from './moment-parameter.ts';

/** What an operation works with: the relay, and the parameters of one item. */
export interface OperationInput {
  readonly context: IExecuteFunctions;
  readonly itemIndex: number;
  readonly relay: RelayClient;
}
export type Operation = (input: OperationInput) => Promise<IDataObject[]>;

/** The largest page that the relay gives. */
const pageSize = 200;

/** By resource and operation. */
export const operations: Readonly<Record<string, Operation>> = {
  async 'connection.getMany'(input) {
    const found = await many(input, (query) => input.relay.connections.list(query));
    return found.map((connection) => connectionItem(connection, simplifies(input)));
  },

  async 'delivery.get'(input) {
    return [{ ...(await input.relay.deliveries.get({ id: id(input, 'deliveryId') })) }];
  },

  async 'delivery.getMany'(input) {
    const filter = deliveryFilter(input);
    const found = await many(input, (query) =>
      input.relay.deliveries.list({ ...filter, ...query }),
    );
    return found.map((delivery) => ({ ...delivery }));
  },

  async 'delivery.retry'(input) {
    return [{ ...(await input.relay.deliveries.retry({ id: id(input, 'deliveryId') })) }];
  },

  async 'event.get'(input) {
    const event = await input.relay.events.get({ id: id(input, 'eventId') });
    return [eventItem(event, simplifies(input))];
  },

  async 'event.getMany'(input) {
    const filter = eventFilter(input);
    const found = await many(input, (query) => input.relay.events.list({ ...filter, ...query }));
    return found.map((event) => eventItem(event, simplifies(input)));
  },

  async 'eventType.getMany'(input) {
    const found = await many(input, () => input.relay.eventTypes.list());
    return found.map((eventType) => eventTypeItem(eventType, simplifies(input)));
  },

  async 'subscription.getMany'(input) {
    const found = await many(input, (query) => input.relay.subscriptions.list(query));
    return found.map((subscription) => subscriptionItem(subscription, simplifies(input)));
  },

  async 'subscription.sendTest'(input) {
    const subscriptionId = id(input, 'subscriptionId');
    const eventType = parameter(input, 'eventType') as EventType;
    const attempt = await input.relay.subscriptions.test({ id: subscriptionId, eventType });
    return [{ subscriptionId, eventType, ...attempt }];
  },
};

/** All of a list, or as many as Limit says. */
async function many<Item>(
  input: OperationInput,
  load: (query: { readonly limit: number; readonly after?: string }) => Promise<Page<Item>>,
): Promise<Item[]> {
  const limit = parameter(input, 'returnAll') ? Infinity : (parameter(input, 'limit') as number);
  const items: Item[] = [];
  let after: string | null = null;
  do {
    const size = Math.min(pageSize, limit - items.length);
    const page: Page<Item> = await load({ limit: size, ...(after === null ? {} : { after }) });
    items.push(...page.data);
    after = page.next;
  } while (after !== null && items.length < limit);
  return items.slice(0, limit);
}

function eventFilter(input: OperationInput): EventFilter {
  const filters = parameter(input, 'filters') as IDataObject;
  const types = (filters['type'] ?? []) as EventTypePattern[];
  const connectionId = idOf(filters['connectionId']);
  const { from, to } = {
    from: momentParameter(input, { name: 'From', value: filters['from'] }),
    to: momentParameter(input, { name: 'To', value: filters['to'] }),
  };
  return {
    ...(types.length === 0 || types.includes('*') ? {} : { type: types }),
    ...(connectionId === '' ? {} : { connectionId }),
    ...(filters['subjectKind'] ? { subjectKind: filters['subjectKind'] as SubjectKind } : {}),
    ...(filters['subjectId'] ? { subjectId: String(filters['subjectId']).trim() } : {}),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    order: parameter(input, 'order') as 'asc' | 'desc',
  };
}

function deliveryFilter(input: OperationInput): DeliveryFilter {
  const filters = parameter(input, 'filters') as IDataObject;
  const subscriptionId = idOf(filters['subscriptionId']);
  const eventId = idOf(filters['eventId']);
  return {
    ...(subscriptionId === '' ? {} : { subscriptionId }),
    ...(eventId === '' ? {} : { eventId }),
    ...(filters['status'] ? { status: filters['status'] as 'dead' } : {}),
    order: parameter(input, 'order') as 'asc' | 'desc',
  };
}

function eventItem(event: RelayEvent, simplify: boolean): IDataObject {
  return simplify ? flattenEvent(event) : { ...event };
}

/** Never with the ingest URL: it is a secret, and n8n keeps what a node gives. */
function connectionItem(connection: Connection, simplify: boolean): IDataObject {
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

function eventTypeItem(eventType: EventTypeDescription, simplify: boolean): IDataObject {
  const { type, title, description, subject } = eventType;
  return simplify ? { type, title, description, subject } : { ...eventType };
}

function subscriptionItem(subscription: Subscription, simplify: boolean): IDataObject {
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

function simplifies(input: OperationInput): boolean {
  return parameter(input, 'simplify') as boolean;
}

function parameter({ context, itemIndex }: OperationInput, name: string): unknown {
  return context.getNodeParameter(name, itemIndex);
}

function id({ context, itemIndex }: OperationInput, name: string): string {
  const value: unknown = context.getNodeParameter(name, itemIndex, '', { extractValue: true });
  return String(value).trim();
}

/** A resource locator inside a collection comes with its mode, or as text from an expression. */
function idOf(value: unknown): string {
  if (typeof value === 'object' && value !== null && 'value' in value) return idOf(value.value);
  return typeof value === 'string' ? value.trim() : '';
}

import type { EventType } from '@invoice-relay/core/events';
import { readTypedYesNo } from '@invoice-relay/core/forms';
import type { Page } from '@invoice-relay/relay-client';
import type { IDataObject } from 'n8n-workflow';

import { readLimit } from '../shared/limit.ts';
import { byNumber, deliveryFilter, eventFilter, subscriptionStatus } from './filters.ts';
import { id, parameter, simplifies } from './input.ts';
import type { OperationInput } from './input.ts';
import {
  connectionItem,
  deliveryItem,
  eventShape,
  eventTypeItem,
  subscriptionItem,
} from './shapes.ts';

export type Operation = (input: OperationInput) => Promise<IDataObject[]>;

/** Maximum page size of the relay. */
const pageSize = 200;

/**
 * Keyed by resource and operation. Output options are read first, so that nothing is sent when they
 * are invalid.
 */
export const operations: Readonly<Record<string, Operation>> = {
  async 'connection.getMany'(input) {
    const simplify = simplifies(input);
    const { source } = parameter(input, 'filters') as { readonly source?: string };
    const wanted = String(source ?? '')
      .trim()
      .toLowerCase();
    const found = await many(input, {
      load: (query) => input.relay.connections.list(query),
      fits: (connection) => wanted === '' || connection.source.toLowerCase() === wanted,
    });
    return found.map((connection) => connectionItem(connection, simplify));
  },

  async 'delivery.get'(input) {
    const simplify = simplifies(input);
    const delivery = await input.relay.deliveries.get({ id: id(input, 'deliveryId') });
    return [deliveryItem(delivery, simplify)];
  },

  async 'delivery.getMany'(input) {
    const [filter, simplify] = [deliveryFilter(input), simplifies(input)];
    const found = await many(input, {
      load: (query) => input.relay.deliveries.list({ ...filter, ...query }),
    });
    return found.map((delivery) => deliveryItem(delivery, simplify));
  },

  async 'delivery.retry'(input) {
    const simplify = simplifies(input);
    const delivery = await input.relay.deliveries.retry({ id: id(input, 'deliveryId') });
    return [deliveryItem(delivery, simplify)];
  },

  async 'event.get'(input) {
    const shape = eventShape(input);
    return [shape(await input.relay.events.get({ id: id(input, 'eventId') }))];
  },

  async 'event.getMany'(input) {
    const [filter, shape] = [eventFilter(input), eventShape(input)];
    const found = await many(input, {
      load: (query) => input.relay.events.list({ ...filter, ...query }),
      fits: byNumber(input),
    });
    return found.map(shape);
  },

  async 'eventType.getMany'(input) {
    const simplify = simplifies(input);
    const found = await many(input, { load: () => input.relay.eventTypes.list() });
    return found.map((eventType) => eventTypeItem(eventType, simplify));
  },

  async 'subscription.getMany'(input) {
    const simplify = simplifies(input);
    const status = subscriptionStatus(input);
    const found = await many(input, {
      load: (query) => input.relay.subscriptions.list(query),
      fits: (subscription) => status === undefined || subscription.status === status,
    });
    return found.map((subscription) => subscriptionItem(subscription, simplify));
  },

  async 'subscription.sendTest'(input) {
    const subscriptionId = id(input, 'subscriptionId');
    const eventType = parameter(input, 'eventType') as EventType;
    const attempt = await input.relay.subscriptions.test({ id: subscriptionId, eventType });
    return [{ subscriptionId, eventType, ...attempt }];
  },
};

/** Returns all matching entries of a list, up to Limit. */
async function many<Item>(
  input: OperationInput,
  options: {
    readonly load: (query: {
      readonly limit: number;
      readonly after?: string;
    }) => Promise<Page<Item>>;
    /** Filter that the relay does not support; all entries match by default. */
    readonly fits?: ((item: Item) => boolean) | undefined;
  },
): Promise<Item[]> {
  const { load, fits } = options;
  const limit = readTypedYesNo({ value: parameter(input, 'returnAll'), field: 'Return All' })
    ? Infinity
    : readLimit({ value: parameter(input, 'limit') });
  const items: Item[] = [];
  let after: string | null = null;
  do {
    const size = fits === undefined ? Math.min(pageSize, limit - items.length) : pageSize;
    const page: Page<Item> = await load({ limit: size, ...(after === null ? {} : { after }) });
    for (const item of page.data) if (fits === undefined || fits(item)) items.push(item);
    after = page.next;
  } while (after !== null && items.length < limit);
  return items.slice(0, limit);
}

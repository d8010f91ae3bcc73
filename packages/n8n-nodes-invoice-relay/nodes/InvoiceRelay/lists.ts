import type { EventTypePattern } from '@invoice-relay/core/events';
import { RelayApiError } from '@invoice-relay/relay-client';
import type {
  Delivery,
  DeliveryStatus,
  Page,
  RelayClient,
  RelayEvent,
} from '@invoice-relay/relay-client';
import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { eventOptions } from '../shared/event-options.ts';
import { all, asked, newest, searchRelay } from './search-relay.ts';
import type { Load, Way } from './search-relay.ts';

/** List search methods, keyed by the name that resource locators refer to. */
export const relayLists = {
  async searchConnections(
    this: ILoadOptionsFunctions,
    filter?: string,
    token?: string,
  ): Promise<INodeListSearchResult> {
    return await searchRelay(this, {
      filter,
      token,
      item: ({ id, name, source }) => ({ name: `${name} (${source})`, value: id }),
      ways: () => [all((relay, query) => relay.connections.list(query))],
    });
  },

  async searchSubscriptions(
    this: ILoadOptionsFunctions,
    filter?: string,
    token?: string,
  ): Promise<INodeListSearchResult> {
    return await searchRelay(this, {
      filter,
      token,
      item: ({ id, url, description }) => ({ name: description ?? url, value: id }),
      ways: () => [all((relay, query) => relay.subscriptions.list(query))],
    });
  },

  /** Newest first. With text: the relay's own matches, then entries whose label contains it. */
  async searchEvents(
    this: ILoadOptionsFunctions,
    filter?: string,
    token?: string,
  ): Promise<INodeListSearchResult> {
    return await searchRelay<RelayEvent>(this, {
      filter,
      token,
      item: ({ type, timestamp, data: { id, subject } }) => ({
        name: `${readable(timestamp)} ${type} ${subject?.number ?? subject?.id ?? ''}`.trim(),
        value: id,
      }),
      ways: (typed) => [...eventsFound(typed), newest((relay, query) => relay.events.list(query))],
    });
  },

  /** Newest first. With text: the relay's own matches, then entries whose label contains it. */
  async searchDeliveries(
    this: ILoadOptionsFunctions,
    filter?: string,
    token?: string,
  ): Promise<INodeListSearchResult> {
    return await searchRelay<Delivery>(this, {
      filter,
      token,
      item: ({ id, createdAt, eventType, subject, status }) => ({
        name: [readable(createdAt), eventType, subject?.number ?? subject?.id, `(${status})`]
          .filter((word) => word !== undefined)
          .join(' '),
        value: id,
      }),
      ways: (typed) => [
        ...deliveriesFound(typed),
        newest((relay, query) => relay.deliveries.list(query)),
      ],
    });
  },
};

function readable(timestamp: string): string {
  return timestamp.slice(0, 19).replace('T', ' ');
}

function eventsFound(typed: string): Way<RelayEvent>[] {
  if (typed === '') return [];
  const types = eventOptions
    .filter(({ name, value }) => `${name} ${value}`.toLowerCase().includes(typed.toLowerCase()))
    .map(({ value }) => value as EventTypePattern);
  return [
    asked((relay, query) => relay.events.list({ ...query, search: typed, order: 'desc' })),
    ...(types.length === 0
      ? []
      : [asked((relay, query) => relay.events.list({ ...query, type: types, order: 'desc' }))]),
  ];
}

const statuses: readonly DeliveryStatus[] = ['pending', 'delivered', 'dead', 'cancelled'];

function deliveriesFound(typed: string): Way<Delivery>[] {
  if (typed === '') return [];
  const ofStatus = statuses
    .filter((status) => status.startsWith(typed.toLowerCase()))
    .map((status) =>
      asked((relay, query) => relay.deliveries.list({ ...query, status, order: 'desc' })),
    );
  return /^dlv_\d+$/.test(typed)
    ? [asked((relay) => theDelivery(relay, typed))]
    : [...ofStatus, asked(deliveriesOfEvents(typed))];
}

async function theDelivery(relay: RelayClient, id: string): Promise<Page<Delivery>> {
  const found = await relay.deliveries
    .get({ id })
    .catch((error: unknown) =>
      error instanceof RelayApiError && error.status === 404 ? null : Promise.reject(error),
    );
  return { data: found === null ? [] : [found], next: null };
}

/**
 * The relay can search events by text, but deliveries only by event, so each event takes one
 * request.
 */
function deliveriesOfEvents(typed: string): Load<Delivery> {
  return async (relay, { limit, after }) => {
    const events = await relay.events.list({
      search: typed,
      order: 'desc',
      limit: 10,
      ...(after === undefined ? {} : { after }),
    });
    const pages = await Promise.all(
      events.data.map(({ data: { id } }) =>
        relay.deliveries.list({ eventId: id, order: 'desc', limit }),
      ),
    );
    return { data: pages.flatMap(({ data }) => data), next: events.next };
  };
}

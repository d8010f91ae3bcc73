import type { Page, RelayClient } from '@invoice-relay/relay-client';
import type {
  ILoadOptionsFunctions,
  INodeListSearchItems,
  INodeListSearchResult,
  INodePropertyOptions,
} from 'n8n-workflow';

import { toNodeError } from '../shared/errors.ts';
import { openRelay, relayService } from '../shared/relay.ts';

const pageSize = 100;

/** Event types without groups of them. */
export async function getSingleEventTypes(
  this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
  try {
    const { data } = await (await openRelay(this)).eventTypes.list();
    return data
      .map(({ type, title, description }) => ({ name: title, value: type, description }))
      .toSorted((a, b) => a.name.localeCompare(b.name));
  } catch (error) {
    throw toNodeError(error, { node: this.getNode(), service: relayService });
  }
}

export async function searchConnections(
  this: ILoadOptionsFunctions,
  filter?: string,
  paginationToken?: string,
): Promise<INodeListSearchResult> {
  return await search(this, {
    filter,
    after: paginationToken,
    load: (relay, query) => relay.connections.list(query),
    item: ({ id, name, source }) => ({ name: `${name} (${source})`, value: id }),
  });
}

export async function searchSubscriptions(
  this: ILoadOptionsFunctions,
  filter?: string,
  paginationToken?: string,
): Promise<INodeListSearchResult> {
  return await search(this, {
    filter,
    after: paginationToken,
    load: (relay, query) => relay.subscriptions.list(query),
    item: ({ id, url, description }) => ({ name: description ?? url, value: id }),
  });
}

/** The newest first. */
export async function searchEvents(
  this: ILoadOptionsFunctions,
  filter?: string,
  paginationToken?: string,
): Promise<INodeListSearchResult> {
  return await search(this, {
    filter,
    after: paginationToken,
    load: (relay, query) => relay.events.list({ ...query, order: 'desc' }),
    item: ({ type, timestamp, data: { id, subject } }) => ({
      name: [timestamp.slice(0, 19).replace('T', ' '), type, subject?.number ?? subject?.id ?? '']
        .join(' ')
        .trim(),
      value: id,
    }),
  });
}

/** The newest first. */
export async function searchDeliveries(
  this: ILoadOptionsFunctions,
  filter?: string,
  paginationToken?: string,
): Promise<INodeListSearchResult> {
  return await search(this, {
    filter,
    after: paginationToken,
    load: (relay, query) => relay.deliveries.list({ ...query, order: 'desc' }),
    item: ({ id, createdAt, eventType, status }) => ({
      name: `${createdAt.slice(0, 19).replace('T', ' ')} ${eventType} (${status})`,
      value: id,
    }),
  });
}

/** One page; the relay has no search by text, so what was typed filters the page. */
async function search<Item>(
  context: ILoadOptionsFunctions,
  options: {
    readonly filter: string | undefined;
    readonly after: string | undefined;
    readonly load: (
      relay: RelayClient,
      query: { readonly limit: number; readonly after?: string },
    ) => Promise<Page<Item>>;
    readonly item: (item: Item) => INodeListSearchItems;
  },
): Promise<INodeListSearchResult> {
  const { filter, after, load, item } = options;
  try {
    const relay = await openRelay(context);
    const page = await load(relay, { limit: pageSize, ...(after ? { after } : {}) });
    const typed = filter?.toLowerCase() ?? '';
    const results = page.data
      .map(item)
      .filter(
        ({ name, value }) =>
          name.toLowerCase().includes(typed) || String(value).toLowerCase().includes(typed),
      );
    return { results, ...(page.next === null ? {} : { paginationToken: page.next }) };
  } catch (error) {
    throw toNodeError(error, { node: context.getNode(), service: relayService });
  }
}

import type { Page, RelayClient } from '@invoice-relay/relay-client';
import type {
  ILoadOptionsFunctions,
  INodeListSearchItems,
  INodeListSearchResult,
} from 'n8n-workflow';

import { loadFromRelay } from '../shared/relay-options.ts';

const pageSize = 100;

/** Lists to choose from, under the names by which descriptions ask for them. */
export const relayLists = {
  async searchConnections(
    this: ILoadOptionsFunctions,
    filter?: string,
    after?: string,
  ): Promise<INodeListSearchResult> {
    return await search(this, {
      filter,
      after,
      load: (relay, query) => relay.connections.list(query),
      item: ({ id, name, source }) => ({ name: `${name} (${source})`, value: id }),
    });
  },

  async searchSubscriptions(
    this: ILoadOptionsFunctions,
    filter?: string,
    after?: string,
  ): Promise<INodeListSearchResult> {
    return await search(this, {
      filter,
      after,
      load: (relay, query) => relay.subscriptions.list(query),
      item: ({ id, url, description }) => ({ name: description ?? url, value: id }),
    });
  },

  /** The newest first. */
  async searchEvents(
    this: ILoadOptionsFunctions,
    filter?: string,
    after?: string,
  ): Promise<INodeListSearchResult> {
    return await search(this, {
      filter,
      after,
      load: (relay, query) => relay.events.list({ ...query, order: 'desc' }),
      item: ({ type, timestamp, data: { id, subject } }) => ({
        name: `${readable(timestamp)} ${type} ${subject?.number ?? subject?.id ?? ''}`.trim(),
        value: id,
      }),
    });
  },

  /** The newest first. */
  async searchDeliveries(
    this: ILoadOptionsFunctions,
    filter?: string,
    after?: string,
  ): Promise<INodeListSearchResult> {
    return await search(this, {
      filter,
      after,
      load: (relay, query) => relay.deliveries.list({ ...query, order: 'desc' }),
      item: ({ id, createdAt, eventType, subject, status }) => ({
        name: [readable(createdAt), eventType, subject?.number ?? subject?.id, `(${status})`]
          .filter((word) => word !== undefined)
          .join(' '),
        value: id,
      }),
    });
  },
};

function readable(timestamp: string): string {
  return timestamp.slice(0, 19).replace('T', ' ');
}

/** One page; what was typed filters it by what is shown, which the relay cannot be asked for. */
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
  const page = await loadFromRelay(context, (relay) =>
    load(relay, { limit: pageSize, ...(after ? { after } : {}) }),
  );
  const typed = filter?.toLowerCase() ?? '';
  const results = page.data
    .map(item)
    .filter(
      ({ name, value }) =>
        name.toLowerCase().includes(typed) || String(value).toLowerCase().includes(typed),
    );
  return { results, ...(page.next === null ? {} : { paginationToken: page.next }) };
}

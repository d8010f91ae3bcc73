import type { Connection, Page, RelayClient } from '@invoice-relay/relay-client';
import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';

import { toNodeError } from './errors.ts';
import { openRelay, relayService } from './relay.ts';

const pageSize = 200;

/** Every connection of the relay, for a dropdown. */
export async function getConnections(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
  try {
    const connections = await everyConnection(await openRelay(this));
    return connections.map(({ id, name, source }) => ({
      name: `${name} (${source})`,
      value: id,
    }));
  } catch (error) {
    throw toNodeError(error, { node: this.getNode(), service: relayService });
  }
}

/** Every event type that the relay knows, and groups of them, for a dropdown. */
export async function getEventTypes(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
  try {
    const { data } = await (await openRelay(this)).eventTypes.list();
    const groups = [...new Set(data.map(({ type }) => type.slice(0, type.indexOf('.'))))];
    return [
      { name: 'All Events', value: '*' },
      ...groups
        .map((group) => ({ name: `All ${titleOf(group)} Events`, value: `${group}.*` }))
        .toSorted(byName),
      ...data
        .map(({ type, title, description }) => ({ name: title, value: type, description }))
        .toSorted(byName),
    ];
  } catch (error) {
    throw toNodeError(error, { node: this.getNode(), service: relayService });
  }
}

/** All of a list, page after page. */
export async function everyPage<Item>(
  load: (query: { readonly limit: number; readonly after?: string }) => Promise<Page<Item>>,
): Promise<Item[]> {
  const items: Item[] = [];
  let after: string | null = null;
  do {
    const page: Page<Item> = await load({ limit: pageSize, ...(after === null ? {} : { after }) });
    items.push(...page.data);
    after = page.next;
  } while (after !== null);
  return items;
}

function everyConnection(relay: RelayClient): Promise<Connection[]> {
  return everyPage((query) => relay.connections.list(query));
}

function titleOf(group: string): string {
  return group.charAt(0).toUpperCase() + group.slice(1);
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name.localeCompare(b.name);
}

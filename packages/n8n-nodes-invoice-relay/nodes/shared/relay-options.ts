import type { RelayClient } from '@invoice-relay/relay-client';
import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';

import { toNodeError } from './errors.ts';
import { openRelay, relayService } from './relay.ts';

const pageSize = 200;

/** Option loaders that read from the relay, keyed by the name that parameters refer to. */
export const relayOptions = {
  /** Loads every connection of the relay. */
  async getConnections(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
    return await loadFromRelay(this, async (relay) => {
      const options: INodePropertyOptions[] = [];
      for await (const { id, name, source } of relay.connections.iterate({ limit: pageSize })) {
        options.push({ name: `${name} (${source})`, value: id });
      }
      return options;
    });
  },

  /** Loads every event type that the relay knows. */
  async getSingleEventTypes(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
    return await loadFromRelay(this, singleEventTypes);
  },
};

/**
 * Loads a list from the relay.
 *
 * @throws {NodeApiError} saying how to fix it
 */
export async function loadFromRelay<Loaded>(
  context: ILoadOptionsFunctions,
  load: (relay: RelayClient) => Promise<Loaded>,
): Promise<Loaded> {
  try {
    return await load(await openRelay(context));
  } catch (error) {
    throw toNodeError(error, { node: context.getNode(), service: relayService });
  }
}

async function singleEventTypes(relay: RelayClient) {
  const { data } = await relay.eventTypes.list();
  return data
    .map(({ type, title, description }) => ({ name: title, value: type as string, description }))
    .toSorted(byName);
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name.localeCompare(b.name);
}

import type { EventTypePattern } from '@invoice-relay/core/events';
import type { RelayClient, RelayEvent } from '@invoice-relay/relay-client';

/** Maximum number of events of a connection that are searched for finished ones. */
const lookedThrough = 200;

/**
 * The newest events of a source, newest first, without those that are not finished yet. Each of its
 * connections is queried separately, so that a busy one of another source hides nothing.
 *
 * @param options.connectionId undefined for all connections of the source
 */
export async function newestEvents(options: {
  readonly relay: RelayClient;
  readonly source: string;
  readonly eventTypes: readonly EventTypePattern[];
  readonly connectionId: string | undefined;
  readonly limit: number;
}): Promise<readonly RelayEvent[]> {
  const { relay, source, eventTypes, connectionId, limit } = options;
  const ids = connectionId === undefined ? await connectionsOf(relay, source) : [connectionId];
  const found = await Promise.all(ids.map((id) => newestOf({ relay, id, eventTypes, limit })));
  return found
    .flat()
    .filter(({ data }) => data.source === source)
    .toSorted((one, other) => momentOf(other) - momentOf(one))
    .slice(0, limit);
}

async function connectionsOf(relay: RelayClient, source: string): Promise<readonly string[]> {
  const ids: string[] = [];
  for await (const connection of relay.connections.iterate()) {
    if (connection.source === source) ids.push(connection.id);
  }
  return ids;
}

async function newestOf(options: {
  readonly relay: RelayClient;
  readonly id: string;
  readonly eventTypes: readonly EventTypePattern[];
  readonly limit: number;
}): Promise<readonly RelayEvent[]> {
  const { relay, id, eventTypes, limit } = options;
  const found: RelayEvent[] = [];
  let seen = 0;
  const newest = relay.events.iterate({
    type: eventTypes,
    connectionId: id,
    order: 'desc',
    limit: Math.min(50, limit * 2),
  });
  for await (const event of newest) {
    seen += 1;
    // A subscriber receives an event when its document is available, so pending ones are not shown.
    if (event.data.enrichment?.state !== 'pending') found.push(event);
    if (found.length === limit || seen === lookedThrough) break;
  }
  return found;
}

function momentOf({ timestamp }: RelayEvent): number {
  return Date.parse(timestamp);
}

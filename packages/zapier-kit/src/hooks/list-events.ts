import type { EventTypePattern } from '@invoice-relay/core/events';
import type { RelayClient, RelayEvent } from '@invoice-relay/relay-client';

/** How many events are looked through at most, for those of one source. */
const lookedThrough = 500;

/** The newest events of a source, the newest first, without those that are not finished yet. */
export async function newestEvents(options: {
  readonly relay: RelayClient;
  readonly source: string;
  readonly eventTypes: readonly EventTypePattern[];
  readonly connectionId: string | undefined;
  readonly limit: number;
}): Promise<readonly RelayEvent[]> {
  const { relay, source, eventTypes, connectionId, limit } = options;
  const found: RelayEvent[] = [];
  let seen = 0;
  const newest = relay.events.iterate({
    type: eventTypes,
    order: 'desc',
    limit: Math.min(50, limit * 5),
    ...(connectionId === undefined ? {} : { connectionId }),
  });
  for await (const event of newest) {
    seen += 1;
    // A subscriber gets an event when its document is there, so a pending one is not to be seen.
    const isFinished = event.data.enrichment?.state !== 'pending';
    if (event.data.source === source && isFinished) found.push(event);
    if (found.length === limit || seen === lookedThrough) break;
  }
  return found;
}

import type { EventTypePattern } from '@invoice-relay/core/events';
import { RelayApiError } from '@invoice-relay/relay-client';
import type { EventFilter, RelayClient, RelayEvent } from '@invoice-relay/relay-client';

/** With which events a trigger begins. */
export type FollowStart =
  | { readonly kind: 'now' }
  | { readonly kind: 'beginning' }
  /** ISO 8601 in UTC: with events whose timestamp is at this moment or later. */
  | { readonly kind: 'date'; readonly from: string };

export interface FollowOptions {
  readonly relay: RelayClient;
  readonly eventTypes: readonly EventTypePattern[];
  /** None is every connection. */
  readonly connectionIds: readonly string[];
  readonly start: FollowStart;
}

/** Where a trigger stands in the log: the last event that it has seen; empty before the first. */
export type Place = string;

/** The relay gives no more than this in one answer. */
const pageSize = 200;

/** Where to begin. From now on means after what is the last event at present. */
export async function firstPlace({ relay, start }: FollowOptions): Promise<Place> {
  return start.kind === 'now' ? endOfLog(relay) : '';
}

/** The last event that the relay has, of whatever kind: what it tells of itself is in no `*`. */
export async function endOfLog(relay: RelayClient): Promise<Place> {
  const { data } = await relay.events.list({ type: ['*', 'relay.*'], order: 'desc', limit: 1 });
  return data[0]?.data.id ?? '';
}

/**
 * The next events, in the order of the log, at most `limit`. Stops before one that still waits for
 * its document: it comes whole, and in its turn, at a later poll.
 *
 * @param options.hasTime whether another request may be made
 * @param options.end the end of the log, as it was before: where to go on when nothing came up to there
 */
export async function follow(
  options: FollowOptions & {
    readonly place: Place;
    readonly limit: number;
    readonly hasTime: () => boolean;
    readonly end?: Place | undefined;
  },
): Promise<{ readonly events: readonly RelayEvent[]; readonly place: Place }> {
  const { relay, connectionIds, start, limit, hasTime, end = '' } = options;
  const events: RelayEvent[] = [];
  let { place } = options;
  const filter = { ...filterOf(options), ...(start.kind === 'date' ? { from: start.from } : {}) };
  for (let first = true; events.length < limit && (first || hasTime()); first = false) {
    const page = await nextPage({ relay, filter, place, limit, had: events.length }).catch(
      (error: unknown) => {
        // What was fetched before is good; the next poll meets the trouble again.
        if (events.length > 0) return undefined;
        throw asError(error);
      },
    );
    if (page === undefined) break;
    if (first && page.data.length === 0 && end !== '') place = end;
    for (const event of page.data) {
      if (isWanted(event, connectionIds)) {
        if (event.data.enrichment?.state === 'pending') return { events, place };
        events.push(event);
      }
      place = event.data.id;
    }
    if (page.next === null) break;
  }
  return { events, place };
}

/** The newest event that would start the workflow; undefined when there is none. */
export async function latestEvent(options: FollowOptions): Promise<RelayEvent | undefined> {
  const { relay, connectionIds } = options;
  const { data } = await relay.events.list({
    ...filterOf(options),
    order: 'desc',
    limit: connectionIds.length > 1 ? pageSize : 10,
  });
  return data.find(
    (event) => isWanted(event, connectionIds) && event.data.enrichment?.state !== 'pending',
  );
}

/** Whether the relay does not know the event any more at which a trigger stopped. */
export function isPlaceLost(error: unknown): boolean {
  return error instanceof RelayApiError && error.errors.some(({ path }) => path === 'after');
}

function nextPage(options: {
  readonly relay: RelayClient;
  readonly filter: EventFilter;
  readonly place: Place;
  readonly limit: number;
  readonly had: number;
}) {
  const { relay, filter, place, limit, had } = options;
  return relay.events.list({
    ...filter,
    limit: Math.min(pageSize, limit - had),
    ...(place === '' ? {} : { after: place }),
  });
}

/** The relay filters by one connection or none; where several are chosen, we do it here. */
function filterOf({ eventTypes, connectionIds }: FollowOptions): EventFilter {
  const [connectionId, ...others] = connectionIds;
  return {
    type: eventTypes,
    ...(connectionId === undefined || others.length > 0 ? {} : { connectionId }),
  };
}

function isWanted(event: RelayEvent, connectionIds: readonly string[]): boolean {
  const { connectionId } = event.data;
  return (
    connectionIds.length === 0 || (connectionId !== null && connectionIds.includes(connectionId))
  );
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

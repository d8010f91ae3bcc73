import type { EventTypePattern } from '@invoice-relay/core/events';
import { RelayApiError } from '@invoice-relay/relay-client';
import type { EventFilter, RelayClient, RelayEvent } from '@invoice-relay/relay-client';

/** Which events a trigger starts with. */
export type FollowStart =
  | { readonly kind: 'now' }
  | { readonly kind: 'beginning' }
  /** Events whose timestamp is at or after this moment. ISO 8601 in UTC. */
  | {
      readonly kind: 'date';
      readonly from: string;
      /** Where the date comes from; it may return another date at each poll. */
      readonly expression?: string;
    };

export interface FollowOptions {
  readonly relay: RelayClient;
  readonly eventTypes: readonly EventTypePattern[];
  /** Empty for every connection. */
  readonly connectionIds: readonly string[];
  readonly start: FollowStart;
}

/**
 * A trigger's position in the log: the id of the last event it has seen; empty before the first.
 */
export type Position = string;

/** Maximum page size of the relay. */
const pageSize = 200;

/** Identifies what a user chose: as long as this stays the same, a trigger continues. */
export function startKey(start: FollowStart): string {
  const isMoving = start.kind === 'date' && start.expression !== undefined;
  return JSON.stringify(isMoving ? { kind: start.kind, expression: start.expression } : start);
}

/** Returns the initial position. "From now on" means after the current last event. */
export async function firstPosition({ relay, start }: FollowOptions): Promise<Position> {
  return start.kind === 'now' ? endOfLog(relay) : '';
}

/**
 * Returns the id of the relay's last event of any type; `*` does not include the relay's own
 * events.
 */
export async function endOfLog(relay: RelayClient): Promise<Position> {
  const { data } = await relay.events.list({ type: ['*', 'relay.*'], order: 'desc', limit: 1 });
  return data[0]?.data.id ?? '';
}

/**
 * Returns the next events in log order, at most `limit`. Stops before an event that still waits for
 * its document, so that a later poll returns it whole and in order.
 *
 * @param options.hasTime whether another request may be made
 * @param options.end end of the log as read earlier: the new position if no matching event came
 * before it
 */
export async function follow(
  options: FollowOptions & {
    readonly position: Position;
    readonly limit: number;
    readonly hasTime: () => boolean;
    readonly end?: Position | undefined;
  },
): Promise<{ readonly events: readonly RelayEvent[]; readonly position: Position }> {
  const { relay, connectionIds, start, limit, hasTime, end = '' } = options;
  const events: RelayEvent[] = [];
  let { position } = options;
  const filter = { ...filterOf(options), ...(start.kind === 'date' ? { from: start.from } : {}) };
  for (let first = true; events.length < limit && (first || hasTime()); first = false) {
    const page = await nextPage({ relay, filter, position, limit, had: events.length }).catch(
      (error: unknown) => {
        // Keep what was fetched so far; the next poll will hit the same error.
        if (events.length > 0) return undefined;
        throw asError(error);
      },
    );
    if (page === undefined) break;
    if (first && page.data.length === 0 && end !== '') position = end;
    for (const event of page.data) {
      if (isWanted(event, connectionIds)) {
        if (event.data.enrichment?.state === 'pending') return { events, position };
        events.push(event);
      }
      position = event.data.id;
    }
    if (page.next === null) break;
  }
  return { events, position };
}

/** Returns the newest event that would start the workflow, or undefined. */
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

/** Returns whether the relay no longer knows the event at the trigger's position. */
export function isPositionLost(error: unknown): boolean {
  return error instanceof RelayApiError && error.errors.some(({ path }) => path === 'after');
}

function nextPage(options: {
  readonly relay: RelayClient;
  readonly filter: EventFilter;
  readonly position: Position;
  readonly limit: number;
  readonly had: number;
}) {
  const { relay, filter, position, limit, had } = options;
  return relay.events.list({
    ...filter,
    limit: Math.min(pageSize, limit - had),
    ...(position === '' ? {} : { after: position }),
  });
}

/** The relay filters by at most one connection; several are filtered here. */
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

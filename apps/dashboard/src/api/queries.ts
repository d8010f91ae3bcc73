import { useQuery } from '@tanstack/preact-query';

import { allPages } from './all-pages.ts';
import { relay } from './relay.ts';
import { whileSignedIn } from './session-state.ts';
import { whole } from './views.ts';
import type { Source } from './views.ts';

/** What many pages ask for. The first part of a key says what makes it out of date: see `live.ts`. */

/** As many as a page of the API holds. */
const limit = 200;

export function useConnections() {
  return useQuery({
    queryKey: ['connections', 'list'],
    queryFn: async ({ signal }) =>
      (await allPages(relay.connections.iterate({ limit }, { signal }))).map(whole),
  });
}

export function useConnection(id: string) {
  return useQuery({
    queryKey: ['connections', 'one', id],
    queryFn: async ({ signal }) => whole(await relay.connections.get({ id }, { signal })),
  });
}

/** The same for somebody who waits: a webhook that is refused makes no event that would tell. */
export function useLiveConnection(id: string) {
  return useQuery({
    queryKey: ['connections', 'one', id],
    queryFn: async ({ signal }) => whole(await relay.connections.get({ id }, { signal })),
    refetchInterval: () => whileSignedIn(2_000),
  });
}

export function useSubscriptions() {
  return useQuery({
    queryKey: ['subscriptions', 'list'],
    queryFn: async ({ signal }) =>
      (await allPages(relay.subscriptions.iterate({ limit }, { signal }))).map(whole),
  });
}

export function useSubscription(id: string) {
  return useQuery({
    queryKey: ['subscriptions', 'one', id],
    queryFn: async ({ signal }) => whole(await relay.subscriptions.get({ id }, { signal })),
  });
}

/** They change with the relay's version only. */
const forNow = { staleTime: Number.POSITIVE_INFINITY };

export function useSources() {
  return useQuery({
    queryKey: ['sources'],
    queryFn: async ({ signal }) => (await relay.sources.list({ signal })).data as readonly Source[],
    ...forNow,
  });
}

export function useEventTypeNames() {
  return useQuery({
    queryKey: ['event-types', 'names'],
    queryFn: async ({ signal }) => (await relay.eventTypes.listNames({}, { signal })).data,
    ...forNow,
  });
}

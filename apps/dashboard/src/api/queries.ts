import { useQuery } from '@tanstack/preact-query';

import { allPages } from './all-pages.ts';
import { relay } from './relay.ts';
import { whileSignedIn } from './session-state.ts';
import { whole } from './views.ts';
import type { Source } from './views.ts';

/** Shared queries. The first part of a key determines what invalidates it: see `live.ts`. */

/** Maximum page size of the API. */
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

/** Like `useConnection`, but polls: a rejected webhook creates no event that would be streamed. */
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

/** For data that only changes with the relay's version. */
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

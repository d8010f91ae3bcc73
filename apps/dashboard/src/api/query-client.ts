import { QueryClient } from '@tanstack/preact-query';
import { RelayApiError } from '@invoice-relay/relay-client';

/** Cache of everything the page has requested from the relay. */
export const queryClient: QueryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      // Only failed connections are retried: an error response from the relay would not change.
      retry: (failures, error) => failures < 2 && !(error instanceof RelayApiError),
      // A relay on the same machine is reachable even when the browser is offline.
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
});

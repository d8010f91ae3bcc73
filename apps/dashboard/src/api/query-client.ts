import { QueryClient } from '@tanstack/preact-query';
import { RelayApiError } from '@invoice-relay/relay-client';

/** What the page has asked the relay for. */
export const queryClient: QueryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      // An answer of the relay stays what it is; only what got lost on the way is asked for again.
      retry: (failures, error) => failures < 2 && !(error instanceof RelayApiError),
      // A relay on the same machine answers without a network, too.
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
});

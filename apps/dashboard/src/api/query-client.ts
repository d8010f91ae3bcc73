import { MutationCache, QueryCache, QueryClient } from '@tanstack/preact-query';
import { RelayApiError } from '@invoice-relay/relay-client';

import { isSignedOut } from './explain.ts';

export const sessionKey = ['session'] as const;

function noticeSignedOut(error: unknown): void {
  if (isSignedOut(error)) queryClient.setQueryData(sessionKey, null);
}

/** What the page has asked the relay for. */
export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: noticeSignedOut }),
  mutationCache: new MutationCache({ onError: noticeSignedOut }),
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      // An answer of the relay stays what it is; only what got lost on the way is asked for again.
      retry: (failures, error) => failures < 2 && !(error instanceof RelayApiError),
    },
  },
});

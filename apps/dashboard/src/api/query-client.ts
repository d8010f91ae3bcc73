import { QueryClient } from '@tanstack/preact-query';
import { RelayApiError } from '@invoice-relay/relay-client';
import type { SignedIn } from '@invoice-relay/relay-client';

export const sessionKey = ['session'] as const;

/** Who is signed in; `ended` when somebody was, and did not sign out; null when nobody is. */
export type SessionState = SignedIn | 'ended' | null;

/** The relay knows the session no more. */
export function noticeSignedOut(): void {
  queryClient.setQueryData<SessionState>(sessionKey, (state) =>
    state === null || state === undefined ? null : 'ended',
  );
}

/** Whatever was asked for but who is signed in. */
export function isNoSession({ queryKey }: { readonly queryKey: readonly unknown[] }): boolean {
  return queryKey[0] !== sessionKey[0];
}

/** What the page has asked the relay for. */
export const queryClient: QueryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      // An answer of the relay stays what it is; only what got lost on the way is asked for again.
      retry: (failures, error) => failures < 2 && !(error instanceof RelayApiError),
    },
  },
});

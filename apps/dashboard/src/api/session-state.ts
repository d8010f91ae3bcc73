import type { SignedIn } from '@invoice-relay/relay-client';

import { queryClient } from './query-client.ts';

export const sessionKey = ['session'] as const;

/** Who is signed in, or was until the session expired; null when nobody is. */
export type SessionState = { readonly who: SignedIn; readonly hasEnded: boolean } | null;

export function sessionState(): SessionState | undefined {
  return queryClient.getQueryData<SessionState>(sessionKey);
}

/** Matches every query except the session itself. */
const allElse = {
  predicate: ({ queryKey }: { readonly queryKey: readonly unknown[] }) =>
    queryKey[0] !== sessionKey[0],
};

/**
 * Called when the relay reports a session. It may belong to a different key, for example after
 * another tab signed in.
 */
export async function noticeSignedIn(who: SignedIn): Promise<void> {
  const before = sessionState();
  // A different key may have fewer permissions: discard everything this one has loaded.
  if (before?.who.key.id !== who.key.id) queryClient.removeQueries(allElse);
  const state: SessionState = { who, hasEnded: false };
  queryClient.setQueryData(sessionKey, state);
  if (before?.hasEnded !== true) return;
  // Pending requests will be rejected; those that were rejected already are repeated.
  await queryClient.cancelQueries(allElse);
  await queryClient.invalidateQueries(allElse);
}

/** Called when the relay no longer accepts the session. */
export function noticeSessionEnded(): void {
  queryClient.setQueryData<SessionState>(sessionKey, (state) =>
    state ? { ...state, hasEnded: true } : null,
  );
}

/** Called after the user signed out: discards all data, so that the next user cannot see it. */
export function noticeSignedOut(): void {
  queryClient.setQueryData<SessionState>(sessionKey, null);
  queryClient.removeQueries(allElse);
}

/** Returns the polling interval, or false once the session has ended. Milliseconds. */
export function whileSignedIn(everyMs: number): number | false {
  return sessionState()?.hasEnded === false ? everyMs : false;
}

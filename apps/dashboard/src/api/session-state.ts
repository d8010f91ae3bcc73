import type { SignedIn } from '@invoice-relay/relay-client';

import { queryClient } from './query-client.ts';

export const sessionKey = ['session'] as const;

/** Who is signed in, or was until the session ended by itself; null when nobody is. */
export type SessionState = { readonly who: SignedIn; readonly hasEnded: boolean } | null;

export function sessionState(): SessionState | undefined {
  return queryClient.getQueryData<SessionState>(sessionKey);
}

/** Whatever was asked for but who is signed in. */
const allElse = {
  predicate: ({ queryKey }: { readonly queryKey: readonly unknown[] }) =>
    queryKey[0] !== sessionKey[0],
};

/** The relay knows a session, which may be that of another key by now: as after another tab signed in. */
export async function noticeSignedIn(who: SignedIn): Promise<void> {
  const before = sessionState();
  // Another key may see less: nothing of what this one saw stays for it.
  if (before?.who.key.id !== who.key.id) queryClient.removeQueries(allElse);
  const state: SessionState = { who, hasEnded: false };
  queryClient.setQueryData(sessionKey, state);
  if (before?.hasEnded !== true) return;
  // What was refused meanwhile is asked for again, and what is still on its way will be refused.
  await queryClient.cancelQueries(allElse);
  await queryClient.invalidateQueries(allElse);
}

/** The relay knows the session no more. */
export function noticeSessionEnded(): void {
  queryClient.setQueryData<SessionState>(sessionKey, (state) =>
    state ? { ...state, hasEnded: true } : null,
  );
}

/** Somebody signed out: nothing that was seen stays behind for whoever signs in next. */
export function noticeSignedOut(): void {
  queryClient.setQueryData<SessionState>(sessionKey, null);
  queryClient.removeQueries(allElse);
}

/** How often something is looked at: not at all once the session has ended. Milliseconds. */
export function whileSignedIn(everyMs: number): number | false {
  return sessionState()?.hasEnded === false ? everyMs : false;
}

import type { ApiKeyScope, SignedIn } from '@invoice-relay/relay-client';
import { useQuery } from '@tanstack/preact-query';
import { createContext } from 'preact';
import type { ComponentChildren } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';

import { isSignedOut } from '../api/explain.ts';
import { queryClient, sessionKey } from '../api/query-client.ts';
import { relay } from '../api/relay.ts';
import { ProblemNotice } from '../ui/problem.tsx';
import { SignInPage } from './sign-in-page.tsx';

const SessionContext = createContext<SignedIn | undefined>(undefined);

/** Shows its children to whoever is signed in, and everybody else how to sign in. */
export function SessionGate(props: { readonly children: ComponentChildren }) {
  const {
    data: session,
    error,
    refetch,
  } = useQuery({
    queryKey: sessionKey,
    queryFn: readSession,
    // Kept up to date by the calls themselves: the first that is refused ends it.
    staleTime: Number.POSITIVE_INFINITY,
  });
  // Only then is it worth a word that the session ended.
  const [wasSignedIn, setWasSignedIn] = useState(false);
  const signedIn = session !== undefined && session !== null;
  useEffect(() => {
    if (signedIn) setWasSignedIn(true);
  }, [signedIn]);
  if (signedIn) {
    return <SessionContext.Provider value={session}>{props.children}</SessionContext.Provider>;
  }
  if (error !== null && session === undefined) {
    return (
      <main class="sign-in">
        <div>
          <ProblemNotice error={error} onRetry={() => void refetch()} />
        </div>
      </main>
    );
  }
  if (session === undefined) return null;
  return <SignInPage ended={wasSignedIn} />;
}

/** Null when nobody is signed in. */
async function readSession({ signal }: { readonly signal: AbortSignal }): Promise<SignedIn | null> {
  try {
    return await relay.session.get({ signal });
  } catch (error) {
    if (isSignedOut(error)) return null;
    throw error;
  }
}

export function useSession(): SignedIn {
  const session = useContext(SessionContext);
  if (session === undefined) throw new Error('Nobody is signed in here.');
  return session;
}

/** `admin` includes `subscribe`, which includes `read`. */
const weight: Readonly<Record<ApiKeyScope, number>> = { read: 1, subscribe: 2, admin: 3 };

/** Whether the session may do what needs this scope. */
export function useCan(scope: ApiKeyScope): boolean {
  return can(useSession(), scope);
}

export function can(session: SignedIn, scope: ApiKeyScope): boolean {
  return session.scopes.some((held) => (weight[held as ApiKeyScope] ?? 0) >= weight[scope]);
}

/** @param everywhere whether every session of the same key ends, in whatever browser */
export async function signOut({ everywhere }: { readonly everywhere: boolean }): Promise<void> {
  await (everywhere ? relay.session.signOutEverywhere() : relay.session.signOut());
  queryClient.setQueryData(sessionKey, null);
  // Nothing that was seen stays behind for whoever signs in next.
  queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionKey[0] });
}

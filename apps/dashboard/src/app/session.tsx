import type { ApiKeyScope, SignedIn } from '@invoice-relay/relay-client';
import { useQuery } from '@tanstack/preact-query';
import { createContext } from 'preact';
import type { ComponentChildren } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';

import { isSignedOut } from '../api/explain.ts';
import { isNoSession, queryClient, sessionKey } from '../api/query-client.ts';
import type { SessionState } from '../api/query-client.ts';
import { relay } from '../api/relay.ts';
import { Cover } from '../ui/dialog.tsx';
import { ProblemNotice } from '../ui/problem.tsx';
import { Gate } from './gate.tsx';
import { SignIn, SignInPage } from './sign-in-page.tsx';

const SessionContext = createContext<SignedIn | undefined>(undefined);

/**
 * Shows its children to whoever is signed in, and everybody else how to sign in. When a session ends
 * by itself, they are taken out of the document and kept, so that what was filled in is there again.
 */
export function SessionGate(props: { readonly children: ComponentChildren }) {
  const {
    data: session,
    error,
    refetch,
  } = useQuery<SessionState>({
    queryKey: sessionKey,
    queryFn: readSession,
    // Kept up to date by the calls themselves: the first that is refused ends it.
    staleTime: Number.POSITIVE_INFINITY,
  });
  const [last, setLast] = useState<SignedIn | undefined>();
  const present = isSignedIn(session) ? session : undefined;
  useEffect(() => {
    if (present !== undefined) setLast(present);
  }, [present]);
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
  const shown = present ?? (session === 'ended' ? last : undefined);
  if (shown === undefined) return <SignInPage ended={last !== undefined} />;
  return (
    <>
      {/* Another key may see less: nothing of what this one saw stays for it. */}
      <Gate key={shown.key.id} open={present !== undefined}>
        <SessionContext.Provider value={shown}>{props.children}</SessionContext.Provider>
      </Gate>
      {present === undefined && (
        <Cover title="Sign in">
          <SignIn ended />
        </Cover>
      )}
    </>
  );
}

function isSignedIn(session: SessionState | undefined): session is SignedIn {
  return session !== undefined && session !== null && session !== 'ended';
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
  try {
    await (everywhere ? relay.session.signOutEverywhere() : relay.session.signOut());
  } catch (error) {
    // It had ended already.
    if (!isSignedOut(error)) throw error;
  }
  queryClient.setQueryData(sessionKey, null);
  // Nothing that was seen stays behind for whoever signs in next.
  queryClient.removeQueries({ predicate: isNoSession });
}

import type { ApiKeyScope, SignedIn } from '@invoice-relay/relay-client';
import { useQuery } from '@tanstack/preact-query';
import { createContext } from 'preact';
import type { ComponentChildren } from 'preact';
import { useContext } from 'preact/hooks';

import { isSignedOut } from '../api/explain.ts';
import { relay } from '../api/relay.ts';
import { noticeSignedOut, sessionKey, sessionState } from '../api/session-state.ts';
import type { SessionState } from '../api/session-state.ts';
import { Cover } from '../ui/dialog.tsx';
import { Loading } from '../ui/loading.tsx';
import { ProblemNotice } from '../ui/problem.tsx';
import { useIsSlow } from '../ui/use-is-slow.ts';
import { Gate } from './gate.tsx';
import { SignIn, SignInPage } from './sign-in-page.tsx';

const SessionContext = createContext<SessionState>(null);

/**
 * Shows its children to signed-in users, and the sign-in page to everybody else. When a session
 * expires, the children are detached from the document but kept, so that form input is restored
 * after signing in again.
 */
export function SessionGate(props: { readonly children: ComponentChildren }) {
  const { data, error, refetch } = useQuery({
    queryKey: sessionKey,
    queryFn: readSession,
    // Kept up to date by other requests: the first 401 response ends the session.
    staleTime: Number.POSITIVE_INFINITY,
  });
  const takesLong = useIsSlow(data === undefined);
  if (error !== null && data === undefined) {
    return (
      <main class="sign-in">
        <div>
          <ProblemNotice error={error} onRetry={() => void refetch()} />
        </div>
      </main>
    );
  }
  if (data === undefined) return takesLong ? <Starting /> : null;
  if (data === null) return <SignInPage />;
  const { who, hasEnded } = data;
  return (
    <>
      {/* A different key may have fewer permissions: nothing this one saw is kept. */}
      <Gate key={who.key.id} open={!hasEnded}>
        <SessionContext.Provider value={data}>{props.children}</SessionContext.Provider>
      </Gate>
      {hasEnded && (
        <Cover title="Sign in">
          <SignIn ended />
        </Cover>
      )}
    </>
  );
}

function Starting() {
  return (
    <main class="sign-in">
      <div>
        <Loading />
      </div>
    </main>
  );
}

async function readSession({ signal }: { readonly signal: AbortSignal }): Promise<SessionState> {
  try {
    return { who: await relay.session.get({ signal }), hasEnded: false };
  } catch (error) {
    if (isSignedOut(error)) return sessionState() ?? null;
    throw error;
  }
}

export function useSession(): SignedIn {
  const session = useContext(SessionContext);
  if (session === null) throw new Error('useSession must be used inside SessionGate.');
  return session.who;
}

/** Whether the session has ended while the page is kept for the user to sign in again. */
export function useSessionEnded(): boolean {
  return useContext(SessionContext)?.hasEnded === true;
}

/** `admin` includes `subscribe`, which includes `read`. */
const weight: Readonly<Record<ApiKeyScope, number>> = { read: 1, subscribe: 2, admin: 3 };

/** Whether the session has this scope. */
export function useCan(scope: ApiKeyScope): boolean {
  return can(useSession(), scope);
}

export function can(session: SignedIn, scope: ApiKeyScope): boolean {
  return session.scopes.some((held) => (weight[held as ApiKeyScope] ?? 0) >= weight[scope]);
}

/** @param everywhere whether to end all sessions of the same key, in every browser */
export async function signOut({ everywhere }: { readonly everywhere: boolean }): Promise<void> {
  try {
    await (everywhere ? relay.session.signOutEverywhere() : relay.session.signOut());
  } catch (error) {
    // The session had already ended.
    if (!isSignedOut(error)) throw error;
  }
  noticeSignedOut();
}

import type { SignInInput } from '@invoice-relay/relay-client';
import { useMutation } from '@tanstack/preact-query';
import { useEffect, useRef, useState } from 'preact/hooks';

import { explain } from '../api/explain.ts';
import { relay } from '../api/relay.ts';
import { noticeSignedIn } from '../api/session-state.ts';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { Loading } from '../ui/loading.tsx';
import { Notice } from '../ui/notice.tsx';
import { ProblemNotice } from '../ui/problem.tsx';
import { useFirstRefused } from '../ui/use-first-refused.ts';
import { takeSignInCode } from './sign-in-code.ts';

/** The page shown to users who are not signed in. */
export function SignInPage() {
  return (
    <main class="sign-in">
      <SignIn />
    </main>
  );
}

/** Asks for an API key, or uses the code of the sign-in link. */
export function SignIn({ ended = false }: { readonly ended?: boolean }) {
  const [code] = useState(takeSignInCode);
  const [key, setKey] = useState('');
  // A new object for each rejected attempt, so that effects run again.
  const [empty, setEmpty] = useState<object | undefined>();
  const used = useRef(false);
  const signIn = useMutation({
    mutationFn: (input: SignInInput) => relay.session.signIn(input),
    onSuccess: noticeSignedIn,
  });
  useEffect(() => {
    const before = document.title;
    document.title = 'Sign in · Invoice Relay';
    return () => {
      document.title = before;
    };
  }, []);
  useEffect(() => {
    // A link can only be used once.
    if (code === undefined || used.current) return;
    used.current = true;
    signIn.mutate({ code });
  }, []);
  const form = useFirstRefused([empty, signIn.error]);
  const fieldError =
    empty !== undefined ? 'Enter an API key of this relay.' : keyError(signIn.error);
  return (
    <div class="stack-large">
      <div class="brand">
        <img src="/favicon.svg" alt="" />
        Invoice Relay
      </div>
      <div class="card stack">
        <h1>Sign in</h1>
        {ended && !signIn.isError && (
          <Notice tone="info" title="You are signed out" announced>
            Your session has ended. Sign in again to continue where you left off.
          </Notice>
        )}
        {signIn.isError && <ProblemNotice error={signIn.error} shownBeside={['key']} />}
        {signIn.isPending && code !== undefined ? (
          <Loading />
        ) : (
          <form
            ref={form}
            class="stack"
            noValidate
            onSubmit={(event) => {
              event.preventDefault();
              setEmpty(key.trim() === '' ? {} : undefined);
              if (key.trim() !== '') signIn.mutate({ key: key.trim() });
            }}
          >
            <TextField
              label="API key"
              hint="The administrator key that the relay printed on its first start, or any other API key."
              error={fieldError}
              type="password"
              autocomplete="current-password"
              spellcheck={false}
              autoFocus
              value={key}
              onChange={(value) => {
                setKey(value);
                setEmpty(undefined);
              }}
            />
            <Button type="submit" look="primary" busy={signIn.isPending}>
              Sign in
            </Button>
          </form>
        )}
      </div>
      <details class="small muted">
        <summary>Don’t have a key?</summary>
        <div class="stack-small">
          <p>On the relay’s machine, this prints a link that signs you in once:</p>
          <pre class="code">npx -y pnpm@12 relay:sign-in-link</pre>
          <p>In a container:</p>
          <pre class="code">docker compose exec relay node dist/main.js sign-in-link</pre>
        </div>
      </details>
    </div>
  );
}

function keyError(error: unknown): string | undefined {
  return error === null ? undefined : explain(error).fields.get('key');
}

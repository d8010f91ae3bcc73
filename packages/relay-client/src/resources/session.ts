import * as v from 'valibot';

import type { Caller, CallOptions } from '../http/caller.ts';
import { openObject, openWord, timeSchema } from '../schemas.ts';
import type { ApiKeyScope } from './api-keys.ts';

const sessionSchema = openObject({
  /** The scopes of the API key. */
  scopes: v.array(openWord<ApiKeyScope>()),
  /** The API key that the session belongs to. Deleting the key ends the session. */
  key: openObject({ id: v.string(), name: v.string() }),
  /** When it ends unless it is used before then. */
  idleExpiresAt: timeSchema,
  /** When it ends at the latest. */
  expiresAt: timeSchema,
});
/** Somebody who is signed in. */
export type SignedIn = v.InferOutput<typeof sessionSchema>;

/** An API key, or the code behind `#sign-in=` in a sign-in link, which is good once. */
export type SignInInput =
  | { readonly key: string; readonly code?: never }
  | { readonly code: string; readonly key?: never };

/** Signing in, for a browser on a page of the relay: it keeps the session in a cookie. */
export interface Session {
  /** Rejects with a `RelayApiError`: 401 for what is not known, 429 for too many tries. */
  signIn(input: SignInInput, options?: CallOptions): Promise<SignedIn>;
  /** Rejects with a `RelayApiError` of the status 401 when nobody is signed in. */
  get(options?: CallOptions): Promise<SignedIn>;
  signOut(options?: CallOptions): Promise<void>;
  /** Ends every session of the API key, in whatever browser. */
  signOutEverywhere(options?: CallOptions): Promise<void>;
}

export function createSession(caller: Caller): Session {
  const own = ['v1', 'session'] as const;
  const schema = sessionSchema;
  return {
    signIn: (body, options) =>
      caller.json({ method: 'POST', path: own, body, schema, options, anonymous: true }),
    get: (options) => caller.json({ method: 'GET', path: own, schema, options }),
    signOut: (options) => caller.nothing({ method: 'DELETE', path: own, options }),
    signOutEverywhere: (options) =>
      caller.nothing({ method: 'DELETE', path: ['v1', 'sessions'], options }),
  };
}

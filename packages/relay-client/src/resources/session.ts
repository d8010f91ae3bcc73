import * as v from 'valibot';

import type { Caller, CallOptions } from '../http/caller.ts';
import { openObject, openWord, timeSchema } from '../schemas.ts';
import type { ApiKeyScope } from './api-keys.ts';

export const sessionSchema = openObject({
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

/** An API key, or the code after `#sign-in=` in a sign-in link, which can be used once. */
export type SignInInput =
  | { readonly key: string; readonly code?: never }
  | { readonly code: string; readonly key?: never };

/** Signing in, for a browser on the relay's dashboard: it keeps the session in a cookie. */
export interface Session {
  /** Rejects with a `RelayApiError`: 401 if unknown, 429 for too many attempts. */
  signIn(input: SignInInput, options?: CallOptions): Promise<SignedIn>;
  /** Rejects with a `RelayApiError` with the status 401 if nobody is signed in. */
  get(options?: CallOptions): Promise<SignedIn>;
  signOut(options?: CallOptions): Promise<void>;
  /** Ends every session of the API key, in every browser. */
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

import * as v from 'valibot';

import { named } from '../../index.ts';
import { scopes } from '../../../database/entities/api-key.entity.ts';

const oneOf = 'give either "key" or "code"';

const secretSchema = v.pipe(
  v.string(),
  v.trim(),
  v.nonEmpty('must not be empty'),
  v.maxLength(1_024, 'is longer than any key or code'),
);

export const signInSchema = named(
  'SignIn',
  v.pipe(
    v.strictObject({
      key: v.pipe(
        v.optional(secretSchema),
        v.description('An API key. Its scopes decide what the dashboard shows.'),
      ),
      code: v.pipe(
        v.optional(secretSchema),
        v.description('The part after `#sign-in=` in a sign-in link. It can be used once.'),
      ),
    }),
    v.forward(
      v.check(({ key, code }) => (key === undefined) !== (code === undefined), oneOf),
      ['key'],
    ),
  ),
);
export type SignInBody = v.InferOutput<typeof signInSchema>;

const timeSchema = v.pipe(v.string(), v.isoTimestamp());

export const sessionViewSchema = named(
  'Session',
  v.strictObject({
    scopes: v.pipe(v.array(v.picklist(scopes)), v.description('The scopes of the API key.')),
    key: v.pipe(
      v.strictObject({ id: v.string(), name: v.string() }),
      v.description('The API key that the session belongs to. Deleting the key ends the session.'),
    ),
    idleExpiresAt: v.pipe(timeSchema, v.description('When it ends unless it is used before then.')),
    expiresAt: v.pipe(timeSchema, v.description('When it ends at the latest.')),
  }),
);
export type SessionView = v.InferOutput<typeof sessionViewSchema>;

import * as v from 'valibot';

import type { Caller, CallOptions, UnsafeCallOptions } from '../http/caller.ts';
import { pageSchema } from '../paging.ts';
import type { Page, PageQuery } from '../paging.ts';
import { openObject, openWord, timeSchema } from '../schemas.ts';

/** `admin` includes `subscribe`, which includes `read`. */
export type ApiKeyScope = 'read' | 'subscribe' | 'admin';

const entries = {
  /** `key_…` */
  id: v.string(),
  /** A note for people: what the key is for. */
  name: v.string(),
  scopes: v.array(openWord<ApiKeyScope>()),
  /** How it was created: by `RELAY_API_KEY`, at the relay's first start, or through the API. */
  origin: openWord<'environment' | 'generated' | 'api'>(),
  createdAt: timeSchema,
};
export const apiKeySchema = openObject(entries);
/** An API key, without the key itself. */
export type ApiKey = v.InferOutput<typeof apiKeySchema>;

export const createdApiKeySchema = openObject({ ...entries, key: v.string() });
/** With the key itself, shown only in this response. */
export type CreatedApiKey = v.InferOutput<typeof createdApiKeySchema>;

export interface ApiKeyInput {
  /** A note for people: what the key is for. */
  readonly name: string;
  readonly scopes: readonly ApiKeyScope[];
}

export interface ApiKeys {
  create(input: ApiKeyInput, options?: UnsafeCallOptions): Promise<CreatedApiKey>;
  /** Oldest first. */
  list(query?: PageQuery, options?: CallOptions): Promise<Page<ApiKey>>;
  /** The key stops working immediately. */
  delete(input: { readonly id: string }, options?: UnsafeCallOptions): Promise<void>;
}

export function createApiKeys(caller: Caller): ApiKeys {
  const all = ['v1', 'api-keys'] as const;
  return {
    create: (body, options) =>
      caller.json({ method: 'POST', path: all, body, schema: createdApiKeySchema, options }),
    list: (query, options) =>
      caller.json({
        method: 'GET',
        path: all,
        query: { ...query },
        schema: pageSchema(apiKeySchema),
        options,
      }),
    delete: ({ id }, options) => caller.nothing({ method: 'DELETE', path: [...all, id], options }),
  };
}

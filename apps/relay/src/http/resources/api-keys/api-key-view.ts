import * as v from 'valibot';

import { named } from '../../index.ts';
import { scopes } from '../../../database/entities/api-key.entity.ts';
import type { ApiKeyEntity, Scope } from '../../../database/entities/api-key.entity.ts';

const scopesSchema = v.pipe(
  v.array(v.picklist(scopes)),
  v.minLength(1, 'must name at least one scope'),
  v.maxLength(scopes.length, 'lists a scope twice'),
  v.description('`admin` includes `subscribe`, which includes `read`.'),
);

export const newApiKeySchema = named(
  'NewApiKey',
  v.strictObject({
    name: v.pipe(
      v.string(),
      v.trim(),
      v.minLength(1, 'must not be empty'),
      v.maxLength(100, 'must have at most 100 characters'),
      v.description('A note for people: what the key is for.'),
    ),
    scopes: scopesSchema,
  }),
);
export type NewApiKey = v.InferOutput<typeof newApiKeySchema>;

const apiKeyEntries = {
  id: v.string(),
  name: v.string(),
  scopes: scopesSchema,
  origin: v.pipe(
    v.picklist(['environment', 'generated', 'api']),
    v.description(
      'How it was created: by `RELAY_API_KEY`, at the first start, or through this API.',
    ),
  ),
  createdAt: v.pipe(v.string(), v.isoTimestamp()),
};

export const apiKeySchema = named('ApiKey', v.strictObject(apiKeyEntries));
export type ApiKeyView = v.InferOutput<typeof apiKeySchema>;

export const createdApiKeySchema = named(
  'CreatedApiKey',
  v.strictObject({
    ...apiKeyEntries,
    key: v.pipe(v.string(), v.description('The key itself. It is shown only in this response.')),
  }),
);
export type CreatedApiKeyView = v.InferOutput<typeof createdApiKeySchema>;

/** An API key as the API returns it. */
export function viewApiKey(entity: ApiKeyEntity): ApiKeyView {
  return {
    id: entity.id,
    name: entity.name,
    scopes: JSON.parse(entity.scopes) as Scope[],
    origin: entity.origin,
    createdAt: new Date(entity.createdAt).toISOString(),
  };
}

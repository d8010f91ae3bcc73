import type { EventType, JsonObject } from '@invoice-relay/core/events';
import * as v from 'valibot';

import type { Caller, CallOptions } from '../http/caller.ts';
import { pageSchema } from '../paging.ts';
import type { Page } from '../paging.ts';
import { jsonObject, openObject, openWord } from '../schemas.ts';

export const sourceSchema = openObject({
  /** The name used in connections: `envoice`. */
  name: v.string(),
  /** The display name: `Envoice`. */
  title: v.string(),
  /** JSON Schema of the `credentials` of a connection. */
  credentialsSchema: jsonObject<JsonObject>(),
  /** JSON Schema of the `settings` of a connection. */
  settingsSchema: jsonObject<JsonObject>(),
  eventTypes: v.array(openWord<EventType>()),
  /** The vendor's own steps: where to paste the ingest URL. */
  setup: v.exactOptional(openObject({ steps: v.array(v.string()) })),
  capabilities: v.array(openWord<'webhook' | 'poll' | 'backfill' | 'confirm' | 'enrich'>()),
});
/** An invoicing system that the relay can connect to. */
export type Source = v.InferOutput<typeof sourceSchema>;

export interface Sources {
  /** All of them, in one page. */
  list(options?: CallOptions): Promise<Page<Source>>;
}

export function createSources(caller: Caller): Sources {
  return {
    list: (options) =>
      caller.json({
        method: 'GET',
        path: ['v1', 'sources'],
        schema: pageSchema(sourceSchema),
        options,
      }),
  };
}

import { eventTypeSchema } from '@invoice-relay/core/events';
import * as v from 'valibot';

import { named, pageSchema } from '../../index.ts';

/** Optional capabilities of a source. */
export const capabilities = ['webhook', 'poll', 'backfill', 'confirm', 'enrich', 'check'] as const;

const jsonSchemaSchema = (description: string) =>
  v.pipe(v.record(v.string(), v.unknown()), v.description(description));

export const sourceViewSchema = named(
  'Source',
  v.strictObject({
    name: v.pipe(v.string(), v.description('The name used in connections: `envoice`.')),
    title: v.pipe(v.string(), v.description('The display name: `Envoice`.')),
    credentialsSchema: jsonSchemaSchema(
      'JSON Schema of the `credentials` of a connection. Secret ones have `format: password` and `writeOnly`.',
    ),
    settingsSchema: jsonSchemaSchema('JSON Schema of the `settings` of a connection.'),
    setup: v.pipe(
      v.strictObject({ steps: v.array(v.string()) }),
      v.description('How to set it up at the vendor, step by step, in plain text.'),
    ),
    eventTypes: v.pipe(
      v.array(eventTypeSchema),
      v.description('The event types that its activities can become.'),
    ),
    capabilities: v.pipe(
      v.array(v.picklist(capabilities)),
      v.description(
        [
          '- `webhook`: the vendor sends activities to the ingest URL.',
          '- `poll`: the relay polls the vendor for activities.',
          '- `backfill`: activities that never arrived can be fetched.',
          '- `confirm`: the vendor’s API can confirm an activity.',
          '- `enrich`: events can contain the full document.',
          '- `check`: credentials can be tested before they are stored: see `POST /v1/connections/test`.',
        ].join('\n'),
      ),
    ),
  }),
);
export type SourceView = v.InferOutput<typeof sourceViewSchema>;

export const sourcePageSchema = pageSchema(sourceViewSchema);

import { eventTypeSchema } from '@invoice-relay/core/events';
import * as v from 'valibot';

import { named, pageSchema } from '../../index.ts';

/** What a source may offer beside telling what its activities mean. */
export const capabilities = ['webhook', 'poll', 'backfill', 'confirm', 'enrich', 'check'] as const;

const jsonSchemaSchema = (description: string) =>
  v.pipe(v.record(v.string(), v.unknown()), v.description(description));

export const sourceViewSchema = named(
  'Source',
  v.strictObject({
    name: v.pipe(v.string(), v.description('As a connection names it: `envoice`.')),
    title: v.pipe(v.string(), v.description('As people write it: `Envoice`.')),
    credentialsSchema: jsonSchemaSchema(
      'JSON Schema of the `credentials` of a connection. Those that are secret have `format: password` and `writeOnly`.',
    ),
    settingsSchema: jsonSchemaSchema('JSON Schema of the `settings` of a connection.'),
    setup: v.pipe(
      v.strictObject({ steps: v.array(v.string()) }),
      v.description('What to do at the vendor, step by step, in plain text.'),
    ),
    eventTypes: v.pipe(
      v.array(eventTypeSchema),
      v.description('The types that its activities can become.'),
    ),
    capabilities: v.pipe(
      v.array(v.picklist(capabilities)),
      v.description(
        [
          '- `webhook`: the vendor sends what happened to the ingest URL.',
          '- `poll`: the vendor is asked for what happened.',
          '- `backfill`: activities that never arrived can be asked for.',
          '- `confirm`: the vendor can be asked whether it knows an activity.',
          '- `enrich`: events can carry the full document.',
          '- `check`: credentials can be tried before they are kept: see `POST /v1/connections/test`.',
        ].join('\n'),
      ),
    ),
  }),
);
export type SourceView = v.InferOutput<typeof sourceViewSchema>;

export const sourcePageSchema = pageSchema(sourceViewSchema);

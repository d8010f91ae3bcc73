import type { AnySource } from '@invoice-relay/core/source';
import { toJsonSchema } from '@valibot/to-json-schema';
import type { GenericSchema } from 'valibot';

import { capabilities } from './sources.schemas.ts';
import type { SourceView } from './sources.schemas.ts';

/** A source as the API returns it. */
export function sourceView(source: AnySource): SourceView {
  return {
    name: source.name,
    title: source.title,
    credentialsSchema: describe(source.credentialsSchema),
    settingsSchema: describe(source.settingsSchema),
    setup: { steps: [...(source.setup?.steps ?? [])] },
    eventTypes: [...source.eventTypes],
    capabilities: capabilities.filter((capability) => source[capability] !== undefined),
  };
}

/**
 * The expected input; checks and transformations that JSON Schema cannot express are omitted. A
 * schema that itself fails is omitted: the other sources are listed all the same.
 */
function describe(schema: GenericSchema): Record<string, unknown> {
  try {
    const described = toJsonSchema(schema, {
      target: 'draft-2020-12',
      typeMode: 'input',
      errorMode: 'ignore',
    });
    return JSON.parse(JSON.stringify(described));
  } catch {
    return {
      description: 'The schema of this source cannot be read, which is a bug in the plugin.',
    };
  }
}

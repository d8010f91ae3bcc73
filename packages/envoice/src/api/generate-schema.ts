import openapiTS, { astToString } from 'openapi-typescript';
import type { OpenAPI3 } from 'openapi-typescript';

import type { Description } from './generate-description.ts';

/** Generates the text of `schema.gen.ts`: the types of the description, by openapi-typescript. */
export async function generateSchema(description: Description): Promise<string> {
  const document = { openapi: '3.0.0', info: { title: 'Envoice', version: 'v1' }, ...description };
  const types = await openapiTS(document as unknown as OpenAPI3, { immutable: true });
  return [
    '// Generated from vendor/envoice/openapi-v1.json. Do not edit: generated.test.ts says how to regenerate it.',
    '',
    astToString(types)
      // Envoice describes none of these.
      .replaceAll(/^export type (webhooks|\$defs) = Record<string, never>;\n/gm, '')
      .replaceAll(/^export /gm, '// oxfmt-ignore\nexport '),
  ].join('\n');
}

import { jsonValueSchema } from '@invoice-relay/core/events';
import type { SwaggerDocumentOptions } from '@nestjs/swagger';
import { toJsonSchema } from '@valibot/to-json-schema';
import type { JsonSchema } from '@valibot/to-json-schema';
import type { GenericSchema } from 'valibot';

const components: Record<string, GenericSchema> = {};

/**
 * Names a schema, under which `/openapi.json` documents it once, however often it is used.
 *
 * @returns the schema itself; the name only applies where this very object is used
 */
export function named<const Schema extends GenericSchema>(name: string, schema: Schema): Schema {
  if (name in components) throw new Error(`Two schemas are named ${name}.`);
  components[name] = schema;
  return schema;
}

/** Documents valibot schemas in `/openapi.json`: OpenAPI 3.1 uses JSON Schema 2020-12 as is. */
export const convertSchema: NonNullable<SwaggerDocumentOptions['standardSchemaConverter']> = (
  schema,
  { schemaType },
) => {
  if (!isValibotSchema(schema)) return undefined;
  const {
    $schema: _,
    $defs = {},
    ...converted
  } = toJsonSchema(schema, {
    target: 'draft-2020-12',
    typeMode: schemaType,
    // JSON Schema cannot express checks and transformations; the descriptions do.
    errorMode: 'ignore',
    definitions: components,
    overrideSchema: ({ valibotSchema, jsonSchema }) =>
      valibotSchema === jsonValueSchema ? anyJson : tidy(jsonSchema),
  });
  return { schema: converted, components: $defs };
};

/**
 * Without its members, which would be of the same type: openapi-typescript turns that into types
 * that TypeScript rejects (`referenced directly or indirectly in its own type annotation`).
 */
const anyJson: JsonSchema = { description: 'Any JSON.' };

/** `anyOf: [{type: string}, {type: null}]` is equivalent to the shorter `type: [string, null]`. */
function tidy(schema: JsonSchema): JsonSchema {
  if (Array.isArray(schema.required) && schema.required.length === 0) delete schema.required;
  const [first, second, ...more] = schema.anyOf ?? [];
  if (
    typeof first === 'object' &&
    typeof first.type === 'string' &&
    first.enum === undefined &&
    typeof second === 'object' &&
    second.type === 'null' &&
    more.length === 0
  ) {
    const { anyOf: _, ...rest } = schema;
    return { ...first, ...rest, type: [first.type, 'null'] };
  }
  return schema;
}

function isValibotSchema(schema: unknown): schema is GenericSchema {
  const standard = (schema as { '~standard'?: { vendor?: string } } | null)?.['~standard'];
  return standard?.vendor === 'valibot';
}

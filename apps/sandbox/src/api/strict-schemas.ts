import { type Schema, schemas } from './description.ts';

/** A JSON Schema for the validator. */
export type JsonSchema = Readonly<Record<string, unknown>>;

type Use = 'query' | 'request' | 'answer';

/**
 * Makes a schema of the description strict: the description allows additional members everywhere,
 * so misspelled ones would pass.
 */
export function strictSchema(options: { readonly schema: Schema; readonly use: Use }): JsonSchema {
  const { schema, use } = options;
  if (schema.$ref !== undefined) {
    return { $ref: `${use}#/$defs/${schema.$ref.split('/').at(-1)}` };
  }
  if (schema.enum !== undefined) return enumSchema({ names: schema.enum, use });
  if (schema.items !== undefined) {
    return { type: 'array', items: strictSchema({ schema: schema.items, use }) };
  }
  if (schema.type === 'object') {
    const properties = Object.entries(schema.properties ?? {}).map(([name, member]) => [
      name,
      strictSchema({ schema: member, use }),
    ]);
    return {
      type: 'object',
      properties: Object.fromEntries(properties) as JsonSchema,
      additionalProperties: false,
    };
  }
  return { type: schema.type, ...(schema.format !== undefined && { format: schema.format }) };
}

/** All named schemas as definitions to reference. */
export function strictDefinitions(use: 'request' | 'answer'): JsonSchema {
  const definitions = Object.entries(schemas).map(([name, schema]) => [
    name,
    strictSchema({ schema, use }),
  ]);
  return { $id: use, $defs: Object.fromEntries(definitions) as JsonSchema };
}

/**
 * Requests may contain names or numbers. Responses contain names; numbers only stand for values
 * missing from the description, i.e. newer activity types.
 */
function enumSchema(options: { readonly names: readonly string[]; readonly use: Use }): JsonSchema {
  const { names, use } = options;
  if (use === 'query') return { enum: [...names, ...names.map((_, ordinal) => String(ordinal))] };
  if (use === 'request') return { enum: [...names, ...names.keys()] };
  return { anyOf: [{ enum: names }, { type: 'integer', minimum: names.length }] };
}

import { models } from '../api/index.ts';
import type { JsonSchema, SchemaOrName } from '../api/index.ts';

/** The members of a model of Envoice. */
export function membersOf(schema: SchemaOrName): Readonly<Record<string, JsonSchema>> {
  return resolveSchema(schema).properties ?? {};
}

/** The model that a schema names, or the schema itself; an empty one if there is none. */
export function resolveSchema(schema: SchemaOrName): JsonSchema {
  if (typeof schema === 'string') return models[schema] ?? {};
  if (schema.$ref === undefined) return schema;
  return models[schema.$ref.slice('#/components/schemas/'.length)] ?? {};
}

/** Whether this is a list of objects with their own ids, such as line items. */
export function isListOfThings(schema: JsonSchema): boolean {
  return schema.items !== undefined && 'Id' in membersOf(schema.items);
}

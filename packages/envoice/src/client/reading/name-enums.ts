import type { JsonValue } from '@invoice-relay/core/events';

import { models } from '../../api/models.gen.ts';
import type { JsonSchema, SchemaOrName } from '../../api/operation.ts';
import { isArray, isObject } from '@invoice-relay/core/json';

/**
 * Replaces every enum value of a response by its name, wherever the schema declares an enum:
 * Envoice describes names but was seen to respond with ordinals, counted from 0 in the order of the
 * description. A value that is neither stays as it is, and so does everything undescribed.
 */
export function nameEnums(value: JsonValue, schema: SchemaOrName): JsonValue {
  const known = resolve(schema);
  if (known === undefined) return value;
  if (known.enum) return nameOf(value, known.enum);
  const { items, properties } = known;
  if (items && isArray(value)) return value.map((item) => nameEnums(item, items));
  if (!properties || !isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([member, inner]) => {
      const described = Object.hasOwn(properties, member) ? properties[member] : undefined;
      return [member, described ? nameEnums(inner, described) : inner];
    }),
  );
}

/** One enum value: an ordinal, or a name in any case, becomes the name as described. */
export function nameOf(value: JsonValue, names: readonly string[]): JsonValue {
  if (typeof value !== 'number' && typeof value !== 'string') return value;
  const text = String(value);
  if (/^\d{1,9}$/.test(text)) return names[Number(text)] ?? value;
  const lower = text.toLowerCase();
  return names.find((name) => name.toLowerCase() === lower) ?? value;
}

function resolve(schema: SchemaOrName): JsonSchema | undefined {
  if (typeof schema === 'string') return models[schema];
  if (schema.$ref === undefined) return schema;
  return models[schema.$ref.slice('#/components/schemas/'.length)];
}

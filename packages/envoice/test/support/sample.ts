import { schemas } from './description.ts';
import type { Schema } from './description.ts';

/** How deep a sample goes: an invoice holds payments, which hold an invoice. */
const deepest = 5;

/**
 * An answer as a schema describes it, with every member. Enums take turns through all their
 * values; numbers and ids are all different.
 *
 * @param options.ordinals gives enums as Envoice was seen to answer them: as ordinals
 */
export function createSampler(options: {
  readonly ordinals: boolean;
}): (schema: Schema) => unknown {
  let count = 0;
  const sample = (schema: Schema, depth: number): unknown => {
    count += 1;
    if (schema.$ref) return sample(schemas[schema.$ref.split('/').at(-1)!]!, depth);
    if (schema.enum) {
      const index = count % schema.enum.length;
      return options.ordinals ? index : schema.enum[index];
    }
    switch (schema.type) {
      case 'object':
        if (depth > deepest) return {};
        return Object.fromEntries(
          Object.entries(schema.properties ?? {}).map(([name, member]) => [
            name,
            name === 'IsFaulted' ? false : sample(member, depth + 1),
          ]),
        );
      case 'array':
        return depth > deepest ? [] : [1, 2].map(() => sample(schema.items!, depth + 1));
      case 'boolean':
        return count % 2 === 0;
      case 'integer':
        return count;
      case 'number':
        return count + 0.25;
      default:
        return schema.format === 'date-time' ? '2026-11-20T10:00:00+01:00' : `text ${count}`;
    }
  };
  return (schema) => sample(schema, 0);
}

import { schemas } from './description.ts';
import type { Schema } from './description.ts';

/** The maximum depth of a sample: an invoice contains payments, which contain an invoice. */
const deepest = 5;

/**
 * Creates sample responses of a schema, with every member. Enums cycle through all their values;
 * numbers and ids are all different.
 *
 * @param options.ordinals whether to write enums as ordinals, as observed in Envoice's responses
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

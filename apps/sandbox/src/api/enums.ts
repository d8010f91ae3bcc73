import { resolve, type Schema } from './description.ts';

/**
 * Converts a value according to its schema. Members that the schema doesn't declare are left as
 * they are.
 */
function convert(options: {
  readonly schema: Schema;
  readonly value: unknown;
  readonly leaf: (options: { schema: Schema; value: unknown }) => unknown;
  /** Value for missing members; `undefined` omits them. */
  readonly absent?: null;
}): unknown {
  const { value, leaf, absent } = options;
  const schema = resolve(options.schema);
  if (Array.isArray(value) && schema.items !== undefined) {
    const { items } = schema;
    return value.map((entry) => convert({ ...options, schema: items, value: entry }));
  }
  if (typeof value !== 'object' || value === null || schema.properties === undefined) {
    return leaf({ schema, value });
  }
  const members = Object.entries(value).map(([name, member]) => {
    const known = schema.properties?.[name];
    return [
      name,
      known === undefined ? member : convert({ ...options, schema: known, value: member }),
    ];
  });
  const converted = Object.fromEntries(members) as Record<string, unknown>;
  if (absent === undefined) return converted;
  for (const name of Object.keys(schema.properties)) converted[name] ??= null;
  return converted;
}

/** Converts enum numbers in a request to names: 0 is the first name declared. */
export function withNames(options: { readonly schema: Schema; readonly value: unknown }): unknown {
  return convert({
    ...options,
    leaf: ({ schema, value }) =>
      schema.enum !== undefined && typeof value === 'number' ? schema.enum[value] : value,
  });
}

/** Converts enum names in a response to numbers, as in the vendor's guide (`"Status": 0`). */
export function withOrdinals(options: {
  readonly schema: Schema;
  readonly value: unknown;
}): unknown {
  return convert({
    ...options,
    leaf: ({ schema, value }) =>
      schema.enum !== undefined && typeof value === 'string' ? schema.enum.indexOf(value) : value,
  });
}

/** Adds `null` for every missing member of a response, as in the vendor's guide. */
export function withNulls(options: { readonly schema: Schema; readonly value: unknown }): unknown {
  return convert({ ...options, absent: null, leaf: ({ value }) => value });
}

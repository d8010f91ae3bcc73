import { resolve, type Schema } from './description.ts';

/**
 * What a value becomes on its way in or out, led by its schema. Members that the schema does not
 * know stay as they are.
 */
function convert(options: {
  readonly schema: Schema;
  readonly value: unknown;
  readonly leaf: (options: { schema: Schema; value: unknown }) => unknown;
  /** Fills in members that are not there; `undefined` leaves them out. */
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

/** A request's enum numbers as names: 0 is the first that the description declares. */
export function withNames(options: { readonly schema: Schema; readonly value: unknown }): unknown {
  return convert({
    ...options,
    leaf: ({ schema, value }) =>
      schema.enum !== undefined && typeof value === 'number' ? schema.enum[value] : value,
  });
}

/** An answer's enum names as numbers, as the vendor's guide shows them (`"Status": 0`). */
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

/** An answer with `null` for all that is not there, as the vendor's guide shows it. */
export function withNulls(options: { readonly schema: Schema; readonly value: unknown }): unknown {
  return convert({ ...options, absent: null, leaf: ({ value }) => value });
}

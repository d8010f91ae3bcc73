/** The subset of JSON Schema that n8n's editor shows for a node that has not run yet. */
export interface OutputSchema {
  readonly type: 'object' | 'array' | 'string' | 'number' | 'boolean' | 'null';
  readonly properties?: Readonly<Record<string, OutputSchema>>;
  readonly items?: OutputSchema;
}

/** Infers the schema of a sample. */
export function schemaOf(value: unknown): OutputSchema {
  if (value === null || value === undefined) return { type: 'null' };
  if (Array.isArray(value)) {
    return value.length === 0
      ? { type: 'array' }
      : { type: 'array', items: merged(value.map(schemaOf)) };
  }
  if (typeof value === 'object') {
    const members = Object.entries(value).map(([name, inner]) => [name, schemaOf(inner)] as const);
    return { type: 'object', properties: Object.fromEntries(members) };
  }
  return { type: typeof value as 'string' };
}

/** Merges schemas: a member that is null in one sample takes its type from another. */
function merged(schemas: readonly OutputSchema[]): OutputSchema {
  const [first, ...others] = schemas;
  return others.reduce<OutputSchema>(both, first ?? { type: 'null' });
}

function both(one: OutputSchema, other: OutputSchema): OutputSchema {
  if (one.type === 'null') return other;
  if (one.properties === undefined || other.properties === undefined) return one;
  const names = new Set([...Object.keys(one.properties), ...Object.keys(other.properties)]);
  const properties = [...names].map((name) => {
    const [mine, others] = [one.properties?.[name], other.properties?.[name]];
    return [name, mine && others ? both(mine, others) : (mine ?? others)!] as const;
  });
  return { type: 'object', properties: Object.fromEntries(properties) };
}

/** Schema of an object with these members. */
export function object(properties: OutputSchema['properties']): OutputSchema {
  return { type: 'object', properties: properties ?? {} };
}

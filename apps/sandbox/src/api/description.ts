import vendorDescription from '../../../../vendor/envoice/openapi-v1.json' with { type: 'json' };

/** A schema of the OpenAPI description, limited to the keywords it uses. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean';
  readonly format?: string;
  readonly enum?: readonly string[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
}

interface Parameter {
  readonly name: string;
  readonly in: 'query' | 'header';
  readonly required: boolean;
  readonly schema: Schema;
}

interface Content {
  readonly content?: Readonly<Record<string, { readonly schema: Schema }>>;
}

interface RawOperation {
  readonly parameters: readonly Parameter[];
  readonly requestBody?: Content & { readonly $ref?: string };
  readonly responses: Readonly<Record<string, Content>>;
}

interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, RawOperation>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, Schema>>;
    readonly requestBodies: Readonly<Record<string, Content>>;
  };
}

/** One of the 61 operations of the vendor's API. */
export interface Operation {
  /** Our name for it: its path without `/api/`, e.g. `invoice/new`. Unique. */
  readonly id: string;
  readonly method: 'GET' | 'POST';
  /** For example `/api/invoice/new`. */
  readonly path: string;
  readonly query: readonly Parameter[];
  /** `undefined` if it takes no body. */
  readonly body: Schema | undefined;
  /** `undefined` if the response has no body. */
  readonly answer: Schema | undefined;
  readonly status: number;
}

// The inferred type of the import is thousands of lines of literals; this one declares what we use.
const description = vendorDescription as unknown as Description;

/** The named schemas of the description. */
export const schemas = description.components.schemas;

/** All operations, in the order of the description. */
export const operations: readonly Operation[] = Object.entries(description.paths).flatMap(
  ([path, methods]) =>
    Object.entries(methods).map(([method, raw]) => readOperation({ path, method, raw })),
);

function readOperation(options: {
  readonly path: string;
  readonly method: string;
  readonly raw: RawOperation;
}): Operation {
  const { path, method, raw } = options;
  const [status, answer] = Object.entries(raw.responses)[0] ?? ['200', {}];
  const shared = raw.requestBody?.$ref?.split('/').at(-1);
  const body =
    shared === undefined ? raw.requestBody : description.components.requestBodies[shared];
  return {
    id: path.replace(/^\/api\//, ''),
    method: method === 'get' ? 'GET' : 'POST',
    path,
    query: raw.parameters.filter((parameter) => parameter.in === 'query'),
    body: body?.content?.['application/json']?.schema,
    answer: answer.content?.['application/json']?.schema,
    status: Number(status),
  };
}

/** Follows a `$ref`; returns other schemas as they are. */
export function resolve(schema: Schema): Schema {
  if (schema.$ref === undefined) return schema;
  const name = schema.$ref.split('/').at(-1) ?? '';
  const found = schemas[name];
  if (found === undefined) throw new Error(`The description has no schema "${name}".`);
  return found;
}

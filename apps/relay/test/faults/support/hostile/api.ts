/** The part of JSON Schema used by descriptions of bodies and parameters. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly minItems?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly format?: string;
}

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly schema: Schema;
}

/** One method of one route. */
export interface Operation {
  readonly method: string;
  /** With its parameters in braces: `/v1/events/{id}`. */
  readonly path: string;
  readonly parameters: readonly Parameter[];
  readonly body: Schema | undefined;
  /** Whether the API description covers it. */
  readonly isDescribed: boolean;
}

/** The routes of a relay, from its own description: a new route is included. */
export interface Api {
  readonly operations: readonly Operation[];
  /** @returns the schema that a reference points to */
  resolve(schema: Schema): Schema;
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, DescribedOperation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

interface DescribedOperation {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: {
    readonly content: Readonly<Record<string, { readonly schema: Schema }>>;
  };
}

/** Routes that the API description does not cover. */
const further = ['/', '/docs', '/docs/', '/openapi.json', '/assets/x.js', '/hooks/', '/v1'].map(
  (path): Operation => ({
    method: 'GET',
    path,
    parameters: [],
    body: undefined,
    isDescribed: false,
  }),
);

export async function readApi(url: string): Promise<Api> {
  const document = (await (await fetch(`${url}/openapi.json`)).json()) as Document;
  const described = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { parameters = [], requestBody }]): Operation => {
      const body = Object.values(requestBody?.content ?? {})[0]?.schema;
      return { method: method.toUpperCase(), path, parameters, body, isDescribed: true };
    }),
  );
  if (described.length === 0) throw new Error('the relay describes no route');
  return {
    operations: [...described, ...further],
    resolve({ $ref, ...rest }) {
      if ($ref === undefined) return rest;
      const name = $ref.slice($ref.lastIndexOf('/') + 1);
      return document.components.schemas[name] ?? {};
    },
  };
}

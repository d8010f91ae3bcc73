import { readFileSync } from 'node:fs';

import { Ajv } from 'ajv';
import type { ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';

/**
 * An implementation of Envoice's description that shares no code with the client: the mock server
 * checks the client against the vendor's document itself.
 */
export interface DescribedOperation {
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly DescribedParameter[];
  /** Null if no body is described. */
  readonly body: Schema | null;
  readonly status: number;
  readonly answer: Schema | null;
}

export interface DescribedParameter {
  readonly name: string;
  readonly in: 'query' | 'header';
  readonly required: boolean;
  readonly schema: Schema;
}

export interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly string[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, RawOperation>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, Schema>>;
    readonly requestBodies: Readonly<Record<string, RawBody>>;
  };
}
interface RawBody {
  readonly $ref?: string;
  readonly content: { readonly 'application/json': { readonly schema: Schema } };
}
interface RawOperation {
  readonly parameters: readonly DescribedParameter[];
  readonly requestBody?: RawBody;
  readonly responses: Readonly<Record<string, Partial<RawBody>>>;
}

const file = new URL('../../../../vendor/envoice/openapi-v1.json', import.meta.url);
const document = JSON.parse(readFileSync(file, 'utf8')) as Document;
export const schemas = document.components.schemas;

export const described: readonly DescribedOperation[] = Object.entries(document.paths).flatMap(
  ([path, methods]) =>
    Object.entries(methods).map(([method, { parameters, requestBody, responses }]) => {
      const body = requestBody?.$ref
        ? document.components.requestBodies[requestBody.$ref.split('/').at(-1)!]
        : requestBody;
      const [status, answer] = Object.entries(responses)[0]!;
      return {
        method: method.toUpperCase(),
        path,
        parameters,
        body: body?.content['application/json'].schema ?? null,
        status: Number(status),
        answer: answer.content?.['application/json'].schema ?? null,
      };
    }),
);

const ajv = new Ajv({ strict: false, allErrors: true });
addFormats['default'](ajv);
// Requests may contain only what is described: a misspelled member would be lost silently.
const closed = Object.fromEntries(
  Object.entries(schemas).map(([name, schema]) => [
    name,
    { ...schema, additionalProperties: false },
  ]),
);
ajv.addSchema({ $id: 'envoice', components: { schemas: closed } });

const validators = new Map<Schema, ValidateFunction>();

/** Returns what is wrong with a value; empty if it matches the schema. */
export function problemsOf(schema: Schema, value: unknown): readonly string[] {
  let validate = validators.get(schema);
  if (!validate) {
    const absolute = JSON.stringify(schema).replaceAll('"#/components', '"envoice#/components');
    validate = ajv.compile(JSON.parse(absolute));
    validators.set(schema, validate);
  }
  if (validate(value)) return [];
  return (validate.errors ?? []).map(
    ({ instancePath, message, params }) =>
      `${instancePath} ${message ?? ''} ${JSON.stringify(params)}`,
  );
}

import type { DescribedOperation, Description } from './generate-description.ts';
import {
  argumentOf,
  describeArgument,
  fixedDescriptions,
  namings,
  resources,
} from './generate-names.ts';
import { isRepeatable } from './generate-repeatable.ts';
import { writeLiteral } from './generate-text.ts';
import type { ResponseKind, JsonSchema, Operation, SchemaOrName } from './operation.ts';

const refPrefix = '#/components/schemas/';

/** Lists every operation of the description, in the order of resource and path. */
export function listOperations(description: Description): readonly Operation[] {
  return Object.entries(description.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]) =>
      toOperation({ path, method: method.toUpperCase() as Operation['method'], described }),
    ),
  );
}

function toOperation(options: {
  readonly path: string;
  readonly method: Operation['method'];
  readonly described: DescribedOperation;
}): Operation {
  const { path, method, described } = options;
  const { operationId: id, summary, tags, requestBody, responses } = described;
  const resource = resources[tags[0]];
  const naming = namings[id.slice(id.indexOf('_') + 1)];
  if (!resource || !naming) throw new Error(`Give ${id} a resource and a name in generate-names.`);

  const parameters = described.parameters.map((parameter) => {
    const argument = argumentOf(parameter.name);
    return {
      name: parameter.name,
      argument,
      in: 'query' as const,
      required: parameter.required,
      type: parameter.schema.type as 'integer' | 'string' | 'boolean',
      ...(parameter.schema.enum ? { enum: parameter.schema.enum } : {}),
      description: describeArgument(argument, resource),
    };
  });
  const bodySchema = requestBody && nameOf(requestBody.content['application/json'].schema);
  const [status, response] = Object.entries(responses)[0]!;
  const responseSchema = response.content?.['application/json'].schema;
  return {
    id,
    resource: resource.name,
    name: naming.name,
    method,
    path,
    title: naming.title(resource),
    description: fixedDescriptions[id] ?? summary,
    parameters,
    body:
      bodySchema === undefined
        ? null
        : {
            schema: bodySchema,
            required: requestBody?.required ?? false,
            argument: bodyArgument({ schema: bodySchema, beside: parameters.length }),
          },
    response: {
      status: Number(status) as 200 | 204,
      schema: responseSchema === undefined ? null : nameOf(responseSchema),
    },
    kind: kindOf(responseSchema),
    repeatable: isRepeatable({ id, method }),
    paged: parameters.some(({ argument }) => argument === 'page'),
  };
}

/** A body that is a bare number is the id; one beside parameters needs its own name. */
function bodyArgument(options: { readonly schema: SchemaOrName; readonly beside: number }) {
  if (typeof options.schema !== 'string') return 'id';
  return options.beside > 0 ? 'body' : null;
}

function nameOf(schema: JsonSchema): SchemaOrName {
  return schema.$ref === undefined ? schema : schema.$ref.slice(refPrefix.length);
}

function kindOf(schema: JsonSchema | undefined): ResponseKind {
  if (schema === undefined) return 'nothing';
  const name = schema.$ref?.slice(refPrefix.length);
  if (name?.startsWith('ListResult_')) return 'page';
  if (name?.endsWith('UriApiModel')) return 'link';
  if (name !== undefined) return 'item';
  if (schema.type === 'array') return 'list';
  if (schema.type === 'boolean') return 'flag';
  if (schema.type === 'integer') return 'id';
  if (schema.enum) return 'status';
  throw new Error(`Decide here how to read the response ${JSON.stringify(schema)}.`);
}

/** The schemas of requests and responses, and those that they refer to. */
function listModels(description: Description): Readonly<Record<string, JsonSchema>> {
  const found = new Set<string>();
  const visit = (value: unknown): void => {
    for (const [, name] of JSON.stringify(value).matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
      if (name === undefined || found.has(name)) continue;
      found.add(name);
      visit(description.components.schemas[name]);
    }
  };
  visit(description.paths);
  return Object.fromEntries(
    [...found].toSorted().map((name) => [name, description.components.schemas[name]!]),
  );
}

/** Generates the text of `operations.gen.ts`. */
export function generateOperations(description: Description): string {
  const operations = listOperations(description);
  return [
    '// Generated from vendor/envoice/openapi-v1.json. Do not edit: generated.test.ts says how to regenerate it.',
    "import type { Operation } from './operation.ts';",
    '',
    '// oxfmt-ignore',
    'export type OperationId =',
    `${operations.map(({ id }) => `  | '${id}'`).join('\n')};`,
    '',
    '/** Every operation of the API, as data. */',
    '// oxfmt-ignore',
    'export const operations: readonly (Operation & { readonly id: OperationId })[] = [',
    ...operations.map((operation) => `  ${writeLiteral(operation, '  ')},`),
    '];',
    '',
  ].join('\n');
}

/** Generates the text of `models.gen.ts`. */
export function generateModels(description: Description): string {
  return [
    '// Generated from vendor/envoice/openapi-v1.json. Do not edit: generated.test.ts says how to regenerate it.',
    "import type { JsonSchema } from './operation.ts';",
    '',
    '/** The JSON Schemas that the operations name, as Envoice describes them. */',
    '// oxfmt-ignore',
    `export const models: Readonly<Record<string, JsonSchema>> = ${writeLiteral(listModels(description))};`,
    '',
  ].join('\n');
}

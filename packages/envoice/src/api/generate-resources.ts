import { resourceNames } from './operation.ts';
import type { JsonSchema, Operation, OperationParameter, SchemaOrName } from './operation.ts';

/** Generates the text of `resources.gen.ts`: the client's methods, by resource. */
export function generateResources(options: {
  readonly operations: readonly Operation[];
  readonly models: Readonly<Record<string, JsonSchema>>;
}): string {
  const { operations, models } = options;
  return [
    '// Generated from vendor/envoice/openapi-v1.json. Do not edit: src/api/generated.test.ts says how to regenerate it.',
    "import type { EnvoiceModel, NumberForm, Page, Read } from './response.ts';",
    "import type { CallOptions, IterateOptions } from './options.ts';",
    '',
    ...resourceNames.flatMap((resource) => [
      '// oxfmt-ignore',
      `export interface ${interfaceOf(resource)}<Numbers extends NumberForm> {`,
      ...operations
        .filter((operation) => operation.resource === resource)
        .flatMap((operation) => methodsOf({ operation, models })),
      '}',
      '',
    ]),
    '/** Every operation of the API, by resource. */',
    '// oxfmt-ignore',
    'export interface EnvoiceOperations<Numbers extends NumberForm> {',
    ...resourceNames.map((name) => `  readonly ${name}: ${interfaceOf(name)}<Numbers>;`),
    '}',
    '',
  ].join('\n');
}

function interfaceOf(resource: string): string {
  return `${resource[0]!.toUpperCase()}${resource.slice(1)}Operations`;
}

function methodsOf(options: {
  readonly operation: Operation;
  readonly models: Readonly<Record<string, JsonSchema>>;
}): readonly string[] {
  const { operation, models } = options;
  const { name, description, method, path, response, kind, paged } = operation;
  const input = inputOf(operation);
  const arguments_ = [...(input === null ? [] : [input]), 'options?: CallOptions'].join(', ');
  const item = itemOf({ operation, models });
  const result = kind === 'page' ? `Page<${item}, Numbers>` : readOf(response.schema);
  const lines = [
    '  /**',
    `   * ${description.replace(/\.$/, '')}.`,
    '   *',
    `   * \`${method} ${path}\``,
    '   */',
    `  ${name}(${arguments_}): Promise<${result}>;`,
  ];
  if (!paged) return lines;
  const filters = operation.parameters.filter(({ argument }) => !argument.startsWith('page'));
  const walk = [
    'IterateOptions',
    ...(filters.length > 0 ? [`{ ${filters.map(memberOf).join('; ')} }`] : []),
  ].join(' & ');
  return [
    ...lines,
    `  /** Every item of {@link ${name}}, page by page, each page requested when it is needed. */`,
    `  ${iteratorOf(name)}(options?: ${walk}): AsyncGenerator<${item}, void, undefined>;`,
  ];
}

/** `list` has the iterator `iterate`, `search` has `iterateSearch`. */
function iteratorOf(name: string): string {
  return name === 'list' ? 'iterate' : `iterate${name[0]!.toUpperCase()}${name.slice(1)}`;
}

function inputOf({ parameters, body }: Operation): string | null {
  if (body?.argument === null) return `body: ${modelOf(body.schema)}`;
  const members = parameters.map(memberOf);
  if (body) {
    // A body without a model is a bare id, given like any other.
    const isModel = typeof body.schema === 'string';
    members.push(
      `readonly ${body.argument}: ${isModel ? modelOf(body.schema) : 'number | string'}`,
    );
  }
  if (members.length === 0) return null;
  const isRequired = body !== null || parameters.some(({ required }) => required);
  return `input${isRequired ? '' : '?'}: { ${members.join('; ')} }`;
}

function memberOf(parameter: OperationParameter): string {
  const { argument, required, type } = parameter;
  // Ids of events are text: nobody should have to convert them to numbers.
  const plain = type === 'integer' ? 'number | string' : type;
  const text = parameter.enum?.map((value) => `'${value}'`).join(' | ') ?? plain;
  return `readonly ${argument}${required ? '' : '?'}: ${text}${required ? '' : ' | undefined'}`;
}

const typeNames = { integer: 'number', number: 'number', string: 'string', boolean: 'boolean' };

function modelOf(schema: SchemaOrName): string {
  if (typeof schema === 'string') return `EnvoiceModel<'${schema}'>`;
  if (schema.$ref) return modelOf(schema.$ref.replace('#/components/schemas/', ''));
  if (schema.enum) return schema.enum.map((value) => `'${value}'`).join(' | ');
  return typeNames[schema.type as keyof typeof typeNames];
}

/** The type of a response. */
function readOf(schema: SchemaOrName | null): string {
  if (schema === null) return 'void';
  if (typeof schema === 'string' || schema.$ref) return `Read<${modelOf(schema)}, Numbers>`;
  if (schema.items) return `readonly ${readOf(schema.items)}[]`;
  return schema.type === 'integer' || schema.type === 'number' ? 'Numbers' : modelOf(schema);
}

/** The type of one item of a list. */
function itemOf(options: {
  readonly operation: Operation;
  readonly models: Readonly<Record<string, JsonSchema>>;
}): string {
  const { schema } = options.operation.response;
  if (typeof schema !== 'string') return readOf(schema?.items ?? null);
  return readOf(options.models[schema]?.properties?.['Result']?.items ?? null);
}

import { operations } from '@invoice-relay/envoice/operations';
import type { INodeProperties } from 'n8n-workflow';

import { sorted } from './fields.mts';
import { resourcePlans } from './plan/index.mts';
import type { ResourcePlan } from './plan/index.mts';
import { print } from './print.mts';
import { propertiesOf } from './properties.mts';

const head =
  "// Generated from Envoice's operations. Do not edit. See test/envoice/generated.test.ts for how to regenerate it.\n";

/**
 * Returns every generated file of the Envoice node, keyed by its path below
 * nodes/Envoice/resources.
 */
export function generateFiles(): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  for (const resource of resourcePlans) {
    for (const plan of resource.operations) {
      files.set(
        `${resource.value}/${plan.value}.gen.ts`,
        listFile({
          name: `${resource.value}${capital(plan.value)}Fields`,
          properties: propertiesOf({ resource, plan }),
        }),
      );
    }
    files.set(`${resource.value}/index.gen.ts`, resourceFile(resource));
  }
  files.set('index.gen.ts', indexFile());
  files.set('routes.gen.ts', routesFile());
  return files;
}

function listFile(options: {
  readonly name: string;
  readonly properties: readonly INodeProperties[];
}): string {
  return [
    head,
    "import type { INodeProperties } from 'n8n-workflow';\n\n",
    '// oxfmt-ignore\n',
    `export const ${options.name}: INodeProperties[] = ${print(options.properties)};\n`,
  ].join('');
}

function resourceFile(resource: ResourcePlan): string {
  const plans = sorted(resource.operations);
  const operation: INodeProperties = {
    displayName: 'Operation',
    name: 'operation',
    type: 'options',
    noDataExpression: true,
    displayOptions: { show: { resource: [resource.value] } },
    options: plans.map(({ name, value, action, description }) => ({
      name,
      value,
      action,
      description,
    })),
    default: defaultOperation(resource),
  };
  const names = resource.operations.map(({ value }) => value);
  const fieldsOf = (value: string) => `${resource.value}${capital(value)}Fields`;
  return [
    head,
    "import type { INodeProperties } from 'n8n-workflow';\n\n",
    ...names.map((value) => `import { ${fieldsOf(value)} } from './${value}.gen.ts';\n`),
    '\n// oxfmt-ignore\n',
    `const operation: INodeProperties = ${print(operation)};\n\n`,
    `export const ${resource.value}Properties: INodeProperties[] = [\n  operation,\n`,
    ...names.map((value) => `  ...${fieldsOf(value)},\n`),
    '];\n',
  ].join('');
}

/** Returns the operation that users are most likely to look for first. */
function defaultOperation({ operations: plans }: ResourcePlan): string {
  const values = plans.map(({ value }) => value);
  return values.find((value) => value === 'getAll') ?? values[0]!;
}

function indexFile(): string {
  const resource: INodeProperties = {
    displayName: 'Resource',
    name: 'resource',
    type: 'options',
    noDataExpression: true,
    options: sorted(resourcePlans.map(({ name, value }) => ({ name, value }))),
    default: 'invoice',
  };
  const values = resourcePlans.map(({ value }) => value);
  return [
    head,
    "import type { INodeProperties } from 'n8n-workflow';\n\n",
    ...values.map((value) => `import { ${value}Properties } from './${value}/index.gen.ts';\n`),
    '\n// oxfmt-ignore\n',
    `const resource: INodeProperties = ${print(resource)};\n\n`,
    '/** Every field of the node. */\n',
    'export const envoiceProperties: INodeProperties[] = [\n  resource,\n',
    ...values.map((value) => `  ...${value}Properties,\n`),
    '];\n',
  ].join('');
}

function routesFile(): string {
  const routes = Object.fromEntries(
    resourcePlans.map((resource) => [
      resource.value,
      Object.fromEntries(resource.operations.map(({ value, api }) => [value, api])),
    ]),
  );
  const called = new Set(
    resourcePlans.flatMap((resource) => resource.operations.map(({ api }) => api)),
  );
  const missing = operations.filter(({ id }) => !called.has(id)).map(({ id }) => id);
  if (missing.length > 0) throw new Error(`No plan has a place for ${missing.join(', ')}.`);
  return [
    head,
    "import type { OperationId } from '@invoice-relay/envoice/operations';\n\n",
    "/** Envoice's operation for each operation of the node, by resource. */\n",
    '// oxfmt-ignore\n',
    `export const routes: Readonly<Record<string, Readonly<Record<string, OperationId>>>> = ${print(routes)};\n`,
  ].join('');
}

function capital(text: string): string {
  return `${text[0]!.toUpperCase()}${text.slice(1)}`;
}

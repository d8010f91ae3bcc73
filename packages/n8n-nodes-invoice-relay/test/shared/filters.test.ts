import type {
  IExecuteFunctions,
  IHttpRequestOptions,
  INodeProperties,
  INodePropertyOptions,
  INodeType,
} from 'n8n-workflow';
import { expect, test } from 'vitest';

import { DrupalInvoice } from '../../nodes/DrupalInvoice/DrupalInvoice.node.ts';
import { Envoice } from '../../nodes/Envoice/Envoice.node.ts';
import { InvoiceRelay } from '../../nodes/InvoiceRelay/InvoiceRelay.node.ts';

interface Filter {
  readonly node: INodeType;
  readonly filter: INodeProperties;
  readonly resource: string;
  readonly operation: string;
}

/** Every filter of every list for which the node offers choices. */
const filters = [new DrupalInvoice(), new Envoice(), new InvoiceRelay()].flatMap((node) =>
  node.description.properties.flatMap(({ name, options = [], displayOptions }) => {
    const { resource = [], operation = [] } = displayOptions?.show ?? {};
    if (name !== 'filters') return [];
    return (options as INodeProperties[])
      .filter((filter) => choicesOf(filter).length > 0)
      .map((filter): [string, Filter] => [
        `${node.description.name}, ${String(resource[0])}: ${filter.displayName}`,
        { node, filter, resource: String(resource[0]), operation: String(operation[0]) },
      ]);
  }),
);

function choicesOf({ type, options = [] }: INodeProperties): readonly string[] {
  return type === 'options' || type === 'multiOptions'
    ? (options as INodePropertyOptions[]).map(({ value }) => String(value))
    : [];
}

/** Runs the list with one filter. Resolves to the addresses that were called; all are empty. */
async function run(one: Filter, value: unknown): Promise<readonly string[]> {
  const { node, filter, resource, operation } = one;
  const called: string[] = [];
  const values: Readonly<Record<string, unknown>> = {
    ...Object.fromEntries(node.description.properties.map((field) => [field.name, field.default])),
    resource,
    operation,
    returnAll: true,
    filters: { [filter.name]: value },
  };
  const context = {
    getInputData: () => [{ json: {} }],
    getNode: () => ({ name: 'Node', type: 'x', typeVersion: 2 }),
    getTimezone: () => 'Europe/Amsterdam',
    continueOnFail: () => false,
    getCredentials: () => Promise.resolve(credentials),
    getNodeParameter: (name: string, _item: number, missing?: unknown) => values[name] ?? missing,
    helpers: {
      httpRequestWithAuthentication: (_type: string, { url }: IHttpRequestOptions) => {
        called.push(url);
        const headers = { 'content-type': 'application/json' };
        const body = Buffer.from(JSON.stringify(emptyListAt(url)));
        return Promise.resolve({ statusCode: 200, headers, body });
      },
    },
  };
  await node.execute!.call(context as unknown as IExecuteFunctions);
  return called;
}

function emptyListAt(url: string): unknown {
  if (url.includes('/v1/')) return { data: [], next: null };
  return /\/(?:estimation|invoice|order|product)\/all/.test(url)
    ? { TotalCount: 0, Result: [] }
    : [];
}

const credentials = {
  apiKey: 'irk_key',
  authKey: 'key',
  authSecret: 'secret',
  baseUrl: 'https://example.com',
  password: 'correct-horse',
  username: 'ada',
};

test.each(filters)('%s: what is not one of its choices does not find nothing', async (_, one) => {
  for (const choice of choicesOf(one.filter)) await run(one, choice);
  // Refused by the node, or left to the server, which refuses it.
  const seen = await run(one, 'nonsense').then(
    (called) => called.join(' '),
    (error: Error) => error.message,
  );
  expect(seen).toContain('nonsense');
});

test('there are such filters in each node', () => {
  expect(new Set(filters.map(([, { node }]) => node)).size).toBe(3);
});

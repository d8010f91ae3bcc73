import type { IExecuteFunctions, INodeProperties, INodeType } from 'n8n-workflow';
import { expect, test } from 'vitest';

import { DrupalInvoice } from '../../nodes/DrupalInvoice/DrupalInvoice.node.ts';
import { Envoice } from '../../nodes/Envoice/Envoice.node.ts';
import { InvoiceRelay } from '../../nodes/InvoiceRelay/InvoiceRelay.node.ts';

interface Switch {
  readonly node: INodeType;
  readonly property: INodeProperties;
  readonly resource: string;
  readonly operation: string;
}

/** Every switch of every operation. */
const switches = [new DrupalInvoice(), new Envoice(), new InvoiceRelay()].flatMap((node) =>
  node.description.properties.flatMap((property) => {
    const { resource = [], operation = [] } = property.displayOptions?.show ?? {};
    if (property.type !== 'boolean') return [];
    return resource.flatMap((of) =>
      operation.map((does): [string, Switch] => {
        const one = { node, property, resource: String(of), operation: String(does) };
        const called = `${node.description.name}: ${one.resource}, ${one.operation}`;
        return [`${called}: ${property.displayName}`, one];
      }),
    );
  }),
);

/**
 * Runs the operation with this value of the switch and defaults for everything else; finds nothing.
 */
function run(one: Switch, given: unknown): Promise<unknown> {
  const { node, property, resource, operation } = one;
  const { show } = property.displayOptions ?? {};
  const values: Readonly<Record<string, unknown>> = {
    ...Object.fromEntries(node.description.properties.map(filledIn)),
    resource,
    operation,
    [property.name]: given,
  };
  const context = {
    getInputData: () => [{ json: {} }],
    getNode: () => ({
      name: 'Node',
      type: 'x',
      typeVersion: JSON.stringify(show?.['@version']) === '[1]' ? 1 : 2,
    }),
    getTimezone: () => 'Europe/Amsterdam',
    continueOnFail: () => false,
    getCredentials: () => Promise.resolve(credentials),
    getNodeParameter: (name: string, _item: number, missing?: unknown) => values[name] ?? missing,
    helpers: {
      httpRequestWithAuthentication: () =>
        Promise.resolve({ statusCode: 404, headers: {}, body: new Uint8Array() }),
    },
  };
  return node.execute!.call(context as unknown as IExecuteFunctions) as Promise<unknown>;
}

function filledIn({ name, type, required, default: usual }: INodeProperties): [string, unknown] {
  if (type === 'resourceLocator') return [name, { __rl: true, mode: 'id', value: '1' }];
  return [name, required && usual === '' ? '1' : usual];
}

const credentials = {
  apiKey: 'irk_key',
  authKey: 'key',
  authSecret: 'secret',
  baseUrl: 'https://example.com',
  password: 'correct-horse',
  username: 'ada',
};

test.each(switches)('%s is on or off, as text as well, and nothing else', async (_, one) => {
  const refusal = `${one.property.displayName}: “maybe” is neither yes nor no`;
  await expect(run(one, 'maybe')).rejects.toMatchObject({ message: refusal });
  for (const given of [true, false, 'true', 'no']) {
    await expect(run(one, given)).rejects.not.toMatchObject({
      message: expect.stringContaining('neither yes nor no'),
    });
  }
});

import { createDrupalInvoiceClient } from '@invoice-relay/drupal-invoice';
import type { DrupalInvoiceClient, NewDrupalInvoice } from '@invoice-relay/drupal-invoice';
import { withChanges } from '@invoice-relay/drupal-invoice/forms';
import { NodeOperationError } from 'n8n-workflow';
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { createTransport } from '../shared/transport.ts';
import { createWorld } from '../shared/world.ts';
import { drupalInvoiceCredential, readCredentials } from './credentials.ts';
import { explain } from './explain.ts';
import { readInvoice } from './input.ts';
import { readOutput } from './output-parameters.ts';
import { invoiceJson, savedJson } from './output.ts';

interface Operation {
  readonly context: IExecuteFunctions;
  readonly itemIndex: number;
}

type Result = Pick<INodeExecutionData, 'json' | 'binary'>;

/**
 * Does what the parameters of one item say, and gives what comes out for it.
 *
 * @throws {NodeApiError | NodeOperationError} in the words of the form
 */
export async function runOperation(options: Operation): Promise<Result> {
  const { context, itemIndex } = options;
  try {
    return await run(options);
  } catch (error) {
    throw explain(error, { node: context.getNode(), itemIndex });
  }
}

async function run(options: Operation): Promise<Result> {
  const { context, itemIndex } = options;
  const data = await context.getCredentials(drupalInvoiceCredential, itemIndex);
  const client = createDrupalInvoiceClient({
    ...createWorld(createTransport({ context, credentialType: drupalInvoiceCredential })),
    credentials: readCredentials(data),
  });
  const operation = context.getNodeParameter('operation', itemIndex) as string;
  switch (operation) {
    case 'create':
      return create(client, options);
    case 'get':
      return get(client, options);
    case 'getHtml':
      return getHtml(client, options);
    case 'getPdf':
      return getPdf(client, options);
    case 'update':
      return update(client, options);
    default:
      throw new NodeOperationError(
        context.getNode(),
        `There is no operation ${JSON.stringify(operation)}`,
        { itemIndex },
      );
  }
}

async function create(client: DrupalInvoiceClient, options: Operation): Promise<Result> {
  const output = readOutput(options);
  const saved = await client.invoices.create(readInvoice(options));
  return { json: savedJson({ saved, output }) };
}

async function get(client: DrupalInvoiceClient, options: Operation): Promise<Result> {
  const output = readOutput(options);
  const id = readId(options);
  const invoice = await client.invoices.get({ id });
  return { json: invoiceJson({ invoice, id, output }) };
}

async function getHtml(client: DrupalInvoiceClient, options: Operation): Promise<Result> {
  const id = readId(options);
  return { json: { id, html: await client.invoices.html({ id }) } };
}

async function getPdf(client: DrupalInvoiceClient, options: Operation): Promise<Result> {
  const { context, itemIndex } = options;
  const id = readId(options);
  const field = context.getNodeParameter('binaryPropertyName', itemIndex) as string;
  const { bytes, fileName } = await client.invoices.pdf({ id });
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const data = await context.helpers.prepareBinaryData(file, fileName, 'application/pdf');
  return { json: { id, fileName, fileSize: bytes.byteLength }, binary: { [field]: data } };
}

async function update(client: DrupalInvoiceClient, options: Operation): Promise<Result> {
  const { context, itemIndex } = options;
  const output = readOutput(options);
  const id = readId(options);
  const changes = readInvoice(options);
  if (Object.keys(changes).length === 0) {
    throw new NodeOperationError(context.getNode(), 'There is nothing to update', {
      itemIndex,
      description: 'Add a customer field, items or an additional field that is to change.',
    });
  }
  const isWhole = context.getNodeParameter('options.sendWhole', itemIndex, false) === true;
  const body: NewDrupalInvoice = isWhole
    ? withChanges({ invoice: await client.invoices.get({ id }), changes })
    : changes;
  const saved = await client.invoices.update({ id, body });
  return { json: savedJson({ saved, output }) };
}

/** A number too, as expressions give one. */
function readId({ context, itemIndex }: Operation): string {
  return String(context.getNodeParameter('invoiceId', itemIndex)).trim();
}

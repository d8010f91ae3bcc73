import { readTypedYesNo } from '@invoice-relay/core/forms';
import type {
  DrupalInvoice,
  DrupalInvoiceClient,
  NewDrupalInvoice,
} from '@invoice-relay/drupal-invoice';
import { requireInvoiceId } from '@invoice-relay/drupal-invoice/forms';
import { NodeOperationError } from 'n8n-workflow';
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { explain } from './explain.ts';
import { readInvoice } from './input.ts';
import { readListQuery } from './list-query.ts';
import { withInvoiceNumbers } from './numbers.ts';
import { readOutput } from './output-parameters.ts';
import { invoiceJson, rowJson, savedJson } from './output.ts';

interface Operation {
  readonly context: IExecuteFunctions;
  readonly itemIndex: number;
  /** Opens the client of this execution. */
  readonly open: () => Promise<DrupalInvoiceClient>;
}

type Result = Pick<INodeExecutionData, 'json' | 'binary'>;

/**
 * Runs the operation that an item's parameters describe and returns its results.
 *
 * @throws {NodeApiError | NodeOperationError} using the labels of the form
 */
export async function runOperation(options: Operation): Promise<readonly Result[]> {
  const { context, itemIndex } = options;
  try {
    // Read first, so that an invalid value fails before anything is sent.
    const adds = addsNumbers(options);
    const results = await run(options);
    return adds ? withNumbers(options, results) : results;
  } catch (error) {
    throw explain(error, { node: context.getNode(), itemIndex });
  }
}

/** On by default since version 2. */
function addsNumbers({ context, itemIndex }: Operation): boolean {
  const value = context.getNodeParameter('addNumbers', itemIndex, true);
  return context.getNode().typeVersion > 1 && readTypedYesNo({ value, field: 'Add Numbers' });
}

function withNumbers(options: Operation, results: readonly Result[]): readonly Result[] {
  const { context, itemIndex } = options;
  const operation = context.getNodeParameter('operation', itemIndex) as string;
  const isCanonical =
    operation !== 'getAll' && context.getNodeParameter('output', itemIndex, '') === 'canonical';
  return results.map((result) => ({
    ...result,
    json: withInvoiceNumbers(result.json, isCanonical),
  }));
}

async function run(options: Operation): Promise<readonly Result[]> {
  const { context, itemIndex } = options;
  const client = await options.open();
  const operation = context.getNodeParameter('operation', itemIndex) as string;
  switch (operation) {
    case 'create':
      return [await create(client, options)];
    case 'get':
      return [await get(client, options)];
    case 'getAll':
      return getMany(client, options);
    case 'getHtml':
      return [await getHtml(client, options)];
    case 'getPdf':
      return [await getPdf(client, options)];
    case 'update':
      return [await update(client, options)];
    default:
      throw new NodeOperationError(
        context.getNode(),
        `There is no operation ${JSON.stringify(operation)}`,
        { itemIndex },
      );
  }
}

async function create(client: DrupalInvoiceClient, options: Operation): Promise<Result> {
  const { context, itemIndex } = options;
  const output = readOutput(options);
  const invoice = readInvoice(options);
  // The site accepts an empty invoice, and never deletes it.
  if (!isFilledIn(invoice)) {
    throw new NodeOperationError(context.getNode(), 'There is nothing to invoice', {
      itemIndex,
      description:
        'Add a customer field or a line item. If they come from expressions, check their results for this item.',
    });
  }
  const { id } = await client.invoices.create(invoice);
  // The site only returns the id. The invoice exists even if it cannot be read back now.
  const made: DrupalInvoice | null = await client.invoices.get({ id }).catch(() => null);
  return { json: savedJson({ id, invoice: made, output }) };
}

/**
 * Returns whether there is more than the template and the pay limit, which have defaults. What is
 * of the wrong type is left to the client, which says so.
 */
function isFilledIn({ customer, items }: NewDrupalInvoice): boolean {
  const hasItems = Array.isArray(items) ? items.length > 0 : items !== undefined;
  const hasCustomer =
    typeof customer === 'object' && customer !== null
      ? Object.values(customer).some((value) => String(value ?? '').trim() !== '')
      : customer !== undefined;
  return hasItems || hasCustomer;
}

async function get(client: DrupalInvoiceClient, options: Operation): Promise<Result> {
  const output = readOutput(options);
  const invoice = await client.invoices.get({ id: await readId(client, options) });
  return { json: invoiceJson({ invoice, output }) };
}

async function getMany(
  client: DrupalInvoiceClient,
  options: Operation,
): Promise<readonly Result[]> {
  const { query, limit, payStatus } = readListQuery(options);
  const isSimple = readTypedYesNo({
    value: options.context.getNodeParameter('simplify', options.itemIndex, true),
    field: 'Simplify',
  });
  const results: Result[] = [];
  for await (const row of client.invoices.list(query)) {
    if (payStatus !== null && row.pay_status !== payStatus) continue;
    results.push({ json: rowJson({ row, isSimple }) });
    if (results.length === limit) break;
  }
  return results;
}

async function getHtml(client: DrupalInvoiceClient, options: Operation): Promise<Result> {
  const id = await readId(client, options);
  return { json: { id: String(id), html: await client.invoices.html({ id }) } };
}

async function getPdf(client: DrupalInvoiceClient, options: Operation): Promise<Result> {
  const { context, itemIndex } = options;
  const id = await readId(client, options);
  const field = context.getNodeParameter('binaryPropertyName', itemIndex) as string;
  const { bytes, fileName } = await client.invoices.pdf({ id });
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const data = await context.helpers.prepareBinaryData(file, fileName, 'application/pdf');
  return {
    json: { id: String(id), fileName, fileSize: bytes.byteLength },
    binary: { [field]: data },
  };
}

async function update(client: DrupalInvoiceClient, options: Operation): Promise<Result> {
  const { context, itemIndex } = options;
  const output = readOutput(options);
  const changes = readInvoice(options);
  if (Object.keys(changes).length === 0) {
    throw new NodeOperationError(context.getNode(), 'There is nothing to update', {
      itemIndex,
      description: 'Add a customer field, items or an additional field to change.',
    });
  }
  const id = await readId(client, options);
  const invoice = await client.invoices.update({ id, changes });
  return { json: savedJson({ id, invoice, output }) };
}

/**
 * Resolves to the bare number. A value chosen from the list is one already; a typed value or the
 * result of an expression may also be a printed number.
 */
async function readId(client: DrupalInvoiceClient, options: Operation): Promise<number> {
  const { context, itemIndex } = options;
  const given: unknown = context.getNodeParameter('invoiceId', itemIndex);
  const { mode, value } =
    typeof given === 'object' && given !== null
      ? (given as { readonly mode?: unknown; readonly value?: unknown })
      : { mode: 'number', value: given };
  const text = String(value ?? '').trim();
  if (mode === 'list' && /^[1-9]\d*$/.test(text)) return Number(text);
  return requireInvoiceId({ client, idOrNumber: text });
}

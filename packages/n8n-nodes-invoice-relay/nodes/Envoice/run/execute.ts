import type { EnvoiceClient } from '@invoice-relay/envoice';
import { InputError } from '@invoice-relay/core/errors';
import { shown } from '@invoice-relay/core/forms';
import { createAccountLists } from '@invoice-relay/envoice/forms';
import type { AccountLists } from '@invoice-relay/envoice/forms';
import { operations } from '@invoice-relay/envoice/operations';
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { toErrorItem } from '../../shared/error-item.ts';
import { openClient } from '../api/client.ts';
import { routes } from '../resources/routes.gen.ts';
import { explain } from './explain.ts';
import { hints } from './hints.ts';
import type { ItemResult, ItemRun } from './item-run.ts';
import { readParameters } from './parameters.ts';
import { runOperation } from './run-operation.ts';

/** Runs the node's operation for each item, one after another. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
  const node = context.getNode();
  const output: INodeExecutionData[] = [];
  let account: Account | undefined;
  for (const itemIndex of context.getInputData().keys()) {
    try {
      account ??= await openAccount(context);
      const results = await runOperation(itemRun({ context, itemIndex, account }));
      for (const result of results) {
        output.push({ ...toItem(result), pairedItem: { item: itemIndex } });
      }
    } catch (error) {
      const nodeError = explain(error, { node, itemIndex });
      if (!context.continueOnFail()) throw nodeError;
      output.push(toErrorItem(nodeError, itemIndex));
    }
  }
  return [output];
}

interface Account {
  readonly client: EnvoiceClient;
  readonly lists: AccountLists;
}

async function openAccount(context: IExecuteFunctions): Promise<Account> {
  const client = await openClient(context);
  return { client, lists: createAccountLists(client) };
}

/** @throws {InputError} */
function itemRun(options: {
  readonly context: IExecuteFunctions;
  readonly itemIndex: number;
  readonly account: Account;
}): ItemRun {
  const { context, itemIndex, account } = options;
  const resource = context.getNodeParameter('resource', itemIndex);
  const action = context.getNodeParameter('operation', itemIndex);
  const operation = operations.find(({ id }) => id === routes[resource]?.[action]);
  if (operation === undefined) {
    throw new InputError({
      field: 'Operation',
      problem: `there is no ${shown(action)} for the resource ${shown(resource)}`,
      fix: 'Select the resource and the operation again.',
    });
  }
  return {
    client: account.client,
    reading: { lists: account.lists, timezone: context.getTimezone(), resource, hints },
    resource,
    action,
    operation,
    parameters: readParameters({ context, itemIndex, resource, operation: action }),
    storeFile: ({ bytes, fileName, contentType }) =>
      context.helpers.prepareBinaryData(Buffer.from(bytes), fileName, contentType),
  };
}

function toItem({ json, binary }: ItemResult): INodeExecutionData {
  return { json, ...(binary === undefined ? {} : { binary: { ...binary } }) };
}

import type { RelayClient } from '@invoice-relay/relay-client';
import { NodeOperationError } from 'n8n-workflow';
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { toErrorItem } from '../shared/error-item.ts';
import { toNodeError } from '../shared/errors.ts';
import { openRelay, relayService } from '../shared/relay.ts';
import { operations } from './operations.ts';

/** Runs the selected operation for each input item. */
export async function runItems(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
  const output: INodeExecutionData[] = [];
  const node = context.getNode();
  let relay: RelayClient | undefined;
  for (const itemIndex of context.getInputData().keys()) {
    const pairedItem = { item: itemIndex };
    try {
      relay ??= await openRelay(context);
      const found = await operationOf(context, itemIndex)({ context, itemIndex, relay });
      for (const json of found) output.push({ json, pairedItem });
    } catch (error) {
      const nodeError = toNodeError(error, { node, service: relayService, itemIndex });
      if (!context.continueOnFail()) throw nodeError;
      output.push(toErrorItem(nodeError, itemIndex));
    }
  }
  return output;
}

function operationOf(context: IExecuteFunctions, itemIndex: number) {
  const resource = context.getNodeParameter('resource', itemIndex) as string;
  const operation = context.getNodeParameter('operation', itemIndex) as string;
  const run = operations[`${resource}.${operation}`];
  if (run === undefined) {
    throw new NodeOperationError(
      context.getNode(),
      `There is no operation "${operation}" of "${resource}"`,
      { itemIndex, description: 'Select the resource and the operation again.' },
    );
  }
  return run;
}

import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { showLatest } from './poll-events.ts';
import { inExecution } from './poll-parameters.ts';

/** Of the largest poll there is, and the one before. */
const leastRemembered = 1_000;

/**
 * What a poll brought, without what an earlier execution has had.
 *
 * n8n keeps the place of a poll and its execution one after the other: killed in between, the events
 * would be lost. So the first poll of a process goes back by one, and here, in the execution itself,
 * what is known stays out. n8n keeps that list in its database (that of "Remove Duplicates").
 */
export async function takeOnce(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
  const mode = context.getMode();
  if (mode === 'manual') return await showLatest(inExecution(context));
  const items = context.getInputData();
  // A retry is for what was taken before.
  if (mode !== 'trigger') return [items];
  const limit = context.getNodeParameter('options.maxEvents', 0, 500) as number;
  const { new: unknown } = await context.helpers.checkProcessedItemsAndRecord(
    'id',
    items.map(({ json }) => json),
    'node',
    { mode: 'entries', maxEntries: Math.max(leastRemembered, 2 * limit) },
  );
  const fresh = new Set(unknown.map((json) => (json as IDataObject)['id']));
  return [items.filter(({ json }) => fresh.has(json['id']))];
}

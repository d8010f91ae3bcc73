import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { showLatest } from './poll-events.ts';
import { inExecution, mostEvents, startOf } from './poll-parameters.ts';

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
  const polling = inExecution(context);
  const limit = mostEvents(polling);
  // Who begins anew wants to have what there was before.
  const start = JSON.stringify(startOf(polling));
  const keyOf = ({ json }: INodeExecutionData) => `${start} ${String(json['id'])}`;
  const { new: unknown } = await context.helpers.checkProcessedItemsAndRecord(
    'key',
    items.map((item) => ({ key: keyOf(item) })),
    'node',
    { mode: 'entries', maxEntries: Math.max(leastRemembered, 2 * limit) },
  );
  const fresh = new Set(unknown.map((item) => (item as IDataObject)['key']));
  return [items.filter((item) => fresh.has(keyOf(item)))];
}

import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { startKey } from './follow.ts';
import { showLatest } from './poll-events.ts';
import { inExecution, mostEvents, startOf } from './poll-parameters.ts';

/** Covers the largest poll and the one before. */
const leastRemembered = 1_000;

/**
 * Returns the items of a poll without those that an earlier execution already took.
 *
 * n8n saves the position of a poll first and starts its execution afterwards; if it were killed in
 * between, the events would be lost. Therefore the first poll of a process goes back by one, and
 * known events are dropped here, in the execution itself. n8n keeps that list in its database (the
 * one of "Remove Duplicates").
 */
export async function takeOnce(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
  const mode = context.getMode();
  if (mode === 'manual') return await showLatest(inExecution(context));
  const items = context.getInputData();
  // A retry repeats what was already taken.
  if (mode !== 'trigger') return [items];
  const polling = inExecution(context);
  const limit = mostEvents(polling);
  // A new start is meant to repeat earlier events.
  const start = startKey(startOf(polling));
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

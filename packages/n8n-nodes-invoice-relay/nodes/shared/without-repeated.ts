import { readTypedYesNo } from '@invoice-relay/core/forms';
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { isTakenHere } from './seen-ids.ts';

/** As many ids as a trigger remembers. */
const remembered = 1_000;

/** Maximum number of attempts, since other processes may overwrite the list. */
const attempts = 5;

/** The latest check of each node. */
const turns = new Map<string, Promise<unknown>>();

/**
 * Returns the items of a webhook without those that an earlier execution already took.
 *
 * In queue mode webhook processes overwrite each other's memory, so one may not know what another
 * has just taken. The worker that runs the workflow therefore also checks a list in n8n's database
 * (the one of "Remove Duplicates"). A process that does both relies on its own memory.
 */
export async function withoutRepeated(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
  const items = context.getInputData();
  const skips = readTypedYesNo({
    value: context.getNodeParameter('options.skipDuplicates', 0, true),
    field: 'Skip Duplicates',
  });
  // A test in the editor expects one event, seen before or not; a retry repeats what was already
  // taken.
  if (!skips || context.getMode() !== 'webhook') return [items];
  const key = `${context.getWorkflow().id ?? ''}/${context.getNode().id}`;
  const unsure = items.map(idOf).filter((id) => !isTakenHere({ key, id }));
  if (unsure.length === 0) return [items];
  // Sequential, because n8n reads its list and writes all of it back.
  const before = turns.get(key);
  const check = (async () => {
    await before?.catch(() => undefined);
    return await repeatedOf(context, unsure);
  })();
  turns.set(key, check);
  const repeated = await check;
  return [items.filter((item) => !repeated.has(idOf(item)))];
}

/**
 * Records these ids, repeating until they are stored: another worker may write at the same time.
 */
async function repeatedOf(
  context: IExecuteFunctions,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  let repeated: ReadonlySet<string> | undefined;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    try {
      const { new: added } = await context.helpers.checkProcessedItemsAndRecord(
        'id',
        ids.map((id) => ({ id })),
        'node',
        { mode: 'entries', maxEntries: remembered },
      );
      const fresh = new Set(added.map((item) => (item as IDataObject)['id']));
      repeated ??= new Set(ids.filter((id) => !fresh.has(id)));
      if (fresh.size === 0) break;
    } catch (error) {
      // Two workers may create the list at once. If in doubt the item runs: better twice than
      // never.
      context.logger.debug(`Invoice Relay: n8n's list of events was not written: ${String(error)}`);
    }
  }
  return repeated ?? new Set();
}

function idOf({ json }: INodeExecutionData): string {
  return String(json['id']);
}

import { readTypedYesNo } from '@invoice-relay/core/forms';
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { isTakenHere } from './seen-ids.ts';

/** As many as a trigger remembers. */
const remembered = 1_000;

/** So often somebody else may write over what we wrote. */
const attempts = 5;

/** The last check of each node. */
const turns = new Map<string, Promise<unknown>>();

/**
 * What a webhook brought, without what an earlier execution has had.
 *
 * In queue mode the processes that take webhooks write over each other's memory, so that one may not
 * know what another one has just taken. The worker, which runs the workflow, asks a list in n8n's
 * database as well (that of "Remove Duplicates"). Where one process does both, it knows by itself.
 */
export async function withoutRepeated(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
  const items = context.getInputData();
  const skips = readTypedYesNo({
    value: context.getNodeParameter('options.skipDuplicates', 0, true),
    field: 'Skip Duplicates',
  });
  // A test in the editor is for one event, seen before or not; a retry for what was taken before.
  if (!skips || context.getMode() !== 'webhook') return [items];
  const key = `${context.getWorkflow().id ?? ''}/${context.getNode().id}`;
  const unsure = items.map(idOf).filter((id) => !isTakenHere({ key, id }));
  if (unsure.length === 0) return [items];
  // One after the other: n8n reads its list, and writes the whole of it back.
  const before = turns.get(key);
  const check = (async () => {
    await before?.catch(() => undefined);
    return await repeatedOf(context, unsure);
  })();
  turns.set(key, check);
  const repeated = await check;
  return [items.filter((item) => !repeated.has(idOf(item)))];
}

/** Records these ids, until they are there: another worker may write at the same time. */
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
      // Two that make the list at once. What is not sure runs: better twice than never.
      context.logger.debug(`Invoice Relay: n8n's list of events was not written: ${String(error)}`);
    }
  }
  return repeated ?? new Set();
}

function idOf({ json }: INodeExecutionData): string {
  return String(json['id']);
}

import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { expect, test, vi } from 'vitest';

/** An n8n process with its own memory and the shared database. */
async function startProcess() {
  vi.resetModules();
  const { withoutRepeated } = await import('../../nodes/shared/without-repeated.ts');
  const { openSeenIds } = await import('../../nodes/shared/seen-ids.ts');
  return { withoutRepeated, openSeenIds };
}

type Process = Awaited<ReturnType<typeof startProcess>>;
type Item = Readonly<Record<string, string>>;

/**
 * n8n's list of what a node has processed, stored the way n8n does: read, then created or
 * overwritten as a whole.
 */
function database() {
  let row: readonly string[] | undefined;
  const calls: string[][] = [];
  return {
    calls,
    async checkProcessedItemsAndRecord(member: string, items: readonly Item[], scope: string) {
      const idOf = (item: Item) => item[member] ?? 'none';
      calls.push(items.map(idOf));
      // The list of the node, not of all nodes of the workflow.
      expect(scope).toBe('node');
      const read = row;
      await Promise.resolve();
      if (read === undefined && row !== undefined) throw new Error('UNIQUE constraint failed');
      const added = items.filter((item) => read?.includes(idOf(item)) !== true);
      row = [...(read ?? []), ...added.map(idOf)];
      return { new: added, processed: [] };
    },
  };
}

async function run(options: {
  readonly worker: Process;
  readonly helpers: object;
  readonly ids: readonly string[];
  readonly mode?: string;
  readonly skipDuplicates?: unknown;
}): Promise<readonly unknown[]> {
  const { worker, helpers, ids, mode = 'webhook', skipDuplicates } = options;
  const context = {
    getInputData: () => ids.map((id) => ({ json: { id } })),
    getMode: () => mode,
    getNode: () => ({ id: 'n1' }),
    getNodeParameter: (name: string, _item: number, missing: unknown) =>
      (name === 'options.skipDuplicates' ? skipDuplicates : undefined) ?? missing,
    getWorkflow: () => ({ id: 'wf1' }),
    helpers,
    logger: { debug: () => undefined },
  };
  const [items = []] = await worker.withoutRepeated(context as unknown as IExecuteFunctions);
  return items.map(({ json }) => (json as IDataObject)['id']);
}

test('what comes again, and no process with webhooks knows of, does not run again', async () => {
  const [worker, other] = [await startProcess(), await startProcess()];
  const helpers = database();
  expect(await run({ worker, helpers, ids: ['evt_1'] })).toEqual(['evt_1']);
  expect(await run({ worker, helpers, ids: ['evt_1'] })).toEqual([]);
  expect(await run({ worker: other, helpers, ids: ['evt_2', 'evt_1'] })).toEqual(['evt_2']);
});

test('however many run at once, in one worker or in several, each is known from then on', async () => {
  const workers = [await startProcess(), await startProcess(), await startProcess()];
  const helpers = database();
  const all = workers.flatMap((worker, index) =>
    Array.from({ length: 20 }, (_, event) => ({ worker, ids: [`evt_${index}_${event}`] })),
  );
  const first = await Promise.all(all.map((one) => run({ ...one, helpers })));
  expect(first).toEqual(all.map(({ ids }) => ids));
  const again = await Promise.all(all.map((one) => run({ ...one, helpers })));
  expect(again).toEqual(all.map(() => []));
});

test('a process that took a webhook itself asks nobody', async () => {
  const worker = await startProcess();
  const helpers = database();
  const node = { key: 'wf1/n1', staticData: {}, limit: 1_000, now: 0 };
  worker.openSeenIds(node).start(['evt_1']);
  expect(await run({ worker, helpers, ids: ['evt_1'] })).toEqual(['evt_1']);
  expect(helpers.calls).toEqual([]);
});

test.each([
  ['a test in the editor', { mode: 'manual' }],
  ['a retry', { mode: 'retry' }],
  ['where the node says so', { skipDuplicates: false }],
  ['where an expression says so', { skipDuplicates: 'no' }],
])('%s: everything runs', async (_, options) => {
  const worker = await startProcess();
  const helpers = database();
  await run({ worker, helpers, ids: ['evt_1'] });
  expect(await run({ worker, helpers, ids: ['evt_1'], ...options })).toEqual(['evt_1']);
});

test('where the list cannot be written, it runs', async () => {
  const worker = await startProcess();
  const helpers = {
    checkProcessedItemsAndRecord: () => Promise.reject(new Error('database is locked')),
  };
  expect(await run({ worker, helpers, ids: ['evt_1'] })).toEqual(['evt_1']);
});

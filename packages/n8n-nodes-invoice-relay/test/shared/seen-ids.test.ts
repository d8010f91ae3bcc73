import type { IDataObject } from 'n8n-workflow';
import { beforeEach, expect, test, vi } from 'vitest';

type Open = typeof import('../../nodes/shared/seen-ids.ts').openSeenIds;

/** Each n8n process has its own memory; all share the static data in the database. */
async function startProcess(): Promise<Open> {
  vi.resetModules();
  const { openSeenIds } = await import('../../nodes/shared/seen-ids.ts');
  return openSeenIds;
}

let database: readonly string[];
let first: Open;
let second: Open;

beforeEach(async () => {
  database = [];
  first = await startProcess();
  second = await startProcess();
});

/** A request: n8n reads the static data at its start and writes all of it back at its end. */
function begin(open: Open, ids: readonly string[]): () => void {
  const staticData: IDataObject = { seen: [...database] };
  const seen = open({ key: 'wf1/n1', staticData, limit: 1_000, now: 0 });
  seen.start(ids);
  return () => {
    seen.keep(ids, true);
    database = staticData['seen'] as string[];
    seen.settle(ids, true);
  };
}

function knows(open: Open, id: string): boolean {
  const staticData: IDataObject = { seen: [...database] };
  return open({ key: 'wf1/n1', staticData, limit: 1_000, now: 0 }).stateOf(id) === 'done';
}

test('what one process of n8n has taken, another one knows', () => {
  begin(first, ['evt_1'])();
  expect(knows(second, 'evt_1')).toBe(true);
});

test('what a process has read once it knows, also when an older request writes over it', () => {
  const older = begin(second, ['evt_2']);
  begin(first, ['evt_1'])();
  begin(second, ['evt_3'])();
  older();
  expect(knows(second, 'evt_1')).toBe(true);
  expect(database.toSorted()).toEqual(['evt_1', 'evt_2', 'evt_3']);
});

test('only the last ids are remembered, in n8n’s database as well as in the process', () => {
  const staticData: IDataObject = {};
  const seen = first({ key: 'wf1/n1', staticData, limit: 2, now: 0 });
  for (const id of ['evt_1', 'evt_2', 'evt_3']) {
    seen.start([id]);
    seen.keep([id], true);
    seen.settle([id], true);
  }
  expect(staticData['seen']).toEqual(['evt_2', 'evt_3']);
  expect(['evt_1', 'evt_2', 'evt_3'].map(seen.stateOf)).toEqual(['new', 'done', 'done']);
});

test('what a request did not run may be sent again', () => {
  const seen = first({ key: 'wf1/n1', staticData: {}, limit: 2, now: 0 });
  seen.start(['evt_1']);
  seen.keep(['evt_1'], false);
  expect(seen.stateOf('evt_1')).toBe('running');
  seen.settle(['evt_1'], false);
  expect(seen.stateOf('evt_1')).toBe('new');
});

test('a run without news for five minutes is over: its event may be sent again', () => {
  const at = (now: number) => first({ key: 'wf1/n1', staticData: {}, limit: 2, now });
  at(0).start(['evt_1']);
  expect(at(299_999).stateOf('evt_1')).toBe('running');
  expect(at(300_000).stateOf('evt_1')).toBe('new');
});

import { expect, test } from 'vitest';

import type { AnySource, PollContext, PollResult, Transport } from '../source/index.ts';
import { createPollMemory } from './poll-memory.ts';
import { pollUntilDone } from './poll-until-done.ts';

const transport: Transport = () => Promise.reject(new Error('nobody is there'));
const common = { transport, credentials: { token: 'x' } };
const activity = (id: string) => ({
  id,
  raw: new Uint8Array(),
  seenAt: '2026-11-20T10:00:00.000Z',
});

/** A source that gives these steps, and the cursors and contexts that it was called with. */
function play(steps: readonly (PollResult | Error)[]) {
  const calls: { readonly cursor: unknown; readonly context: PollContext<unknown, unknown> }[] = [];
  const poll: NonNullable<AnySource['poll']> = async (cursor, context) => {
    const step = steps[calls.push({ cursor, context }) - 1];
    if (!step || step instanceof Error) throw step ?? new Error('there is no such step');
    return step;
  };
  return { calls, source: { poll } };
}

test('each step continues from the previous cursor until there is no more', async () => {
  const memory = createPollMemory();
  const { source, calls } = play([
    { activities: [activity('a')], cursor: { at: 1 }, more: true },
    { activities: [activity('b')], cursor: { at: 2 }, more: false },
    { activities: [], cursor: { at: 3 }, more: false },
  ]);
  const run = await pollUntilDone({ ...common, source, memory });
  expect(run.activities.map(({ id }) => id)).toEqual(['a', 'b']);
  expect(run.steps).toHaveLength(2);
  await pollUntilDone({ ...common, source, memory });
  expect(calls.map(({ cursor }) => cursor)).toEqual([null, { at: 1 }, { at: 2 }]);
  expect(memory.cursor).toEqual({ at: 3 });
  expect(memory.activities).toHaveLength(2);
});

test('a context polls on schedule and from now by default', async () => {
  const { source, calls } = play([
    { activities: [], cursor: {}, more: false },
    { activities: [], cursor: {}, more: false },
  ]);
  const memory = createPollMemory();
  const { signal } = new AbortController();
  await pollUntilDone({ ...common, source, memory });
  const said = { settings: { a: 1 }, startFrom: '7', intervalSeconds: 60, requested: true, signal };
  await pollUntilDone({ ...common, source, memory, ...said });
  expect(calls[0]?.context).toMatchObject({
    ...common,
    settings: {},
    startFrom: 'now',
    intervalSeconds: 300,
    requested: false,
  });
  expect(calls[1]?.context).toMatchObject({ ...common, ...said, memory });
});

test('keeps everything of the steps before one that throws, and nothing of that one', async () => {
  const memory = createPollMemory();
  const { source } = play([
    { activities: [activity('a')], cursor: { at: 1 }, more: true },
    new Error('the vendor is down'),
  ]);
  await expect(pollUntilDone({ ...common, source, memory })).rejects.toThrow('the vendor is down');
  expect(memory.cursor).toEqual({ at: 1 });
  expect(memory.activities.map(({ id }) => id)).toEqual(['a']);
});

test('an endless poll is stopped', async () => {
  const step: PollResult = { activities: [], cursor: {}, more: true };
  const { source, calls } = play(Array.from({ length: 5 }, () => step));
  const memory = createPollMemory();
  await expect(pollUntilDone({ ...common, source, memory, maxSteps: 4 })).rejects.toMatchObject({
    code: 'source_contract_broken',
  });
  expect(calls).toHaveLength(4);
  await expect(pollUntilDone({ ...common, source: {}, memory })).rejects.toMatchObject({
    code: 'source_capability_missing',
  });
});

test('a memory replaces, forgets, and returns due documents, the longest due first', async () => {
  const memory = createPollMemory();
  const keep = (step: Partial<PollResult>) =>
    memory.keep({ activities: [], cursor: {}, more: false, ...step });
  keep({
    remember: [
      { key: 'a', value: { n: 1 }, dueAt: 30 },
      { key: 'b', value: { n: 1 }, dueAt: 10 },
      { key: 'c', value: { n: 1 }, dueAt: null },
      { key: 'd', value: { n: 1 }, dueAt: 20 },
    ],
  });
  keep({ remember: [{ key: 'a', value: { n: 2 }, dueAt: 15 }], forget: ['d'] });
  const found = await memory.get(['a', 'd', 'c', 'a']);
  expect(found.toSorted((x, y) => x.key.localeCompare(y.key))).toEqual([
    { key: 'a', value: { n: 2 }, dueAt: 15 },
    { key: 'c', value: { n: 1 }, dueAt: null },
  ]);
  const due = async (before: number, limit: number) =>
    (await memory.due({ before, limit })).map(({ key }) => key);
  expect(await due(16, 10)).toEqual(['b', 'a']);
  expect(await due(15, 10)).toEqual(['b']);
  expect(await due(16, 1)).toEqual(['b']);
});

test('a memory returns copies', async () => {
  const memory = createPollMemory();
  const value = { list: ['a'] };
  memory.keep({
    activities: [],
    cursor: {},
    more: false,
    remember: [{ key: 'k', value, dueAt: null }],
  });
  value.list.push('b');
  const [first] = await memory.get(['k']);
  (first!.value as typeof value).list.push('c');
  expect(memory.documents.get('k')?.value).toEqual({ list: ['a'] });
});

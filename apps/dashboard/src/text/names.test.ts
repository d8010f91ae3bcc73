import { expect, test } from 'vitest';

import { distinctNames } from './names.ts';

test('what looks alike is told apart, and what does not stays short', () => {
  const names = distinctNames([
    { id: 'sub_000001', names: ['Books', 'Books (All)'] },
    { id: 'sub_000002', names: ['hooks.example', 'hooks.example (All)'] },
    { id: 'sub_000003', names: ['hooks.example', 'hooks.example (invoice.paid)'] },
    { id: 'sub_000004', names: ['hooks.example', 'hooks.example (order.*)'] },
    { id: 'sub_000005', names: ['hooks.example', 'hooks.example (order.*)'] },
  ]);
  expect([...names.values()]).toEqual([
    'Books',
    'hooks.example (All)',
    'hooks.example (invoice.paid)',
    'hooks.example (order.*) …000004',
    'hooks.example (order.*) …000005',
  ]);
});

test('whatever their names are, no two are called the same', () => {
  const things = [
    { id: 'con_a00001', names: ['Shop'] },
    { id: 'con_a00002', names: ['Shop'] },
    { id: 'con_a00003', names: ['Other'] },
  ] as const;
  expect(new Set(distinctNames(things).values()).size).toBe(things.length);
});

import { expect, test } from 'vitest';

import { distinctNames } from './names.ts';

test('makes equal names distinct, and keeps unique ones short', () => {
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

test('no two names are equal, whatever the input', () => {
  const things = [
    { id: 'con_a00001', names: ['Shop'] },
    { id: 'con_a00002', names: ['Shop'] },
    { id: 'con_a00003', names: ['Other'] },
  ] as const;
  expect(new Set(distinctNames(things).values()).size).toBe(things.length);
});

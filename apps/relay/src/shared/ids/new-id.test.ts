import { expect, test } from 'vitest';

import { newId } from './new-id.ts';

test('ids sort in order of creation', () => {
  const now = Date.UTC(2026, 10, 20, 10);
  const ids = [newId({ prefix: 'con', now }), newId({ prefix: 'con', now: now + 1 })];

  expect(ids.toSorted()).toEqual(ids);
  expect(ids[0]).toMatch(/^con_[0-9a-f]{32}$/);
});

test('ids of the same moment differ', () => {
  const ids = Array.from({ length: 100 }, () => newId({ prefix: 'sub', now: 0 }));

  expect(new Set(ids).size).toBe(100);
});

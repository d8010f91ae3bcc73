import { expect, test } from 'vitest';

import type { LanePriority } from '../../database/tables/lanes.ts';
import { Turns } from './turns.ts';

const items = (counts: { live?: number; retry?: number; bulk?: number }) =>
  (['live', 'retry', 'bulk'] as const).flatMap((name, priority) =>
    Array.from({ length: counts[name] ?? 0 }, (_, index) => ({
      name: `${name} ${index}`,
      priority: priority as 0 | 1 | 2,
    })),
  );
const names = (taken: readonly { readonly name: string }[]) => taken.map(({ name }) => name);

const subscriptionId = 'sub_a';

test('an unknown priority gets the turns of the last one', () => {
  const damaged = [7, -1, null].map((priority) => ({ priority: priority as LanePriority }));
  const all = [...damaged, ...items({ live: 1 })];
  const taken = new Turns().take({ subscriptionId, items: all, limit: 9 });
  expect(taken).toHaveLength(4);
  expect(taken[0]).toMatchObject({ priority: 0 });
});

test('live events have most turns, and nothing else waits forever', () => {
  const waiting = items({ live: 9, retry: 9, bulk: 9 });
  const taken = new Turns().take({ subscriptionId, items: waiting, limit: 5 });
  expect(names(taken)).toEqual(['live 0', 'retry 0', 'live 1', 'bulk 0', 'live 2']);
});

test('a priority with nothing waiting leaves its turn to the others', () => {
  const turns = new Turns();
  const retries = turns.take({ subscriptionId, items: items({ retry: 3 }), limit: 5 });
  expect(names(retries)).toEqual(['retry 0', 'retry 1', 'retry 2']);
  const mixed = turns.take({ subscriptionId, items: items({ live: 1, bulk: 3 }), limit: 3 });
  expect(names(mixed)).toEqual(['live 0', 'bulk 0', 'bulk 1']);
});

test('one at a time is as fair as many at once', () => {
  const turns = new Turns();
  const found = Array.from({ length: 5 }, () =>
    turns.take({ subscriptionId, items: items({ live: 1, retry: 1, bulk: 1 }), limit: 1 }),
  );
  expect(found.flatMap(names)).toEqual(['live 0', 'retry 0', 'live 0', 'bulk 0', 'live 0']);
});

test('nothing to take, or nothing wanted', () => {
  const turns = new Turns();
  expect(turns.take({ subscriptionId, items: [], limit: 5 })).toEqual([]);
  expect(turns.take({ subscriptionId, items: items({ live: 1 }), limit: 0 })).toEqual([]);
});

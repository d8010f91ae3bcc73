import { expect, test } from 'vitest';

import type { LanePriority } from '../../database/tables/lanes.ts';
import { takeTurns } from './take-turns.ts';

const items = (counts: { live?: number; retry?: number; bulk?: number }) =>
  (['live', 'retry', 'bulk'] as const).flatMap((name, priority) =>
    Array.from({ length: counts[name] ?? 0 }, (_, index) => ({
      name: `${name} ${index}`,
      priority: priority as 0 | 1 | 2,
    })),
  );
const names = (taken: readonly { readonly name: string }[]) => taken.map(({ name }) => name);

test('a priority that there is not has the turns of the last', () => {
  const damaged = [7, -1, null].map((priority) => ({ priority: priority as LanePriority }));
  const { taken } = takeTurns({ items: [...damaged, ...items({ live: 1 })], limit: 9, turn: 0 });
  expect(taken).toHaveLength(4);
  expect(taken[0]).toMatchObject({ priority: 0 });
});

test('what happens now has most turns, and nothing else waits for ever', () => {
  const { taken } = takeTurns({ items: items({ live: 9, retry: 9, bulk: 9 }), limit: 5, turn: 0 });
  expect(names(taken)).toEqual(['live 0', 'retry 0', 'live 1', 'bulk 0', 'live 2']);
});

test('whoever has nothing leaves its turn to the others', () => {
  const retries = takeTurns({ items: items({ retry: 3 }), limit: 5, turn: 0 });
  expect(names(retries.taken)).toEqual(['retry 0', 'retry 1', 'retry 2']);
  const mixed = takeTurns({ items: items({ live: 1, bulk: 3 }), limit: 3, turn: 0 });
  expect(names(mixed.taken)).toEqual(['live 0', 'bulk 0', 'bulk 1']);
});

test('one at a time is as just as many at once', () => {
  const found: string[] = [];
  let turn = 0;
  for (let count = 0; count < 5; count += 1) {
    const choice = takeTurns({ items: items({ live: 1, retry: 1, bulk: 1 }), limit: 1, turn });
    turn = choice.turn;
    found.push(...names(choice.taken));
  }
  expect(found).toEqual(['live 0', 'retry 0', 'live 0', 'bulk 0', 'live 0']);
});

test('nothing to take, or nothing wanted', () => {
  expect(takeTurns({ items: [], limit: 5, turn: 3 })).toEqual({ taken: [], turn: 3 });
  expect(takeTurns({ items: items({ live: 1 }), limit: 0, turn: 0 }).taken).toEqual([]);
});

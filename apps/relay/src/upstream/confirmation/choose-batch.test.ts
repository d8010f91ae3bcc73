import { expect, test } from 'vitest';

import { chooseBatch } from './choose-batch.ts';
import type { Waiting } from './choose-batch.ts';

const limits = { documentsPerRound: 4, activitiesPerDocument: 3 };
const now = 1_000;

function choose(waiting: readonly Waiting[]) {
  return chooseBatch({
    waiting: waiting.toSorted((a, b) => a.nextCheckAt - b.nextCheckAt || a.seq - b.seq),
    now,
    limits,
  });
}

test('nothing is due, nothing is asked', () => {
  expect(choose([])).toEqual([]);
  expect(choose([{ seq: 1, nextCheckAt: 1_001, document: 'a' }])).toEqual([]);
});

test('alternates between the document longest due and the latest one', () => {
  const waiting = Array.from({ length: 10 }, (_, index) => ({
    seq: index + 1,
    nextCheckAt: index,
    document: `document ${index + 1}`,
  }));
  expect(choose(waiting)).toEqual([[1], [10], [2], [9]]);
});

test('what was already asked about comes after what was not, however old it is', () => {
  const waiting = [
    { seq: 1, nextCheckAt: 900, document: 'denied' },
    { seq: 2, nextCheckAt: 100, document: 'a' },
    { seq: 3, nextCheckAt: 200, document: 'b' },
    { seq: 4, nextCheckAt: 300, document: 'c' },
    { seq: 5, nextCheckAt: 400, document: 'd' },
  ];
  expect(choose(waiting)).toEqual([[2], [5], [3], [4]]);
});

test('a document comes once, with its activities in the order received', () => {
  const waiting = [
    { seq: 1, nextCheckAt: 100, document: 'a' },
    { seq: 2, nextCheckAt: 200, document: 'b' },
    { seq: 3, nextCheckAt: 300, document: 'a' },
  ];
  expect(choose(waiting)).toEqual([[1, 3], [2]]);
});

test('what is not due is included with its document if there is room', () => {
  const waiting = [
    { seq: 1, nextCheckAt: 5_000, document: 'a' },
    { seq: 2, nextCheckAt: 900, document: 'a' },
    { seq: 3, nextCheckAt: 5_000, document: 'b' },
  ];
  expect(choose(waiting)).toEqual([[1, 2]]);
  const more = [4, 5, 6].map((seq) => ({ seq, nextCheckAt: 900 + seq, document: 'a' }));
  expect(choose([...waiting, ...more])).toEqual([[2, 4, 5]]);
});

test('a real activity is not held up for long by earlier or later ones', () => {
  const flood = 400;
  for (const place of [1, flood / 2, flood]) {
    let waiting: Waiting[] = Array.from({ length: flood }, (_, index) => ({
      seq: index + 1,
      nextCheckAt: index / flood,
      document: index + 1 === place ? 'real' : `forged ${index}`,
    }));
    let rounds = 0;
    while (waiting.some(({ document }) => document === 'real')) {
      rounds += 1;
      const asked = new Set(choose(waiting).flat());
      waiting = waiting.filter(({ seq }) => !asked.has(seq));
    }
    const before = Math.min(place, flood - place + 1);
    expect(rounds).toBeLessThanOrEqual(Math.ceil(before / (limits.documentsPerRound / 2)));
  }
});

import { expect, test } from 'vitest';

import { farProbes, nextNear } from './probes.ts';

function askedNear(options: { top: number; high: number; width: number; there?: number[] }) {
  const { top, width, there = [] } = options;
  let { high } = options;
  const asked: number[] = [];
  let at: number | null = top + 1;
  let misses = 0;
  for (;;) {
    at = nextNear({ at, misses, high, width });
    if (at === null) return asked;
    asked.push(at);
    const isThere = there.includes(at);
    misses = isThere ? 0 : misses + 1;
    if (isThere) high = Math.max(high, at);
    at += 1;
  }
}

test('as many absent ids in a row as the width are the end', () => {
  expect(askedNear({ top: 10, high: 10, width: 5 })).toEqual([11, 12, 13, 14, 15]);
  expect(askedNear({ top: 10, high: 10, width: 5, there: [11, 14] })).toEqual([
    11, 12, 13, 14, 15, 16, 17, 18, 19,
  ]);
});

test('where the last ids are gone, new ones may follow on either side of them', () => {
  expect(askedNear({ top: 10, high: 30, width: 5 })).toEqual([
    11, 12, 13, 14, 15, 31, 32, 33, 34, 35,
  ]);
  expect(askedNear({ top: 10, high: 12, width: 5 })).toEqual([11, 12, 13, 14, 15, 16, 17]);
  expect(askedNear({ top: 10, high: 30, width: 5, there: [31] })).toEqual([
    11, 12, 13, 14, 15, 31, 32, 33, 34, 35, 36,
  ]);
});

test('the far probes go through all of the next thousand ids in turns', () => {
  const asked = new Set<number>();
  for (let turn = 0; turn < 475; turn += 1) {
    for (const { id, base } of farProbes({ top: 100, high: 100, turn, turns: 1 })) {
      expect(base).toBe(100);
      asked.add(id - base);
    }
  }
  expect([...asked].toSorted((a, b) => a - b)).toEqual(
    Array.from({ length: 995 }, (_, index) => index + 6),
  );
});

test('they take turns where the last ids are gone', () => {
  const bases = [0, 1, 2, 3].map((turn) => farProbes({ top: 10, high: 90, turn, turns: 1 })[0]);
  expect(bases).toEqual([
    { base: 90, id: 96 },
    { base: 10, id: 16 },
    { base: 90, id: 99 },
    { base: 10, id: 19 },
  ]);
});

test('those close by are all asked within 15 polls', () => {
  const asked = Array.from({ length: 15 }, (_, turn) => turn).flatMap((turn) =>
    farProbes({ top: 0, high: 0, turn, turns: 1 }).map(({ id }) => id),
  );
  expect(asked.filter((id) => id <= 50).toSorted((a, b) => a - b)).toEqual(
    Array.from({ length: 45 }, (_, index) => index + 6),
  );
});

test('several turns at once are the far ones of each', () => {
  const far = (turn: number) => farProbes({ top: 9, high: 9, turn, turns: 1 }).slice(-2);
  expect(farProbes({ top: 9, high: 9, turn: 4, turns: 3 })).toEqual([4, 5, 6].flatMap(far));
});

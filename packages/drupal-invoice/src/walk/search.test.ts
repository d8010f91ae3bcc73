import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { answerSearch, nextSearch, startSearch, startSearchAround } from './search.ts';
import type { ProbeAnswer, Search } from './search.ts';

function run(answerOf: (id: number) => ProbeAnswer, start: Search = startSearch()) {
  let search = start;
  let requests = 0;
  for (let id = nextSearch(search); id !== null; id = nextSearch(search)) {
    requests += 1;
    search = answerSearch(search, answerOf(id));
  }
  return { search, requests };
}

const upTo = (top: number) => (id: number) => (id <= top ? 'present' : 'absent') as ProbeAnswer;

test('without gaps the highest id is found, whatever it is', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_500_000 }), (top) => {
      expect(run(upTo(top)).search).toEqual({ phase: 'found', top, high: top });
    }),
  );
});

test('the nearest end is found first, and within seconds: what comes after it is new', () => {
  for (const top of [0, 1, 12, 300]) {
    const asked: number[] = [];
    run((id) => {
      asked.push(id);
      return upTo(top)(id);
    });
    const swept = asked.findIndex((_id, index) => asked[index + 19] === top + 20);
    expect(asked.slice(swept, swept + 20)).toEqual(
      Array.from({ length: 20 }, (_, index) => top + 1 + index),
    );
    expect(swept).toBeLessThan(40);
    expect(Math.max(...asked.slice(0, swept))).toBeLessThanOrEqual(2 * Math.max(top, 1) + 3);
  }
});

test('10,000 invoices take some hundred requests, an empty site fewer', () => {
  expect(run(upTo(10_000)).requests).toBeLessThan(650);
  expect(run(upTo(0)).requests).toBeLessThan(120);
});

test('invoices after a gap are found, as long as the gap is a small part of the whole', () => {
  const there = (id: number) => id <= 9000 || (id > 9400 && id <= 10_000);
  const { search } = run((id) => (there(id) ? 'present' : 'absent'));
  expect(search).toEqual({ phase: 'found', top: 10_000, high: 10_000 });
});

test('a broken invoice behind the last one is the highest id', () => {
  const { search } = run((id) => (id === 41 ? 'failed' : upTo(40)(id)));
  expect(search).toEqual({ phase: 'found', top: 40, high: 41 });
});

test('where everything that is not there fails, a failure says nothing', () => {
  const { search } = run((id) => (id <= 40 ? 'present' : 'failed'));
  expect(search).toEqual({ phase: 'found', top: 40, high: 40 });
});

const between = (from: number, to: number) => (id: number) =>
  (id >= from && id <= to ? 'present' : 'absent') as ProbeAnswer;

test.for([5000, 5030, 5040, 5041, 5100, 5140, 5165])(
  'ids that begin at 5000 and end at 5040 are found from %d',
  (id) => {
    const { search } = run(between(5000, 5040), startSearchAround({ id, above: 0 }));
    expect(search).toEqual({ phase: 'found', top: 5040, high: 5040 });
  },
);

test('with nothing around the id to start from, the search goes on from 0', () => {
  const { search } = run(upTo(40), startSearchAround({ id: 70_000, above: 0 }));
  expect(search).toEqual({ phase: 'found', top: 40, high: 40 });
});

test('ids up to a known one are left alone, and nothing else is searched then', () => {
  const asked: number[] = [];
  const answerOf = (id: number) => {
    asked.push(id);
    return upTo(40)(id);
  };
  const { search } = run(answerOf, startSearchAround({ id: 70_000, above: 40 }));
  expect(search).toEqual({ phase: 'found', top: 0, high: 0 });
  expect(Math.min(...asked)).toBeGreaterThan(40);
});

test('where nothing is found, round numbers are tried, and the ids after them', () => {
  for (const [from, to] of [
    [5000, 5040],
    [1001, 1001],
    [2_000_000, 2_000_300],
  ] as const) {
    expect(run(between(from, to)).search).toEqual({ phase: 'found', top: to, high: to });
  }
});

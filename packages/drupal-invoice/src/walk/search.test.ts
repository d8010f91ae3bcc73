import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { answerSearch, nextSearch, startSearch } from './search.ts';
import type { ProbeAnswer, Search } from './search.ts';

function run(answerOf: (id: number) => ProbeAnswer) {
  let search: Search = startSearch();
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
  expect(run(upTo(0)).requests).toBeLessThan(100);
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

import { expect, test } from 'vitest';

import { growthIn } from './memory.ts';
import type { MemoryReading } from './memory.ts';

/** Readings of a run of a million requests. */
const readings = (
  of: (share: number) => Pick<MemoryReading, 'anonymous' | 'heap'> & Partial<MemoryReading>,
): MemoryReading[] =>
  Array.from({ length: 40 }, (_, index) => ({
    requests: (index + 1) * 25_000,
    spare: 50,
    ...of((index + 1) / 40),
  }));

test('warming up to a steady level is not growth, however it fluctuates', () => {
  const found = growthIn(
    readings((share) => ({
      anonymous: Math.round(200 + 100 * Math.min(1, share * 5) + 15 * Math.sin(share * 50)),
      heap: 70 + Math.round(5 * Math.sin(share * 40)),
    })),
  );
  expect(found).toEqual([]);
});

test('a young generation that reaches its size in the middle of the run is not growth', () => {
  const found = growthIn(
    readings((share) => {
      const spare = share < 0.6 ? 100 : 200;
      return { anonymous: 250 + spare, heap: 70, spare };
    }),
  );
  expect(found).toEqual([]);
});

test.each([
  ['100 bytes for each request', { anonymous: 95, heap: 95 }, [/^heap memory/, /^memory in use/]],
  ['100 bytes outside of the heap', { anonymous: 95, heap: 0 }, [/^memory in use/]],
  ['30 bytes of the heap', { anonymous: 30, heap: 30 }, [/^heap memory/]],
])('%s that stay are reported', (_, grows, expected) => {
  const found = growthIn(
    readings((share) => ({
      anonymous: Math.round(250 + grows.anonymous * share),
      heap: Math.round(70 + grows.heap * share),
    })),
  );
  expect(found).toEqual(expected.map((told) => expect.stringMatching(told)));
});

test('a short run is judged only by large growth', () => {
  const short = (end: number) => [
    { requests: 500, anonymous: 240, heap: 70, spare: 50 },
    { requests: 1_000, anonymous: 280, heap: 76, spare: 50 },
    { requests: 1_500, anonymous: end, heap: 78, spare: 50 },
  ];
  expect(growthIn(short(320))).toEqual([]);
  expect(growthIn(short(500))).toEqual([expect.stringMatching(/^memory grew/)]);
});

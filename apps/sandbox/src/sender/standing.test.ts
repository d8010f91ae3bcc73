import * as v from 'valibot';
import { describe, expect, it } from 'vitest';

import { standing } from './standing.ts';
import { effectiveTrouble, troubleSchema } from './trouble.ts';

const trouble = (given: v.InferInput<typeof troubleSchema>) =>
  effectiveTrouble(v.parse(troubleSchema, given));

const after = (failedTries: number, given: v.InferInput<typeof troubleSchema> = {}) =>
  standing({
    webhook: { failedTries, lastFailedAt: failedTries === 0 ? null : 1_000_000 },
    trouble: trouble(given),
  });

describe('standing', () => {
  it('is working without failed attempts', () => {
    expect(after(0)).toEqual({ state: 'working', nextTryAt: null });
  });

  it('waits longer after each failed attempt, then ignores the URL', () => {
    expect([1, 2, 3, 4, 5].map((tries) => after(tries))).toEqual([
      { state: 'retrying', nextTryAt: 1_001_000 },
      { state: 'retrying', nextTryAt: 1_005_000 },
      { state: 'retrying', nextTryAt: 1_030_000 },
      { state: 'ignored', nextTryAt: 1_030_000 },
      { state: 'ignored', nextTryAt: 1_030_000 },
    ]);
  });

  it('ignores the URL sooner if configured', () => {
    expect(after(1, { ignoreAfter: 1, ignoreForMs: 7 })).toEqual({
      state: 'ignored',
      nextTryAt: 1_000_007,
    });
  });

  it('repeats the last delay if it ignores later', () => {
    expect(after(9, { retryDelaysMs: [5, 50], ignoreAfter: 10 })).toEqual({
      state: 'retrying',
      nextTryAt: 1_000_050,
    });
  });

  it('ignores for as long as the last delay by default', () => {
    expect(after(3, { retryDelaysMs: [5, 50] }).nextTryAt).toBe(1_000_050);
    expect(after(3, { retryDelaysMs: [5, 50], ignoreForMs: 9 }).nextTryAt).toBe(1_000_009);
  });

  it('ignores after the first failed attempt if there are no retries', () => {
    expect(after(1, { retryDelaysMs: [] }).state).toBe('ignored');
  });
});

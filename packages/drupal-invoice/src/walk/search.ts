import * as v from 'valibot';

import { answerHalving, halvingSchema, nextHalving, probeWidth } from './halving.ts';
import type { Halving } from './halving.ts';

const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** The highest id that a site may have at the first contact is about this. */
const furthest = 20;

/** The search for the highest id of a site that is not known: where it stands. */
export const searchSchema = v.variant('phase', [
  /** From the highest id found so far in strides of 1, 2, 4 … 2^20, each to its end. */
  v.object({
    phase: v.literal('gallop'),
    base: whole,
    stride: whole,
    asked: whole,
    hit: whole,
    miss: whole,
  }),
  /** Between the highest hit and the miss after it. */
  v.object({ phase: v.literal('halve'), halving: halvingSchema }),
  /** Each of the ids after it: what is found now is not new. */
  v.object({ phase: v.literal('sweep'), base: whole, at: whole, failed: whole, absent: whole }),
  /** `top` is the highest id that answers, 0 for none; `high` may be a broken one above it. */
  v.object({ phase: v.literal('found'), top: whole, high: whole }),
]);
export type Search = v.InferOutput<typeof searchSchema>;

export type ProbeAnswer = 'present' | 'absent' | 'failed';

/** @param base the highest id that is known to be there; 0 for none */
export function startSearch(base = 0): Search {
  return { phase: 'gallop', base, stride: 0, asked: 0, hit: 0, miss: 0 };
}

/** The next id to ask; null when the search is at its end. */
export function nextSearch(search: Search): number | null {
  switch (search.phase) {
    case 'gallop':
      return search.base + 2 ** search.stride + search.asked;
    case 'halve':
      return nextHalving(search.halving);
    case 'sweep':
      return search.at;
    default:
      return null;
  }
}

export function answerSearch(search: Search, answer: ProbeAnswer): Search {
  const present = answer === 'present';
  switch (search.phase) {
    case 'gallop':
      return present
        ? nextStride({ ...search, hit: nextSearch(search) ?? 0, miss: 0 })
        : missStride(search);
    case 'halve':
      return halve(answerHalving(search.halving, present));
    case 'sweep':
      return sweep(search, answer);
    default:
      return search;
  }
}

type Gallop = Extract<Search, { phase: 'gallop' }>;

function missStride(search: Gallop): Search {
  const asked = search.asked + 1;
  if (asked < probeWidth) return { ...search, asked };
  // The first place without any after the last with one: between the two is the end.
  const miss = search.miss || search.base + 2 ** search.stride;
  return nextStride({ ...search, miss });
}

function nextStride(search: Gallop): Search {
  const { base, stride, hit, miss } = search;
  if (stride < furthest) return { ...search, stride: stride + 1, asked: 0 };
  if (hit === 0) return startSweep(base);
  return halve({ low: hit, high: miss || hit + 2 ** furthest, asked: 0 });
}

/** There may be more behind a gap, so the end that was found is where the search begins again. */
function halve(halving: Halving): Search {
  return nextHalving(halving) === null ? startSearch(halving.low) : { phase: 'halve', halving };
}

function startSweep(base: number): Search {
  return { phase: 'sweep', base, at: base + 1, failed: 0, absent: 0 };
}

/** A twentieth of what is there, as gaps grow with it: from 20 to 500 ids. */
function sweepWidth(base: number): number {
  return Math.min(500, Math.max(20, Math.ceil(base / 20)));
}

function sweep(search: Extract<Search, { phase: 'sweep' }>, answer: ProbeAnswer): Search {
  const { base, at } = search;
  if (answer === 'present') return startSearch(at);
  const failed = answer === 'failed' ? at : search.failed;
  const absent = answer === 'absent' ? at : search.absent;
  if (at < base + sweepWidth(base)) return { ...search, at: at + 1, failed, absent };
  // A site may fail for every id that it does not have: then a failure says nothing.
  return { phase: 'found', top: base, high: absent === 0 ? base : Math.max(base, failed) };
}

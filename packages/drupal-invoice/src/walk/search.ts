import * as v from 'valibot';

import { answerHalving, halvingSchema, nextHalving, probeWidth } from './halving.ts';
import type { Halving } from './halving.ts';

const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** The highest id that a site may have at the first contact is about this. */
const furthest = 20;

/**
 * The search for the highest id of a site that is not known: where it stands.
 *
 * The end that lies nearest is found first, in seconds: from then on, whatever comes up right after
 * it is new. Only then the search looks for more behind a gap.
 */
export const searchSchema = v.variant('phase', [
  /** Around an id that the site may well have: the `done` first places were asked. */
  v.object({
    phase: v.literal('around'),
    id: whole,
    done: whole,
    /** Only ids above this one are asked; when it is 0, the search then begins from 0. */
    above: whole,
  }),
  /** Round numbers, where nothing else was found. */
  v.object({ phase: v.literal('round'), done: whole }),
  /** From an id that is there in strides of 1, 2, 4 … to the first without any. */
  v.object({ phase: v.literal('gallop'), base: whole, stride: whole, asked: whole, hit: whole }),
  /** Between the highest hit and the miss after it. */
  v.object({ phase: v.literal('halve'), halving: halvingSchema }),
  /** Each of the ids after it. */
  v.object({ phase: v.literal('sweep'), base: whole, at: whole, failed: whole, absent: whole }),
  /** Behind the ids that were swept, in strides up to 2^20, each to its end. */
  v.object({
    phase: v.literal('beyond'),
    base: whole,
    stride: whole,
    asked: whole,
    hit: whole,
    miss: whole,
    /** What the search ends with when nothing is there. */
    high: whole,
  }),
  /** `top` is the highest id that answers, 0 for none; `high` may be a broken one above it. */
  v.object({ phase: v.literal('found'), top: whole, high: whole }),
]);
export type Search = v.InferOutput<typeof searchSchema>;
type Phase<Name extends Search['phase']> = Extract<Search, { phase: Name }>;

const nothing: Search = { phase: 'found', top: 0, high: 0 };

export type ProbeAnswer = 'present' | 'absent' | 'failed';

/** @param base the highest id that is known to be there; 0 for none */
export function startSearch(base = 0): Search {
  return { phase: 'gallop', base, stride: 0, asked: 0, hit: 0 };
}

/** So many ids from it on, and then below it, are asked one by one. */
const onesAbove = 21;
const onesBelow = 100;
const firstStrideBelow = 7;

/**
 * Looks around an id first: from it on, below it, and in strides further down.
 *
 * @param options.above only ids above this one are asked; when it is 0, and nothing is found, the
 *   search goes on as it does without any id
 */
export function startSearchAround(options: {
  readonly id: number;
  readonly above: number;
}): Search {
  return { phase: 'around', ...options, done: 0 };
}

function placeAround({ id, done }: Pick<Phase<'around'>, 'id' | 'done'>): number {
  if (done < onesAbove) return id + done;
  const below = done - onesAbove;
  if (below < onesBelow) return id - below - 1;
  const far = below - onesBelow;
  return id - 2 ** (firstStrideBelow + Math.floor(far / probeWidth)) + (far % probeWidth);
}

/** People like to let ids begin at one of these, or at the one after it. */
const roundIds = [2, 3, 4, 5, 6].flatMap((power) =>
  [1, 2, 3, 5].flatMap((digit) => [digit * 10 ** power, digit * 10 ** power + 1]),
);

/** The next id to ask; null when the search is at its end. */
export function nextSearch(search: Search): number | null {
  switch (search.phase) {
    case 'around':
      return placeAround(search);
    case 'round':
      return roundIds[search.done] ?? null;
    case 'gallop':
    case 'beyond':
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
    case 'around':
      return around(search, present);
    case 'round':
      return round(search, present);
    case 'gallop':
      return gallop(search, present);
    case 'halve':
      return halve(answerHalving(search.halving, present));
    case 'sweep':
      return sweep(search, answer);
    case 'beyond':
      return lookBeyond(search, present);
    default:
      return search;
  }
}

function around(search: Phase<'around'>, present: boolean): Search {
  if (present) return startSearch(placeAround(search));
  const next = { ...search, done: search.done + 1 };
  if (placeAround(next) > search.above) return next;
  return search.above === 0 ? startSearch() : nothing;
}

function round({ done }: Phase<'round'>, present: boolean): Search {
  if (present) return startSearch(roundIds[done]);
  return done + 1 < roundIds.length ? { phase: 'round', done: done + 1 } : nothing;
}

function gallop(search: Phase<'gallop'>, present: boolean): Search {
  const { base, stride, asked, hit } = search;
  const at = base + 2 ** stride;
  if (present && stride < furthest) {
    return { ...search, stride: stride + 1, asked: 0, hit: at + asked };
  }
  if (present) return halve({ low: at + asked, high: at + 2 ** furthest, asked: 0 });
  if (asked + 1 < probeWidth) return { ...search, asked: asked + 1 };
  return hit === 0 ? startSweep(base) : halve({ low: hit, high: at, asked: 0 });
}

function halve(halving: Halving): Search {
  return nextHalving(halving) === null ? startSweep(halving.low) : { phase: 'halve', halving };
}

function startSweep(base: number): Search {
  return { phase: 'sweep', base, at: base + 1, failed: 0, absent: 0 };
}

/** A twentieth of what is there, as gaps grow with it: from 20 to 500 ids. */
function sweepWidth(base: number): number {
  return Math.min(500, Math.max(20, Math.ceil(base / 20)));
}

function sweep(search: Phase<'sweep'>, answer: ProbeAnswer): Search {
  const { base, at } = search;
  if (answer === 'present') return startSearch(at);
  const failed = answer === 'failed' ? at : search.failed;
  const absent = answer === 'absent' ? at : search.absent;
  if (at < base + sweepWidth(base)) return { ...search, at: at + 1, failed, absent };
  // A site may fail for every id that it does not have: then a failure says nothing.
  const high = absent === 0 ? base : Math.max(base, failed);
  const stride = Math.ceil(Math.log2(sweepWidth(base) + 1));
  return { phase: 'beyond', base, stride, asked: 0, hit: 0, miss: 0, high };
}

function lookBeyond(search: Phase<'beyond'>, present: boolean): Search {
  const { base, stride, asked, miss, high } = search;
  const at = base + 2 ** stride;
  if (!present && asked + 1 < probeWidth) return { ...search, asked: asked + 1 };
  const next = present ? { ...search, hit: at + asked, miss: 0 } : { ...search, miss: miss || at };
  if (stride < furthest) return { ...next, stride: stride + 1, asked: 0 };
  if (next.hit === 0 && base === 0 && high === 0) return { phase: 'round', done: 0 };
  if (next.hit === 0) return { phase: 'found', top: base, high };
  // Between the last place with an invoice and the first without any after it is the end.
  return halve({ low: next.hit, high: next.miss || next.hit + 2 ** furthest, asked: 0 });
}

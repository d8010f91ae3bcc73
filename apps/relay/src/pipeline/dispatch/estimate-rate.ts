import { minutes } from '../../shared/clock/durations.ts';

/** A measurement over less time than this says nothing. */
export const shortestMeasureMs = 1_000;
/** What was accepted longer ago than this does not count. */
export const longestMeasureMs = 1 * minutes;
/** With fewer successes than this a measurement is a guess. */
const enoughSuccesses = 20;
/** After a refusal, this fraction of the accepted rate is used. */
const backTo = 0.95;
/** After a guess that was too high, this fraction of it. */
const backAfterGuess = 0.8;
/** Slower than this is not a pace. Per second. */
const slowestRate = 0.1;
/** Where the search starts if almost nothing was accepted before the first refusal. Per second. */
const firstGuess = 2;

/** What was accepted until a refusal. */
export interface Measure {
  readonly since: number;
  delivered: number;
}

/** A measurement that a refusal ended, and the rate at that time. */
export interface EndedMeasure {
  readonly measure: Measure;
  /** Per second; infinite before the first refusal. */
  readonly rate: number;
  /** Whether that rate was a guess. */
  readonly searched: boolean;
}

/**
 * The rate from what was accepted until a refusal: see `Pace`.
 *
 * @returns starts per second, and whether that is a guess from which the limit is to be searched for
 */
export function estimateRate(
  { measure: { since, delivered }, rate, searched }: EndedMeasure,
  refusedAt: number,
): { readonly rate: number; readonly isGuess: boolean } {
  const from = Math.max(since, refusedAt - longestMeasureMs);
  const accepted = (delivered * 1_000) / Math.max(shortestMeasureMs, refusedAt - from);
  const isFirst = rate === Number.POSITIVE_INFINITY;
  const isSure = delivered >= enoughSuccesses;
  const isGuess = isFirst && !isSure;
  const next =
    (isSure && !searched) || isFirst ? Math.min(rate, accepted) * backTo : rate * backAfterGuess;
  return { rate: Math.max(isGuess ? firstGuess : slowestRate, next), isGuess };
}

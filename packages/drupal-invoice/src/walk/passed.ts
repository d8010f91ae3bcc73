import type { Cursor } from './cursor.ts';
import { observe } from './observe.ts';
import { isResting } from './resting.ts';
import type { Step } from './step.ts';

/** So many are remembered, the highest of them: those are the ones that came last. */
const mostPassed = 200;
/** For so long, and so many times, they are asked again. */
const longEnoughMs = 10 * 60_000;
const often = 10;

/**
 * Ids that had nothing when a higher one answered: an invoice may still come up there, as ids are
 * given before what they are given to can be seen.
 */
export function notePassed({ cursor, world }: Step, ids: readonly number[]): void {
  if (ids.length === 0) return;
  const at = world.now();
  const others = cursor.passed.filter(({ id }) => !ids.includes(id));
  cursor.passed = [...others, ...ids.map((id) => ({ id, at, asked: 0 }))]
    .toSorted((a, b) => a.id - b.id)
    .slice(-mostPassed);
}

/** The next of them after an id, which may be 0; null when there is none. */
export function nextPassed(cursor: Cursor, after: number): number | null {
  return cursor.passed.find(({ id }) => id > after)?.id ?? null;
}

/** Is something there now? Then it is taken in, as new. */
export async function askPassed(step: Step, id: number): Promise<void> {
  const { cursor, world } = step;
  const isThere =
    !(await isResting(step, id)) &&
    (await observe(step, { id, isProbe: true })).state === 'present';
  const now = world.now();
  cursor.passed = cursor.passed.flatMap((entry) => {
    if (entry.id !== id) return [entry];
    const asked = entry.asked + 1;
    const isOver = asked > often && now - entry.at > longEnoughMs;
    return isThere || isOver ? [] : [{ ...entry, asked }];
  });
}

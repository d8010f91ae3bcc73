import * as v from 'valibot';

import { answerHalving, halvingSchema, nextHalving, probeWidth } from './halving.ts';

const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** So many ids are asked one by one, as the last few are deleted more often than a site restored. */
const oneByOne = 10;
const firstStride = 16;

/** The way down from a highest id that is gone to the one that is highest now. */
export const descentSchema = v.variant('phase', [
  v.object({ phase: v.literal('down'), from: whole, offset: whole, asked: whole }),
  v.object({ phase: v.literal('halve'), from: whole, halving: halvingSchema }),
  /** Nothing was found; `miss` is the lowest id that was asked. */
  v.object({ phase: v.literal('lost'), from: whole, miss: whole }),
  v.object({ phase: v.literal('found'), from: whole, top: whole }),
]);
export type Descent = v.InferOutput<typeof descentSchema>;

/** @param from the id that is gone */
export function startDescent(from: number): Descent {
  return settle({ phase: 'down', from, offset: 1, asked: 0 });
}

/** The next id to ask; null when the descent is at its end. */
export function nextDescent(descent: Descent): number | null {
  switch (descent.phase) {
    case 'down':
      return descent.from - descent.offset - descent.asked;
    case 'halve':
      return nextHalving(descent.halving);
    default:
      return null;
  }
}

export function answerDescent(descent: Descent, present: boolean): Descent {
  switch (descent.phase) {
    case 'down':
      return present ? turn(descent) : settle(further(descent));
    case 'halve':
      return settle({ ...descent, halving: answerHalving(descent.halving, present) });
    default:
      return descent;
  }
}

type Down = Extract<Descent, { phase: 'down' }>;

function further(descent: Down): Down {
  const { offset, asked } = descent;
  if (offset < oneByOne) return { ...descent, offset: offset + 1 };
  if (offset > oneByOne && asked + 1 < probeWidth) return { ...descent, asked: asked + 1 };
  return { ...descent, offset: offset === oneByOne ? firstStride : offset * 2, asked: 0 };
}

function turn(descent: Down): Descent {
  const { from } = descent;
  const low = nextDescent(descent) ?? 0;
  return settle({ phase: 'halve', from, halving: { low, high: lowestMiss(descent), asked: 0 } });
}

/** The lowest id of the places before this one, all of which were absent. */
function lowestMiss({ from, offset }: Down): number {
  if (offset <= oneByOne) return from - offset + 1;
  return from - (offset === firstStride ? oneByOne : offset / 2);
}

/** Goes on from an id that is known to be there by other means. */
export function resumeDescent(
  descent: Extract<Descent, { phase: 'lost' }>,
  alive: number,
): Descent {
  const { from, miss } = descent;
  const high = alive < miss ? miss : from;
  return settle({ phase: 'halve', from, halving: { low: alive, high, asked: 0 } });
}

function settle(descent: Descent): Descent {
  const { from } = descent;
  if (descent.phase === 'down' && from - descent.offset - descent.asked < 1) {
    return { phase: 'lost', from, miss: Math.max(1, lowestMiss(descent)) };
  }
  if (descent.phase === 'halve' && nextHalving(descent.halving) === null) {
    return { phase: 'found', from, top: descent.halving.low };
  }
  return descent;
}

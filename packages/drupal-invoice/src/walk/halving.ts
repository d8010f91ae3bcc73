import * as v from 'valibot';

const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** How many ids in a row are asked at one place: one of them may be deleted. */
export const probeWidth = 3;

/** Between an id that is there and a higher one that is not: where do they end? */
export const halvingSchema = v.object({
  /** Is there. */
  low: whole,
  /** Is not. */
  high: whole,
  /** How many ids were asked at the middle. */
  asked: whole,
});
export type Halving = v.InferOutput<typeof halvingSchema>;

/** The next id to ask; null when the end is found, and is `low`. */
export function nextHalving({ low, high, asked }: Halving): number | null {
  return high - low <= 1 ? null : middle(low, high) + asked;
}

export function answerHalving(state: Halving, present: boolean): Halving {
  const { low, high, asked } = state;
  const mid = middle(low, high);
  if (present) return { low: mid + asked, high, asked: 0 };
  const isLast = asked + 1 >= probeWidth || mid + asked + 1 >= high;
  return isLast ? { low, high: mid, asked: 0 } : { low, high, asked: asked + 1 };
}

function middle(low: number, high: number): number {
  return Math.floor((low + high) / 2);
}

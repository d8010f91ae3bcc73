/** How many ids in a row have to be absent before the walk takes it that none follows. */
export const usualWidth = 5;
/** After a long silence, and when somebody waits for it, more may have come and gone. */
export const wideWidth = 50;

/** So far beyond the highest id the rare probes look. */
const closeReach = 50;
const farReach = 1000;

/**
 * The next id to ask for new invoices; null when there are none. First come those after the highest
 * that is there, until `width` in a row are absent; then `width` of those after the highest that
 * ever was, as a site that lost its last invoices goes on counting, and a restored one does not.
 */
export function nextNear(options: {
  readonly at: number;
  /** How many in a row were absent. */
  readonly misses: number;
  /** The highest id that ever was. */
  readonly high: number;
  readonly width: number;
}): number | null {
  const { at, misses, high, width } = options;
  if (misses < width) return at;
  if (at <= high) return high + 1;
  return at <= high + width ? at : null;
}

/**
 * Two ids further out, other ones every time, so that a gap is bridged in the end at nearly no
 * cost: one goes through the ids close by, the other through all of the next thousand.
 *
 * @param options.turn counts how often this was asked
 */
export function farProbes(options: {
  readonly top: number;
  readonly high: number;
  readonly turn: number;
}): readonly { readonly base: number; readonly id: number }[] {
  const { top, high, turn } = options;
  // Where the highest ids are gone, new ones may come on either side of them.
  const takesTurns = top < high;
  const base = takesTurns && turn % 2 === 1 ? top : high;
  const round = takesTurns ? Math.floor(turn / 2) : turn;
  const close = usualWidth + 1 + (round % (closeReach - usualWidth));
  const far = closeReach + 1 + (round % (farReach - closeReach));
  return [close, far].map((offset) => ({ base, id: base + offset }));
}

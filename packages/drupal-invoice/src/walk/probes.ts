/** How many ids in a row have to be absent before the walk takes it that none follows. */
export const usualWidth = 5;
/** After a long silence more may have come and gone. */
export const wideWidth = 50;
/** When somebody waits, it is worth more requests. */
export const requestedWidth = 100;
/** So many turns of the far probes are taken at once then. */
export const requestedTurns = 24;

/** So far beyond the highest id the rare probes look. */
const closeReach = 50;
const farReach = 1000;
/** So many ids of each are asked in a turn. */
const closeProbes = 3;
const distantProbes = 2;

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
 * A few ids further out, other ones every time, so that a gap is bridged in the end at nearly no
 * cost: most go through the ids close by, the others through all of the next thousand.
 *
 * @param options.turn counts how often this was asked
 * @param options.turns how many turns to take at once; with several, those close by are left out,
 *   as the near probes were wide enough for them
 */
export function farProbes(options: {
  readonly top: number;
  readonly high: number;
  readonly turn: number;
  readonly turns: number;
}): readonly { readonly base: number; readonly id: number }[] {
  const { turn, turns } = options;
  return Array.from({ length: turns }, (_, index) => turn + index).flatMap((one) =>
    turnOf({ ...options, turn: one }, { withClose: turns === 1 }),
  );
}

function turnOf(
  options: { readonly top: number; readonly high: number; readonly turn: number },
  { withClose }: { readonly withClose: boolean },
): { readonly base: number; readonly id: number }[] {
  const { top, high, turn } = options;
  // Where the highest ids are gone, new ones may come on either side of them.
  const takesTurns = top < high;
  const base = takesTurns && turn % 2 === 1 ? top : high;
  const round = takesTurns ? Math.floor(turn / 2) : turn;
  const close = through({ after: usualWidth, upTo: closeReach, count: closeProbes, round });
  const distant = through({ after: closeReach, upTo: farReach, count: distantProbes, round });
  return [...(withClose ? close : []), ...distant].map((offset) => ({ base, id: base + offset }));
}

/** The offsets of a round, which all rounds together go through again and again. */
function through(options: {
  readonly after: number;
  readonly upTo: number;
  readonly count: number;
  readonly round: number;
}): readonly number[] {
  const { after, upTo, count, round } = options;
  return Array.from(
    { length: count },
    (_, index) => after + 1 + ((round * count + index) % (upTo - after)),
  );
}

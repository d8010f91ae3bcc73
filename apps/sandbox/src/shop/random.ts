/**
 * A small seeded random number generator (mulberry32): the same seed always gives the same numbers.
 * Not for secrets.
 */
export function seededRandom(options: { readonly seed: number }): () => number {
  let state = options.seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}

/** Picks one of `choices`, with a probability proportional to its weight. */
export function pickWeighted<T extends { readonly weight: number }>(options: {
  readonly random: () => number;
  readonly choices: readonly [T, ...T[]];
}): T {
  const total = options.choices.reduce((sum, choice) => sum + choice.weight, 0);
  let point = options.random() * total;
  for (const choice of options.choices) {
    point -= choice.weight;
    if (point < 0) return choice;
  }
  return options.choices[0];
}

/** Returns a number from `from` (inclusive) to `to` (exclusive). */
export function between(options: {
  readonly random: () => number;
  readonly from: number;
  readonly to: number;
}): number {
  return options.from + options.random() * (options.to - options.from);
}

/**
 * The members of a sample, each null: what a step gives where it knows no more, so that a Zap finds
 * the same members every time.
 */
export function nothingOf(sample: object): Readonly<Record<string, null>> {
  return Object.fromEntries(Object.keys(sample).map((name) => [name, null]));
}

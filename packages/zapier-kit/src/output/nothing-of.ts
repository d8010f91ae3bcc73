/**
 * The members of a sample, each null: the output of a step that knows no more, so that a Zap always
 * finds the same members.
 */
export function nothingOf(sample: object): Readonly<Record<string, null>> {
  return Object.fromEntries(Object.keys(sample).map((name) => [name, null]));
}

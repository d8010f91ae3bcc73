/**
 * The texts of a parameter with several: as a list, or as text with commas, as an expression may
 * give it.
 */
export function readList(value: unknown): readonly string[] {
  const given: readonly unknown[] = Array.isArray(value) ? value : [value];
  return given.flatMap((one) => String(one ?? '').split(/[\s,;]+/)).filter((one) => one !== '');
}

/**
 * Reads a parameter with several texts: a list, or comma-separated text as an expression may return
 * it.
 */
export function readList(value: unknown): readonly string[] {
  const given: readonly unknown[] = Array.isArray(value) ? value : [value];
  return given.flatMap((one) => String(one ?? '').split(/[\s,;]+/)).filter((one) => one !== '');
}

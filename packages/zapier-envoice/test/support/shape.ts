/**
 * Where the output of a step has other members than its sample: nowhere, if Zapier shows users what
 * they will get. `null` may stand for anything, and a source's own extensions (`extensions`) are
 * ignored.
 */
export function differencesIn(given: unknown, sample: unknown, path = ''): readonly string[] {
  if (given === null || sample === null) return [];
  if (Array.isArray(given) && Array.isArray(sample)) {
    return given.length === 0 || sample.length === 0
      ? []
      : differencesIn(given[0], sample[0], `${path}[0]`);
  }
  if (typeof given !== typeof sample) return [`${path}: ${typeof given}, not ${typeof sample}`];
  if (typeof given !== 'object' || typeof sample !== 'object') return [];
  const one = given as Readonly<Record<string, unknown>>;
  const other = sample as Readonly<Record<string, unknown>>;
  return [...new Set([...Object.keys(one), ...Object.keys(other)])]
    .filter((name) => name !== 'extensions')
    .flatMap((name) => {
      if (!(name in one)) return [`${path}.${name}: is in the sample only`];
      if (!(name in other)) return [`${path}.${name}: is not in the sample`];
      return differencesIn(one[name], other[name], `${path}.${name}`);
    });
}

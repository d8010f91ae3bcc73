/**
 * The paths of all members, without those of a source's own extensions. What is null or an empty
 * list in one of two values may be anything, so its members are left out of both.
 */
export function differingMembers(one: unknown, other: unknown, path = ''): readonly string[] {
  if (Array.isArray(one) && Array.isArray(other)) {
    if (one.length === 0 || other.length === 0) return [];
    return differingMembers(one[0], other[0], `${path}[]`);
  }
  if (!isObject(one) || !isObject(other)) return [];
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].flatMap((name) => {
    const inner = path === '' ? name : `${path}.${name}`;
    if (!(name in one) || !(name in other)) return [inner];
    return name === 'extensions' ? [] : differingMembers(one[name], other[name], inner);
  });
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

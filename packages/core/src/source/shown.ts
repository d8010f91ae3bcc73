/** What kind of value it is, for a message. Never the value: it may be a secret. */
export function shown(value: unknown): string {
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  if (isPromise(value)) return 'a promise';
  if (value === '') return 'an empty string';
  if (typeof value === 'object') return 'an object';
  return typeof value === 'string' ? 'a string' : `a ${typeof value}`;
}

/** What a call returned, in the same terms. */
export function returned(value: unknown): string {
  return value === undefined ? 'nothing' : shown(value);
}

export function isPromise(value: unknown): boolean {
  return isMembers(value) && typeof value['then'] === 'function';
}

export function isMembers(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/**
 * The codes and names of an error and its causes (`ECONNREFUSED`, `TimeoutError`), the outermost
 * first. `fetch` hides the code in `cause`, a host with several addresses fails with one error for
 * each, and node-fetch only shows a timeout in its `type`. The name of a class, such as that of the
 * HTTP client, is left out if anything else is known.
 */
export function codesOf(thrown: unknown): readonly string[] {
  const names = collect(thrown, 0).filter((name) => /^[\w.-]{1,64}$/.test(name));
  const telling = names.filter((name) => name !== 'Error' && name !== 'TypeError');
  const codes = telling.filter((name) => !name.endsWith('Error') || isTimeout([name]));
  return [...new Set(codes.length > 0 ? codes : telling)].slice(0, 3);
}

function collect(thrown: unknown, depth: number): readonly string[] {
  if (typeof thrown !== 'object' || thrown === null || depth > 5) return [];
  const { code, name, type, cause, errors } = thrown as Readonly<Record<string, unknown>>;
  const nested: readonly unknown[] = Array.isArray(errors) ? errors : [];
  return [
    ...[code, name].filter((text) => typeof text === 'string'),
    ...(typeof type === 'string' && type.endsWith('-timeout') ? [type] : []),
    ...[cause, ...nested].flatMap((inner) => collect(inner, depth + 1)),
  ];
}

/** Whether codes of {@link codesOf} indicate a timeout. */
export function isTimeout(codes: readonly string[]): boolean {
  return codes.some((code) => /timeout|^ETIMEDOUT$|^ECONNABORTED$/i.test(code));
}

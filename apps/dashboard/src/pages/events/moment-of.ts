/**
 * Converts a local time to the API's format; returns `{}` if it is not a valid time.
 *
 * @param text value of a `datetime-local` input: `2026-11-28T13:00`
 */
export function momentOf<Name extends string>(
  name: Name,
  text: string | undefined,
): Partial<Record<Name, string>> {
  const moment = text ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(moment)) return {};
  return { [name]: new Date(moment).toISOString() } as Partial<Record<Name, string>>;
}

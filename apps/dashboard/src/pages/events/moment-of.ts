/**
 * What somebody entered as a moment in their own zone, as the API wants it: `{}` for what is no
 * moment.
 *
 * @param text as of an input of the type `datetime-local`: `2026-11-28T13:00`
 */
export function momentOf<Name extends string>(
  name: Name,
  text: string | undefined,
): Partial<Record<Name, string>> {
  const moment = text ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(moment)) return {};
  return { [name]: new Date(moment).toISOString() } as Partial<Record<Name, string>>;
}

/**
 * Reads JSON that the relay stored itself. One damaged row harms itself only: what cannot be read is
 * taken for something harmless, and whoever shows or uses it says so.
 */
export function readJson<Value>(text: string | null, otherwise: Value): Value {
  if (text === null) return otherwise;
  try {
    return JSON.parse(text) as Value;
  } catch {
    return otherwise;
  }
}

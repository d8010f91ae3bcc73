/**
 * Parses JSON that the relay stored itself. A damaged row only harms itself: what cannot be parsed
 * is replaced by something harmless, and whoever shows or uses it says so.
 */
export function readJson<Value>(text: string | null, otherwise: Value): Value {
  if (text === null) return otherwise;
  try {
    return JSON.parse(text) as Value;
  } catch {
    return otherwise;
  }
}

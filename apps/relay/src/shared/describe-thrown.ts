/**
 * A description of what was thrown: "TypeError: no such member". Never throws itself, as
 * third-party code may throw anything: undefined, a text, an object without a prototype.
 */
export function describeThrown(thrown: unknown): string {
  if (typeof thrown !== 'object' || thrown === null) return `Error: it threw ${String(thrown)}`;
  try {
    const { name, message } = thrown as Partial<Record<string, unknown>>;
    if (typeof message === 'string') {
      return `${typeof name === 'string' ? name : 'Error'}: ${message}`;
    }
  } catch {
    // Neither can be read.
  }
  return 'Error: it threw an object that is not an error';
}

/**
 * What was thrown, in words: "TypeError: no such member". Never throws itself, as code of others may
 * throw anything: nothing at all, a text, an object without a prototype.
 */
export function thrownWords(thrown: unknown): string {
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

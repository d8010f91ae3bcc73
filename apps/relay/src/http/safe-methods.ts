/** Methods that change nothing (RFC 9110, section 9.2.1), without TRACE, which is not served. */
const safeMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

export function isSafeMethod(method: string): boolean {
  return safeMethods.has(method);
}

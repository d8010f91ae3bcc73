import { ProblemError } from '../../shared/problems/problem.ts';

/** Visible ASCII and spaces, as in a string of structured fields (RFC 9651, section 3.3.3). */
const quoted = /^"((?:[ !#-[\]-~]|\\["\\])*)"$/;
const bare = /^[!-~]+$/;

/**
 * Parses an `Idempotency-Key`. The draft requires a quoted string; most clients send it unquoted,
 * and both mean the same key.
 *
 * @throws {ProblemError} 400 if it is neither, empty, or longer than 255 characters
 */
export function readIdempotencyKey(header: string | readonly string[]): string {
  const text = typeof header === 'string' ? header.trim() : '';
  const inner = quoted.exec(text)?.[1]?.replaceAll(/\\(["\\])/g, '$1');
  const key = inner ?? (bare.test(text) && !text.startsWith('"') ? text : '');
  if (key === '' || key.length > 255) {
    throw new ProblemError({
      status: 400,
      code: 'idempotency_key_malformed',
      detail: 'The Idempotency-Key must be 1 to 255 visible ASCII characters, such as a UUID.',
    });
  }
  return key;
}

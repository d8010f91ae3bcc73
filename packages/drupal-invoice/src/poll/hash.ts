import { createHash } from 'node:crypto';

/**
 * Length of a short hash in characters: 36 bits. It is compared with one other, never looked up.
 */
export const shortLength = 6;

/** A short hash of a member's text. */
export function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, shortLength);
}

/** A hash of everything in a row, or in a record: 60 bits. */
export function longHash(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 10);
}

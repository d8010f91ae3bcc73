import assert from 'node:assert/strict';

import type { Activity } from '../source/index.ts';

/**
 * Two lists of activities must be the same, byte for byte. They are first compared as text: a
 * difference between bytes says little, and takes a line for each.
 */
export function assertSameActivities(
  actual: readonly Activity[],
  expected: readonly Activity[],
  message: string,
): void {
  assert.deepEqual(actual.map(legible), expected.map(legible), message);
  assert.deepEqual(actual, expected, message);
}

function legible({ raw, ...others }: Activity): object {
  return { ...others, raw: decoded(raw) };
}

/** Bytes as text, for people. */
export function decoded(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

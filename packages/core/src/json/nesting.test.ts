import { expect, test } from 'vitest';

import { isTooDeep } from './nesting.ts';
import { depthLimit } from './json-tree.ts';

test('counts nested objects and arrays, but not brackets in strings', () => {
  const nested = (depth: number) => `${'[{"a":'.repeat(depth / 2)}1${'}]'.repeat(depth / 2)}`;
  expect(isTooDeep(nested(depthLimit))).toBe(false);
  expect(isTooDeep(nested(depthLimit + 2))).toBe(true);
  expect(isTooDeep('['.repeat(1_000_000))).toBe(true);
  expect(isTooDeep(`[${'[],'.repeat(100)}1]`)).toBe(false);
  expect(isTooDeep(JSON.stringify('['.repeat(100)))).toBe(false);
});

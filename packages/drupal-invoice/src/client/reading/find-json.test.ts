import { expect, test } from 'vitest';

import { findJson } from './find-json.ts';

const find = (text: string) =>
  findJson({ text, fits: (value) => typeof value === 'object' && value !== null && 'a' in value });

test.each([
  ['x {"a":1} y', '{"a":1}'],
  ['[0] {"b":1} {"a":1}', '{"a":1}'],
  ['{ [ "open {"a":"}]\\"{"}', '{"a":"}]\\"{"}'],
  ['{"b":{"a":1}}', null],
  ['[{"a":1}]', null],
  ['{"a":1', null],
  ['<body> {"a":1}', null],
  ['{"a":"<html>"} z', '{"a":"<html>"}'],
  ['', null],
])('finds the invoice in %j', (text, piece) => {
  expect(find(text)).toBe(piece);
});

test.each([
  ['open', '['.repeat(200_000)],
  ['nested', `${'['.repeat(100_000)}x${']'.repeat(100_000)}`],
  ['small', '[x]'.repeat(70_000)],
])('text made of brackets does not take long: %s', (_, text) => {
  const start = performance.now();
  expect(find(text)).toBeNull();
  // Takes about 0.1 s; trying every bracket to its end would take many minutes.
  expect(performance.now() - start).toBeLessThan(10_000);
});

test('finds JSON after many brackets that are not JSON', () => {
  expect(find(`${'[x] {y} '.repeat(500)}{"a":1}`)).toBe('{"a":1}');
});

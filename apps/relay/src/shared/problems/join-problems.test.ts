import { expect, test } from 'vitest';

import { joinProblems } from './join-problems.ts';
import { invalid } from './problem.ts';

test.each([
  [[], ''],
  [['a: must be text'], 'a: must be text'],
  [['a: Write text.'], 'a: Write text.'],
  [['a: must be text', 'b: must be a number'], 'a: must be text; b: must be a number'],
  [['a: Write it. Or not.', 'b: must be text'], 'a: Write it. Or not. b: must be text.'],
  [['a: must be text', 'b: Write "it."'], 'a: must be text. b: Write "it."'],
])('%j reads as "%s"', (problems, text) => {
  expect(joinProblems(problems)).toBe(text);
});

test('a problem document joins those of its fields', () => {
  const { message } = invalid([
    { path: 'url', message: 'The URL must be whole.' },
    { path: '', message: 'must be an object' },
  ]);
  expect(message).toBe('url: The URL must be whole. must be an object.');
});

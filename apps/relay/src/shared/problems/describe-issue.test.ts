import { expect, test } from 'vitest';
import * as v from 'valibot';

import { describeIssues } from './describe-issue.ts';

function describe(schema: v.GenericSchema, value: unknown) {
  return describeIssues(v.safeParse(schema, value).issues ?? []);
}

const schema = v.strictObject({
  name: v.string(),
  mode: v.picklist(['signature', 'token']),
  tags: v.array(v.pipe(v.string(), v.minLength(3))),
  secret: v.pipe(v.string(), v.regex(/^whsec_/, 'must begin with whsec_')),
  nested: v.optional(v.strictObject({ count: v.number() })),
});

test('says what to fix, field by field', () => {
  expect(
    describe(schema, {
      mode: 'hunter2',
      tags: ['hunter2', 'h2'],
      secret: 'hunter2',
      nested: { count: 'hunter2' },
      hunter: 2,
    }),
  ).toEqual([
    { path: 'name', message: 'is required' },
    { path: 'mode', message: 'must be "signature" or "token"' },
    { path: 'tags.1', message: 'has an invalid length: it must be >=3' },
    { path: 'secret', message: 'must begin with whsec_' },
    { path: 'nested.count', message: 'must be a number' },
    { path: 'hunter', message: 'is not a known field' },
  ]);
});

test.each([
  ['no body', undefined, 'a JSON body is required'],
  ['null', null, 'must be an object'],
  ['an array', [], 'must be an object'],
  ['text', 'hunter2', 'must be an object'],
])('says what a body of %s should be', (_, value, message) => {
  const errors = describe(schema, value);
  expect(errors[0]).toEqual(
    // To valibot, as to JavaScript, an array is an object without members.
    Array.isArray(value) ? { path: 'name', message: 'is required' } : { path: '', message },
  );
});

test('repeats nothing that was sent', () => {
  const strict = v.strictObject({
    a: v.pipe(v.string(), v.maxLength(3)),
    b: v.pipe(v.string(), v.url()),
    c: v.union([v.literal('x'), v.number()]),
    d: v.pipe(v.string(), v.startsWith('x')),
  });
  const value = { a: 'hunter2', b: 'hunter2', c: 'hunter2', d: 'hunter2' };
  const errors = describe(strict, value);
  expect(errors.map(({ path }) => path)).toEqual(['a', 'b', 'c', 'd']);
  expect(JSON.stringify(errors)).not.toContain('hunter2');
});

test('lists a hundred and says how many more there are', () => {
  const errors = describe(v.array(v.string()), Array(250).fill(1));
  expect(errors).toHaveLength(101);
  expect(errors.at(-1)).toEqual({ path: '', message: 'and 150 more' });
});

test('two rules with the same message are one problem', () => {
  const message = 'must be a whole number from 10 to 20';
  const size = v.pipe(v.number(), v.integer(message), v.minValue(10, message));
  expect(describe(size, 1.5)).toEqual([{ path: '', message }]);
});

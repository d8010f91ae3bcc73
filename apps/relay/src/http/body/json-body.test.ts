import { expect, test } from 'vitest';

import { readJsonBody } from './json-body.ts';
import { ProblemError } from '../../shared/problems/problem.ts';

function read(
  body: string | Uint8Array,
  headers: { readonly contentType?: string | undefined; readonly contentEncoding?: string } = {},
): unknown {
  return readJsonBody({
    body: typeof body === 'string' ? Buffer.from(body) : body,
    contentType: 'contentType' in headers ? headers.contentType : 'application/json',
    contentEncoding: headers.contentEncoding,
  });
}

function problemOf(work: () => unknown): ProblemError {
  try {
    work();
  } catch (error) {
    if (error instanceof ProblemError) return error;
    throw error;
  }
  throw new Error('It was taken.');
}

test.each([
  'application/json',
  'Application/JSON',
  'application/json;charset=utf-8',
  'application/json; charset="UTF-8"',
  'application/json ; charset = utf-8 ;',
  'application/json ; ',
])('accepts %s', (contentType) => {
  expect(read('{"a":[1,"é"]}', { contentType })).toEqual({ a: [1, 'é'] });
});

test('accepts an empty body, whatever its content type', () => {
  expect(
    readJsonBody({ body: undefined, contentType: undefined, contentEncoding: undefined }),
  ).toBe(undefined);
  expect(read('', { contentType: 'text/plain' })).toBe(undefined);
});

test.each([
  ['no content type', { contentType: undefined }],
  ['text', { contentType: 'text/plain' }],
  ['a form', { contentType: 'application/x-www-form-urlencoded' }],
  ['another kind of JSON', { contentType: 'application/json-patch+json' }],
  ['another encoding of text', { contentType: 'application/json; charset=iso-8859-1' }],
  ['a compressed body', { contentEncoding: 'gzip' }],
])('refuses %s with 415', (_, headers) => {
  const problem = problemOf(() => read('{}', headers));
  expect(problem.status).toBe(415);
  expect(problem.headers).toEqual({ accept: 'application/json' });
});

test.each(['application/json', 'application/json;', 'application/json; charset=utf-8'])(
  'looks at a long content type that begins with %s only once',
  (start) => {
    // With a look from each of its positions, this would take far longer than a test may.
    const contentType = `${start}${' '.repeat(100_000)}x`;
    expect(problemOf(() => read('{}', { contentType })).status).toBe(415);
  },
);

test.each([
  ['{"a": 1,}', 'position 8'],
  ['{"a": ', 'too early'],
  ['{"a": 1} x', 'position 9'],
])('says where %s goes wrong', (body, where) => {
  const problem = problemOf(() => read(body));
  expect(problem).toMatchObject({ status: 400, code: 'body_malformed' });
  expect(problem.message).toContain(where);
});

test.each(['[]', '[{"a":1}]'])('refuses a list: %s', (body) => {
  expect(problemOf(() => read(body))).toMatchObject({
    status: 400,
    code: 'body_malformed',
    message: 'The body is an array; send a JSON object.',
  });
});

test('never repeats the body', () => {
  expect(problemOf(() => read('{"key": hunter2}')).message).not.toContain('hunter2');
  expect(problemOf(() => read('hunter2')).message).not.toContain('hunter2');
});

test('refuses what is not UTF-8', () => {
  const bytes = Buffer.concat([
    Buffer.from('{"a":"'),
    Buffer.from([0xc3, 0x28]),
    Buffer.from('"}'),
  ]);
  expect(problemOf(() => read(bytes)).message).toContain('UTF-8');
});

test.each(['{"__proto__": {"admin": true}}', '{"a": [{"\\u005f_proto__": 1}]}'])(
  'refuses %s',
  (body) => {
    expect(problemOf(() => read(body))).toMatchObject({ status: 400, code: 'body_malformed' });
    expect(({} as { admin?: boolean }).admin).toBe(undefined);
  },
);

test('refuses excessive nesting, however deep', () => {
  const nested = (depth: number) => `{"a":${'['.repeat(depth - 1)}${']'.repeat(depth - 1)}}`;
  expect(read(nested(64))).toHaveProperty('a');
  for (const depth of [65, 400_000]) {
    const problem = problemOf(() => read(nested(depth)));
    expect(problem.message).toContain('64 levels');
  }
});

test('the last of several members with the same name counts', () => {
  expect(read('{"a": 1, "a": 2}')).toEqual({ a: 2 });
});

test('refuses lists that nothing takes, wherever they are, before anybody examines their items', () => {
  const list = (length: number) => Array.from({ length }, () => 'x');
  const body = (length: number) => JSON.stringify({ a: { b: [list(length)] } });
  expect(read(body(1_000))).toEqual({ a: { b: [list(1_000)] } });
  const problem = problemOf(() => read(body(1_001)));
  expect([problem.status, problem.message]).toEqual([400, expect.stringContaining('1000')]);
});

test.each([
  String.raw`{"name": "a\u0000b"}`,
  String.raw`{"a": [{"b": "\u0000"}]}`,
  String.raw`{"\u0000": 1}`,
])('refuses NUL in any text: %s', (body) => {
  expect(problemOf(() => read(body))).toMatchObject({
    status: 400,
    code: 'body_malformed',
    message: expect.stringContaining('NUL'),
  });
});

test('an escaped NUL in the text of a captured webhook is no NUL', () => {
  const payload = JSON.stringify({ Message: '\0' });
  expect(read(JSON.stringify({ payload }))).toEqual({ payload });
});

import { expect, test } from 'vitest';

import { codesOf, isTimeout } from './error-codes.ts';

test('returns the codes of an error and its causes, the outermost first', () => {
  const cause = Object.assign(new Error('x'), { code: 'ECONNREFUSED' });
  expect(codesOf(new TypeError('fetch failed', { cause }))).toEqual(['ECONNREFUSED']);
  expect(codesOf('x')).toEqual([]);
});

test('returns a few names, not sentences, and once each', () => {
  const failed = (code: string) => Object.assign(new Error('x'), { code });
  const all = new AggregateError(['the key k_1 is wrong', 'E1', 'E1', 'E2', 'E3'].map(failed));
  expect(codesOf(all)).toEqual(['E1', 'E2', 'E3']);
});

test.each(['AxiosError', 'FetchError', 'NodeApiError'])(
  'the name %s of what an HTTP client throws is only returned if nothing else is known',
  (name) => {
    const thrown = Object.assign(new Error('x'), { name });
    expect(codesOf(thrown)).toEqual([name]);
    expect(codesOf(Object.assign(thrown, { cause: { code: 'ENOTFOUND' } }))).toEqual(['ENOTFOUND']);
  },
);

test('ends for an error that is its own cause', () => {
  const own = Object.assign(new Error('x'), { code: 'E1', cause: null as unknown });
  own.cause = own;
  expect(codesOf(own)).toEqual(['E1']);
});

test('reads the type of node-fetch errors, such as a timeout', () => {
  const timeout = Object.assign(new Error('x'), { name: 'FetchError', type: 'request-timeout' });
  expect(codesOf(timeout)).toEqual(['request-timeout']);
  expect(codesOf(Object.assign(new Error('x'), { type: 'system' }))).toEqual([]);
});

test.each([
  ['request-timeout', true],
  ['TimeoutError', true],
  ['UND_ERR_HEADERS_TIMEOUT', true],
  ['ETIMEDOUT', true],
  ['ECONNREFUSED', false],
])('%s is about time: %j', (code, expected) => {
  expect(isTimeout(['FetchError', code])).toBe(expected);
});

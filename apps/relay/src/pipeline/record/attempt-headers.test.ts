import { expect, test } from 'vitest';

import { keepResponseHeaders, keepRequest } from './attempt-headers.ts';

test('however much a subscriber responds, little of it is kept', () => {
  const headers = Object.fromEntries(
    Array.from({ length: 500 }, (_, index) => [`x-${index}`, `"${'\u00e9'.repeat(2_000)}"`]),
  );
  const kept = keepResponseHeaders({ 'content-type': 'text/html', ...headers }) ?? '';
  expect(kept.length).toBeLessThanOrEqual(1_002);
  expect(JSON.parse(kept)).toMatchObject({ 'content-type': 'text/html' });
  expect(JSON.parse(kept)['x-0']).toMatch(/^"é+…$/);
});

test('a header that came more than once is kept with all its values', () => {
  expect(keepResponseHeaders({ via: ['one', 'two'], date: undefined })).toBe('{"via":"one,two"}');
  expect(keepResponseHeaders({})).toBe('{}');
  expect(keepResponseHeaders(null)).toBeNull();
});

test('cookies of a response and the path of a URL are not kept', () => {
  expect(keepResponseHeaders({ 'set-cookie': ['a=s3cret', 'b=s3cret'] })).toBe(
    '{"set-cookie":"…"}',
  );
  const kept = keepRequest({
    url: 'https://hooks.example.com:8443/s3cret?also=s3cret',
    signature: 'v1,abc',
    traceparent: null,
    ownHeaders: ['X-Key'],
  });
  expect(JSON.parse(kept)).toEqual({
    url: 'https://hooks.example.com:8443/…',
    signature: 'v1,abc',
    ownHeaders: ['X-Key'],
  });
});

test('however many headers and secrets a subscription has, little of them is kept', () => {
  const kept = keepRequest({
    url: 'https://example.com/',
    signature: 'v1,abcdefgh '.repeat(200),
    traceparent: null,
    ownHeaders: Array.from({ length: 20 }, (_, index) => `${index}-`.padEnd(100, 'x')),
  });
  expect(kept.length).toBeLessThan(1_000);
});

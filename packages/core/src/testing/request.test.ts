import { expect, test } from 'vitest';

import { buildRequest, indexOfBytes } from './request.ts';

test('builds a request as a host would pass it', () => {
  const request = buildRequest({ headers: { 'X-Time': '1' }, body: 'Ä' });
  expect(request).toEqual({
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-time': '1' },
    body: new Uint8Array([0xc3, 0x84]),
  });
  expect(buildRequest({ method: 'GET' }).body).toHaveLength(0);
});

test('finds bytes within others', () => {
  const within = new Uint8Array([1, 2, 1, 2, 3]);
  expect(indexOfBytes({ bytes: new Uint8Array([1, 2, 3]), within })).toBe(2);
  expect(indexOfBytes({ bytes: new Uint8Array([2, 3, 4]), within })).toBe(-1);
});

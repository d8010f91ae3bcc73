import { expect, test } from 'vitest';

import type { SendResult } from '../send/sender.ts';
import { withholdSecrets } from './withhold-secrets.ts';

const answered: SendResult = {
  status: 200,
  error: null,
  response: 'taken',
  headers: { 'content-type': 'text/plain' },
  durationMs: 12,
  retryAfterMs: null,
  aborted: false,
};

test('a response that repeats nothing is kept as it is', () => {
  const request = { url: 'https://hooks.test/webhook/0123456789abcdef', headers: {} };
  expect(withholdSecrets(answered, request)).toBe(answered);
});

test('a subscription whose URL changes has other secrets from then on', () => {
  const headers = { 'x-api-key': 'key-0123456789' };
  const result = {
    ...answered,
    response: '/webhook/before-0123, /webhook/after-0123, key-0123456789',
  };
  const keptOf = (url: string) => withholdSecrets(result, { url, headers }).response;
  expect(keptOf('https://hooks.test/webhook/before-0123')).toBe('…, /webhook/after-0123, …');
  expect(keptOf('https://hooks.test/webhook/after-0123')).toBe('/webhook/before-0123, …, …');
});

test.each([
  ['a header', { 'x-path': '/webhook/0123456789abcdef' }, { 'x-path': '…' }],
  [
    'one of several',
    { 'set-cookie': ['a=1', 'b=0123456789abcdef'] },
    { 'set-cookie': ['a=1', 'b=…'] },
  ],
])('%s that repeats a part of the URL is kept without it', (_, headers, kept) => {
  const request = { url: 'https://hooks.test/webhook/0123456789abcdef', headers: {} };
  expect(withholdSecrets({ ...answered, headers }, request).headers).toEqual(kept);
});

test('of a secret that the end of what is kept cuts in two, nothing is kept', () => {
  const token = 'Bearer 0123456789abcdef';
  const request = { url: 'https://hooks.test/', headers: { authorization: token } };
  const echo = `${'x'.repeat(1_000)} authorization: ${token}`;
  for (const length of [1_024, 1_030, 1_039]) {
    const { response } = withholdSecrets({ ...answered, response: echo.slice(0, length) }, request);
    expect({ length, response }).toEqual({ length, response: expect.stringMatching(/: …$/) });
  }
  const other = 'x'.repeat(1_024);
  expect(withholdSecrets({ ...answered, response: other }, request).response).toBe(other);
});

test.each([
  ['/login?state=1', 'https://hooks.test/…'],
  ['https://id.test/login?state=2', 'https://id.test/…'],
  ['app://login', '…'],
  ['https://', '…'],
])('of a redirect to %s, only the host is kept', (location, kept) => {
  const request = { url: 'https://hooks.test/', headers: {} };
  const { headers } = withholdSecrets({ ...answered, headers: { location } }, request);
  expect(headers).toEqual({ location: kept });
});

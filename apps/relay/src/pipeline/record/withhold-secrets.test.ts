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

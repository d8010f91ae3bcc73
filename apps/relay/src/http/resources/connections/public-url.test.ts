import { expect, test } from 'vitest';

import { PublicUrl } from './public-url.ts';

const listening = { publicUrl: undefined, host: '127.0.0.1', port: 4100 };

test('is where the server listens', () => {
  const publicUrl = new PublicUrl(listening);
  expect(publicUrl.value).toBe('http://127.0.0.1:4100');

  publicUrl.set('http://127.0.0.1:53211/');

  expect(publicUrl.ingestUrl('abc')).toBe('http://127.0.0.1:53211/hooks/abc');
});

test('is what is configured, wherever the server listens', () => {
  const publicUrl = new PublicUrl({ ...listening, publicUrl: 'https://relay.example.com' });
  publicUrl.set('http://127.0.0.1:53211');

  expect(publicUrl.ingestUrl('abc')).toBe('https://relay.example.com/hooks/abc');
});

test('writes an IPv6 host as URLs do', () => {
  expect(new PublicUrl({ ...listening, host: '::1' }).value).toBe('http://[::1]:4100');
});

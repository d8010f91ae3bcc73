import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import { afterAll, expect, test } from 'vitest';

import { openTestApp } from '../support/test-app.ts';

const folder = mkdtempSync(join(tmpdir(), 'relay-page-'));
mkdirSync(join(folder, 'assets'));
const page = '<!doctype html><title>Invoice Relay</title>';
const script = 'export const answer = 42;'.repeat(100);
writeFileSync(join(folder, 'index.html'), page);
writeFileSync(join(folder, 'icon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
writeFileSync(join(folder, 'assets', 'index-a1b2c3.js'), script);
writeFileSync(join(folder, 'assets', 'index-a1b2c3.js.gz'), gzipSync(script));
afterAll(() => rmSync(folder, { recursive: true }));

const open = () => openTestApp({ dashboard: folder });
const accept = 'text/html,application/xhtml+xml,*/*;q=0.8';

test.each(['/', '/events', '/events/evt_1?order=desc', '/versions', '/docsearch'])(
  '%s serves the page, protected from other content',
  async (url) => {
    await using relay = await open();
    const answer = await relay.call({ url, key: null, headers: { accept } });
    expect([answer.status, answer.text]).toEqual([200, page]);
    expect(answer.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy':
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    });
  },
);

test('files with a hash in their name are cached forever and sent compressed', async () => {
  await using relay = await open();
  const url = '/assets/index-a1b2c3.js';
  const plain = await relay.call({ url, key: null });
  expect(plain.text).toBe(script);
  expect(plain.headers['cache-control']).toBe('public, max-age=31536000, immutable');
  const small = await relay.call({ url, key: null, headers: { 'accept-encoding': 'gzip' } });
  expect(small.headers).toMatchObject({
    'content-encoding': 'gzip',
    'content-type': expect.stringContaining('javascript'),
    'cache-control': 'public, max-age=31536000, immutable',
    vary: expect.stringMatching(/accept-encoding/i),
  });
  const icon = await relay.call({ url: '/icon.svg', key: null });
  expect(icon.headers).toMatchObject({
    'cache-control': 'no-cache',
    'content-type': 'image/svg+xml',
  });
});

test.each([
  '/v1',
  '/v1/nothing',
  '/V1/nothing',
  '/hooks',
  '/docs/nothing',
  '/metrics/nothing',
  '/healthz/x',
  '/assets/missing-000000.js',
  '/.env',
  '/../package.json',
  '/%2e%2e/package.json',
  '/assets/..%2f..%2fpackage.json',
])('%s is not a page of the dashboard', async (url) => {
  await using relay = await open();
  const answer = await relay.call({ url, headers: { accept } });
  expect(answer.status).toBe(404);
  expect(answer.json.code).toBe('route_not_found');
});

test('requests that do not ask for a page, or change something, get none', async () => {
  await using relay = await open();
  const api = await relay.call({ url: '/events', headers: { accept: 'application/json' } });
  expect(api.status).toBe(404);
  const post = await relay.call({ method: 'POST', url: '/events', headers: { accept } });
  expect(post.status).toBe(404);
});

test.each([
  '/',
  '/index.html',
  '/icon.svg',
  '/assets/index-a1b2c3.js',
  '/assets/index-a1b2c3.js?v=1',
])('%s is read-only, and says so for any other method', async (url) => {
  await using relay = await open();
  for (const method of ['POST', 'PATCH', 'DELETE'] as const) {
    const answer = await relay.call({ method, url, key: null, headers: { accept } });
    expect([answer.status, answer.headers['allow']]).toEqual([405, 'GET, HEAD']);
    expect(answer.json.code).toBe('method_not_allowed');
  }
});

test('the API description is where it was', async () => {
  await using relay = await open();
  const answer = await relay.call({ url: '/docs', headers: { accept } });
  expect(answer.status).toBe(200);
  expect(answer.text).toContain('Invoice Relay API');
});

test('if the page is not built, the response says how to build it', async () => {
  await using relay = await openTestApp();
  const answer = await relay.call({ url: '/', headers: { accept } });
  expect(answer.json).toMatchObject({ status: 404, code: 'page_not_built' });
  expect(answer.json.detail).toContain('build');
});

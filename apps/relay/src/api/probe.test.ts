import { expect, test } from 'vitest';
import { writeFileSync } from 'node:fs';
import { openTestApp } from './testing/test-app.ts';
test('probe', async () => {
  await using t = await openTestApp();
  for (const c of [
    { url: '/healthz', key: null }, { url: '/readyz', key: null }, { url: '/nope', key: null },
    { url: '/v1/api-keys' }, { url: '/v1/api-keys', key: null }, {url:'/v1/api-keys', key:'x'}, {url:'/v1/api-keys', key:t.keys.read},
    { url: '/v1/api-keys', method: 'POST', body: { name: '', scopes: ['x', 'admin'], foo: 1 } },
    { url: '/v1/api-keys', method: 'POST' },
    { url: '/v1/api-keys?limit=0&x=1' }, { url: '/v1/api-keys?limit=1&limit=2' }, { url: '/v1/api-keys?limit=2' },{ url: '/v1/api-keys?after=zz' },
    { url: '/v1/api-keys', method: 'POST', body: '{"a": tru' },
    { url: '/v1/api-keys', method: 'POST', body: { name: 'n', scopes: ['admin'] }, headers: { 'idempotency-key': '"a"' } },
    { url: '/v1/api-keys', method: 'POST', body: { name: 'n', scopes: ['admin'] }, headers: { 'idempotency-key': 'a' } },
    { url: '/v1/api-keys', method: 'HEAD' }, { url: '/v1/api-keys', method: 'OPTIONS' }, {url: '/%zz'},
    { url: '/hooks/abc', method: 'POST', body: 'x' },
    { url: '/v1/api-keys', method: 'POST', body: 'x'.repeat(2000000) },
    { url: '/metrics', key: null },
    { url: '/docs', key: null },
  ] as const) {
    const a = await t.call(c as never);
    console.log(JSON.stringify(c).slice(0, 150), a.status, JSON.stringify(a.headers), a.text.slice(0, 700));
  }
  const o = await t.call({ url: '/openapi.json', key: null });
  writeFileSync('/tmp/openapi.json', JSON.stringify(o.json, null, 1));
  console.log(t.log);
  expect(1).toBe(1);
});

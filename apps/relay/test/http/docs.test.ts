import { expect, test } from 'vitest';

import { openTestApp } from '../support/test-app.ts';

test('/docs is self-contained: nothing comes from elsewhere', async () => {
  await using relay = await openTestApp();
  const page = await relay.call({ url: '/docs', key: null });
  expect(page.status).toBe(200);
  expect(page.headers['content-type']).toContain('text/html');
  expect(page.headers['content-security-policy']).toContain("default-src 'self'");
  expect(page.text).toContain('<title>Invoice Relay API</title>');

  const parts = [...page.text.matchAll(/(?:src|href)=["']([^"'#]+)["']/g)].map(([, url]) => url);
  expect(parts.length).toBeGreaterThanOrEqual(4);
  for (const part of parts) {
    if (part?.startsWith('data:') === true) continue;
    expect(part).toMatch(/^\.\/docs\//);
    const answer = await relay.call({ url: String(part).slice(1), key: null });
    expect([part, answer.status]).toEqual([part, 200]);
  }
  expect((await relay.call({ url: '/docs/', key: null })).status).toBe(200);
});

test('the page shows the content of /openapi.json', async () => {
  await using relay = await openTestApp();
  const script = await relay.call({ url: '/docs/swagger-ui-init.js', key: null });
  expect(script.text).toContain('"operationId": "apiKeys_create"');
});

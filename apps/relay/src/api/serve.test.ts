import { test } from 'vitest';
import { existsSync } from 'node:fs';
import { openTestApp } from './testing/test-app.ts';
test('serve', async () => {
  await using t = await openTestApp({ environment: { PUBLIC_URL: 'https://relay.example.com/x' } });
  await t.app.listen({ host: '127.0.0.1', port: 4555 });
  console.log('UP', t.keys.admin);
  while (!existsSync('/tmp/stop-serve')) await new Promise((r) => setTimeout(r, 200));
}, 600000);

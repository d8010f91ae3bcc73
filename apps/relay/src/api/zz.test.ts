import { test } from 'vitest';
import { existsSync, writeFileSync, mkdtempSync } from 'node:fs';
import { startRelay } from '../app/start-relay.ts';
import { readConfig } from '../config/config.ts';
test('serve', async () => {
  const dir = mkdtempSync('/tmp/rx/');
  const relay = await startRelay({ config: readConfig({ DATABASE_URL: `sqlite:${dir}/r.sqlite`, PORT: '4556', RELAY_API_KEY: 'test-key-test-key-test-key-1' }) });
  console.log(relay.url);
  while (!existsSync('/tmp/stop-serve')) await new Promise((r) => setTimeout(r, 200));
  await relay.stop();
}, 600000);

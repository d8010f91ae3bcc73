// Starts the built relay with the Node that runs this file, asks it a few things, and stops it:
// what `pnpm test` cannot see, as pnpm scripts bring a Node of their own. Run it after a build.
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../apps/relay/dist/main.js', import.meta.url));
const folder = await mkdtemp(join(tmpdir(), 'relay-smoke-'));
const key = 'an-administrator-key-for-a-smoke-test';
const relay = spawn(process.execPath, [main], {
  cwd: folder,
  env: { PATH: process.env.PATH, PORT: '0', RELAY_API_KEY: key },
  stdio: ['ignore', 'pipe', 'inherit'],
});
const ended = new Promise((resolve) => relay.once('close', resolve));

/** @returns where it listens */
async function started() {
  let output = '';
  for await (const chunk of relay.stdout.iterator({ destroyOnReturn: false })) {
    output += chunk;
    const url = /"url":"(http[^"]+)"/.exec(output)?.[1];
    if (url !== undefined) return url;
  }
  throw new Error(`The relay ended before it listened:\n${output}`);
}

const timeout = setTimeout(() => {
  relay.kill('SIGKILL');
  throw new Error('The relay did not start, answer and stop within a minute.');
}, 60_000);
try {
  const url = await started();
  relay.stdout.resume();
  for (const path of ['/healthz', '/readyz', '/openapi.json', '/v1/sources']) {
    const { status } = await fetch(url + path, { headers: { authorization: `Bearer ${key}` } });
    if (status !== 200) throw new Error(`${path} answered ${status}.`);
  }
  relay.kill('SIGTERM');
  const code = await ended;
  if (code !== 0) throw new Error(`The relay stopped with ${code}.`);
  process.stdout.write(`The built relay starts, answers and stops on Node ${process.version}.\n`);
} finally {
  clearTimeout(timeout);
  relay.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
}

import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../apps/relay/dist/main.js', import.meta.url));
const adminKey = 'an-administrator-key-for-benchmarks';

export const authKey = 'bench-key';
export const authSecret = 'bench-secret';

export interface BenchRelay extends AsyncDisposable {
  readonly ingestUrl: string;
  subscribe(url: string): Promise<void>;
}

/** The built relay in a process of its own, on a fresh database, with one connection. */
export async function startRelay(): Promise<BenchRelay> {
  const folder = mkdtempSync(join(tmpdir(), 'relay-bench-'));
  const child = spawn(process.execPath, [main], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      PORT: '0',
      DATABASE_URL: `sqlite:${join(folder, 'relay.sqlite')}`,
      RELAY_API_KEY: adminKey,
      RELAY_ALLOW_PRIVATE_NETWORKS: '127.0.0.0/8',
    },
  });
  const url = await new Promise<string>((resolve, reject) => {
    let output = '';
    child.once('exit', () => reject(new Error(`The relay ended: ${output}`)));
    child.stdout.on('data', (chunk: Buffer) => {
      if (output.includes('relay started')) return;
      output += chunk.toString();
      const started = /"url":"([^"]+)"/.exec(output);
      if (started?.[1] !== undefined && output.includes('relay started')) resolve(started[1]);
    });
  });
  const create = async (path: string, body: object): Promise<Record<string, string>> => {
    const response = await fetch(`${url}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${adminKey}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as Record<string, string>;
  };
  const connection = await create('/v1/connections', {
    source: 'envoice',
    name: 'bench',
    // Nobody listens there: a benchmark asks no vendor.
    credentials: { authKey, authSecret, baseUrl: 'http://127.0.0.1:9' },
  });
  return {
    ingestUrl: connection['ingestUrl'] as string,
    async subscribe(subscriber) {
      await create('/v1/subscriptions', { url: subscriber, eventTypes: ['*'] });
    },
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

import { randomBytes } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';

import { createRelayClient, fetchTransport } from '@invoice-relay/relay-client';
import type { RelayClient } from '@invoice-relay/relay-client';

import type { Child } from '../plumbing/child.ts';
import { choosePort } from '../plumbing/ports.ts';
import { host } from '../stage.ts';
import type { Stage } from '../stage.ts';

const preferred = 4100;
const callTimeoutMs = 5_000;

export interface RunningRelay {
  readonly url: string;
  /** An administrator key. */
  readonly apiKey: string;
  readonly client: RelayClient;
  readonly databaseFile: string;
  /** Kills it with SIGKILL. */
  kill(): Promise<void>;
  /** Starts it again with the same data. */
  startAgain(): Promise<void>;
}

/** Starts the relay on SQLite. */
export async function startRelay(stage: Stage): Promise<RunningRelay> {
  const { screen, children, folder, scripts } = stage;
  screen.step(
    'The relay',
    'It receives the vendor’s webhooks, stores them in one SQLite file, and notifies subscribers.',
  );
  const { port, moved } = await choosePort({ host, preferred });
  const url = `http://${host}:${port}`;
  const databaseFile = join(folder, 'relay.sqlite');
  const apiKey = `irk_${randomBytes(32).toString('base64url')}`;
  const client = createRelayClient({
    baseUrl: url,
    apiKey,
    transport: fetchTransport({ fetch, timeoutMs: callTimeoutMs }),
  });
  const start = (): Promise<Child> =>
    children.start({
      name: 'relay',
      script: scripts.relay,
      environment: {
        HOST: host,
        PORT: String(port),
        DATABASE_URL: `sqlite:${databaseFile}`,
        RELAY_API_KEY: apiKey,
        // The subscriber runs on this machine, which a relay refuses to send to by default.
        RELAY_ALLOW_PRIVATE_NETWORKS: '127.0.0.0/8,::1/128',
        LOG_LEVEL: 'warn',
      },
      url,
      ready: async () => {
        const { status } = await client.health();
        // Only our relay knows this key.
        await client.sources.list();
        return status === 'ok';
      },
    });
  let child = await start();
  screen.came(`The relay is running at ${url}`);
  if (moved) screen.detail(`port ${preferred} is taken, so it uses ${port}`);
  const { data: sources } = await client.sources.list();
  const names = sources.map(({ name }) => name);
  screen.check('It has the source plugin "envoice"', {
    holds: names.includes('envoice'),
    otherwise: () => `sources: ${names.join(', ')}`,
  });
  screen.check('Its database is a file on disk', { holds: (await stat(databaseFile)).size > 0 });
  screen.detail(databaseFile);
  return {
    url,
    apiKey,
    client,
    databaseFile,
    kill: () => child.kill(),
    async startAgain() {
      child = await start();
    },
  };
}

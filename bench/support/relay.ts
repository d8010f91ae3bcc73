import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { openPostgresReader } from './postgres-reader.ts';
import { relayApi } from './relay-api.ts';
import type { RelayApi } from './relay-api.ts';

const require = createRequire(new URL('../../apps/relay/package.json', import.meta.url));
const BetterSqlite3 = require('better-sqlite3');

/** `BENCH_RELAY` is the path of another build, e.g. from before a change. */
const main =
  process.env['BENCH_RELAY'] ??
  fileURLToPath(new URL('../../apps/relay/dist/main.js', import.meta.url));
/**
 * `BENCH_PROFILE` is a folder for CPU profiles of each thread, which Chrome's DevTools can open.
 */
const profiles = process.env['BENCH_PROFILE'];
const adminKey = 'an-administrator-key-for-benchmarks';
const encryptionKey = Buffer.alloc(32, 7).toString('base64');

export const authKey = 'bench-key';
export const authSecret = 'bench-secret';

export interface BenchRelay extends AsyncDisposable {
  readonly ingestUrl: string;
  /** One per connection. */
  readonly ingestUrls: readonly string[];
  /** Calls the API as an administrator and returns the response's JSON. */
  get(route: string): Promise<unknown>;
  /** Path of its database file. */
  readonly path: string;
  /** The folder with everything it needs to start again. */
  readonly folder: string;
  readonly pid: number;
  /** Stops it gracefully and keeps its folder. */
  stop(): Promise<void>;
  /** Counts the rows of a table from outside. Cheap for tables from which nothing is deleted. */
  count(table: 'events' | 'deliveries'): Promise<number>;
  /** @returns the id of the subscription */
  subscribe(url: string): Promise<string>;
  /** Deletes a subscription. */
  unsubscribe(id: string): Promise<void>;
  /** Returns the ids of all subscriptions. */
  subscriptions(): Promise<readonly string[]>;
  /** Pauses or resumes a subscription. */
  setStatus(id: string, status: 'active' | 'paused'): Promise<void>;
}

/** Reads the relay's database from outside. */
interface Reader {
  count(table: 'events' | 'deliveries'): Promise<number>;
  close(): void | Promise<void>;
}

function sqliteReader(path: string): Reader {
  const database = new BetterSqlite3(path, { readonly: true });
  const counts = {
    events: database.prepare('SELECT MAX("seq") FROM "events"').pluck(),
    deliveries: database.prepare('SELECT MAX("seq") FROM "deliveries"').pluck(),
  };
  return {
    count: async (table) => Number(counts[table].get() ?? 0),
    close: () => void (database.open && database.close()),
  };
}

interface RelayOptions {
  readonly connections?: number;
  /** A stopped relay to start again. */
  readonly again?: Pick<BenchRelay, 'folder' | 'ingestUrls'>;
  /** Additional environment variables. */
  readonly environment?: Readonly<Record<string, string>>;
  /** A database on a PostgreSQL server, instead of a SQLite file. */
  readonly postgresUrl?: string;
  /** Another build to compare with. */
  readonly main?: string;
}

/** Starts the built relay as a separate process, by default on a fresh database. */
export async function startRelay(options: RelayOptions = {}): Promise<BenchRelay> {
  const { again, postgresUrl } = options;
  const folder = again?.folder ?? mkdtempSync(join(tmpdir(), 'relay-bench-'));
  const path = join(folder, 'relay.sqlite');
  const { child, url } = await spawnRelay(options, path);
  const api = relayApi({ url, key: adminKey });
  const ingestUrls =
    again === undefined
      ? await connect(api, options.connections ?? 1)
      : again.ingestUrls.map((known) => `${url}${new URL(known).pathname}`);
  const reader =
    postgresUrl === undefined ? sqliteReader(path) : await openPostgresReader(postgresUrl);
  const end = async (signal: 'SIGTERM' | 'SIGKILL'): Promise<void> => {
    await reader.close();
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  };
  return {
    ingestUrl: ingestUrls[0] as string,
    ingestUrls,
    get: (route) => api('GET', route),
    path,
    folder,
    pid: child.pid as number,
    count: (table) => reader.count(table),
    async subscribe(subscriber) {
      const body = { url: subscriber, eventTypes: ['*'] };
      const { id } = (await api('POST', '/v1/subscriptions', body)) as { readonly id: string };
      return id;
    },
    async unsubscribe(id) {
      await api('DELETE', `/v1/subscriptions/${id}`);
    },
    async subscriptions() {
      const { data } = (await api('GET', '/v1/subscriptions')) as {
        readonly data: readonly { readonly id: string }[];
      };
      return data.map(({ id }) => id);
    },
    async setStatus(id, status) {
      await api('PATCH', `/v1/subscriptions/${id}`, { status });
    },
    stop: () => end('SIGTERM'),
    async [Symbol.asyncDispose]() {
      // A profile is only written on a graceful exit.
      await end(profiles === undefined ? 'SIGKILL' : 'SIGTERM');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Resolves when it serves requests, with its address. */
async function spawnRelay(
  options: RelayOptions,
  path: string,
): Promise<{ readonly child: ChildProcess; readonly url: string }> {
  const { postgresUrl, environment } = options;
  const profile = profiles === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profiles}`];
  const child = spawn(process.execPath, [...profile, options.main ?? main], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      PORT: '0',
      DATABASE_URL: postgresUrl ?? `sqlite:${path}`,
      ...(postgresUrl === undefined ? {} : { RELAY_ENCRYPTION_KEY: encryptionKey }),
      RELAY_API_KEY: adminKey,
      RELAY_ALLOW_PRIVATE_NETWORKS: '127.0.0.0/8',
      ...environment,
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
  return { child, url };
}

/** Creates connections. @returns their ingest URLs */
async function connect(api: RelayApi, count: number): Promise<readonly string[]> {
  const ingestUrls: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const { ingestUrl } = (await api('POST', '/v1/connections', {
      source: 'envoice',
      name: `bench ${index}`,
      // Nothing listens there: a benchmark calls no vendor.
      credentials: { authKey, authSecret, baseUrl: 'http://127.0.0.1:9' },
      // The generator's signature scheme, so that the relay doesn't search for one.
      verification: {
        mode: 'signature',
        scheme: {
          digest: 'hmac-sha256',
          key: 'authSecret',
          parts: ['timestamp', 'activity'],
          separator: '.',
          encoding: 'hex',
        },
      },
    })) as { readonly ingestUrl: string };
    ingestUrls.push(ingestUrl);
  }
  return ingestUrls;
}

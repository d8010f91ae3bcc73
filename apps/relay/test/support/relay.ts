import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import BetterSqlite3 from 'better-sqlite3';
import pg from 'pg';

import { createLogger } from '../../src/operations/logger.ts';
import { startRelay } from '../../src/app/start-relay.ts';
import type { StartOptions } from '../../src/app/start-relay.ts';
import { readConfig } from '../../src/operations/config/config.ts';
import type { SourceRegistry } from '../../src/sources/source-registry.ts';
import { copyTemplate, engine } from './engine.ts';
import { SkippingClock } from './skipping-clock.ts';
import { credentials } from './vendor.ts';

export { until } from './until.ts';

export interface ApiResponse {
  readonly status: number;
  readonly headers: Headers;
  // oxlint-disable-next-line typescript/no-explicit-any -- tests read any response
  readonly body: any;
}

export interface TestRelay extends AsyncDisposable {
  readonly url: string;
  readonly adminKey: string;
  readonly folder: string;
  /** In the format of `DATABASE_URL`. */
  readonly databaseUrl: string;
  readonly clock: SkippingClock;
  /** Everything that was logged, as text. */
  readonly log: () => string;
  call(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<ApiResponse>;
  connect(body?: object): Promise<{ readonly id: string; readonly ingestUrl: string }>;
  subscribe(body: object): Promise<{ readonly id: string; readonly secret: string }>;
  post(
    url: string,
    body: string | Uint8Array,
    headers?: Record<string, string>,
  ): Promise<ApiResponse>;
  /** Queries the database with a statement that both engines understand. */
  rows(text: string): Promise<readonly unknown[]>;
  /**
   * Stops and starts again on the same database, with other sources if given.
   *
   * @param changes.downFor lets this much time pass in between; milliseconds
   */
  restart(changes?: {
    readonly sources?: SourceRegistry;
    readonly downFor?: number;
  }): Promise<void>;
  /** Stops for good; the files stay until the test ends. */
  stop(): Promise<void>;
}

const adminKey = 'an-administrator-key-for-tests';

/** The whole relay, in this process, on a real database of the run's engine, over real HTTP. */
export async function startTestRelay(
  options: {
    readonly environment?: Readonly<Record<string, string>>;
    readonly prepareDatabase?: StartOptions['prepareDatabase'];
    readonly projector?: StartOptions['projector'];
    readonly sources?: SourceRegistry;
  } = {},
): Promise<TestRelay> {
  const folder = await mkdtemp(join(tmpdir(), 'relay-'));
  const database = await databaseOf(folder);
  const clock = new SkippingClock();
  const lines: string[] = [];
  let { sources } = options;
  const start = () =>
    startRelay({
      clock,
      // A thread for each test would load everything once more.
      projector: options.projector ?? 'here',
      logger: createLogger({ level: 'debug', destination: { write: (line) => lines.push(line) } }),
      config: readConfig({
        PORT: '0',
        ...database.environment,
        RELAY_API_KEY: adminKey,
        RELAY_ALLOW_PRIVATE_NETWORKS: '127.0.0.0/8',
        ...options.environment,
      }),
      ...(sources === undefined ? {} : { sources }),
      ...(options.prepareDatabase === undefined
        ? {}
        : { prepareDatabase: options.prepareDatabase }),
    });
  let relay = await start();
  let stopped: Promise<void> | undefined;

  const test: TestRelay = {
    get url() {
      return relay.url;
    },
    adminKey,
    folder,
    databaseUrl: String(database.environment['DATABASE_URL']),
    clock,
    log: () => lines.join(''),
    call: (method, path, body, headers = {}) =>
      send(`${relay.url}${path}`, {
        method,
        headers: {
          authorization: `Bearer ${adminKey}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    async connect(body = {}) {
      return created(
        await test.call('POST', '/v1/connections', {
          source: 'envoice',
          name: 'Shop',
          credentials,
          ...body,
        }),
      );
    },
    async subscribe(body) {
      return created(await test.call('POST', '/v1/subscriptions', { eventTypes: ['*'], ...body }));
    },
    // The ingest URL has the port of the start that showed it.
    async post(url, body, headers = { 'content-type': 'application/json' }) {
      const answer = await send(`${relay.url}${new URL(url).pathname}`, {
        method: 'POST',
        headers,
        body,
      });
      await relay.projected();
      return answer;
    },
    rows: (text) => database.rows(text),
    async restart(changes = {}) {
      sources = changes.sources ?? sources;
      await test.stop();
      clock.pass(changes.downFor ?? 0);
      relay = await start();
      stopped = undefined;
    },
    stop: () => (stopped ??= relay.stop()),
    async [Symbol.asyncDispose]() {
      await test.stop();
      await database[Symbol.asyncDispose]();
      await rm(folder, { recursive: true });
    },
  };
  return test;
}

/** A database for a relay, on the run's engine. */
async function databaseOf(folder: string): Promise<
  AsyncDisposable & {
    readonly environment: Readonly<Record<string, string>>;
    readonly rows: TestRelay['rows'];
  }
> {
  if (engine === 'sqlite') {
    return {
      async rows(text) {
        const database = new BetterSqlite3(join(folder, 'relay.sqlite'));
        try {
          return database.prepare(text).all();
        } finally {
          database.close();
        }
      },
      environment: { DATABASE_URL: `sqlite:${join(folder, 'relay.sqlite')}` },
      [Symbol.asyncDispose]: async () => {},
    };
  }
  const { url, [Symbol.asyncDispose]: drop } = await copyTemplate();
  return {
    async rows(text) {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      try {
        return (await client.query(text)).rows;
      } finally {
        await client.end();
      }
    },
    environment: {
      DATABASE_URL: url,
      DATABASE_POOL_SIZE: '4',
      RELAY_ENCRYPTION_KEY: Buffer.alloc(32, 7).toString('base64'),
    },
    [Symbol.asyncDispose]: drop,
  };
}

async function send(url: string, init: RequestInit): Promise<ApiResponse> {
  const response = await fetch(url, init);
  const text = await response.text();
  const isJson = /json/.test(response.headers.get('content-type') ?? '');
  return {
    status: response.status,
    headers: response.headers,
    body: isJson && text !== '' ? JSON.parse(text) : text,
  };
}

function created<Body>(answer: ApiResponse): Body {
  if (answer.status !== 201) {
    throw new Error(`answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  }
  return answer.body;
}

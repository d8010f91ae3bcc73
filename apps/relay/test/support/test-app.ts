import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';

import { Global, Module } from '@nestjs/common';
import type { DynamicModule, Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

import { ApiKeysModule } from '../../src/http/resources/api-keys/api-keys.module.ts';
import { ApiKeysService } from '../../src/http/resources/api-keys/api-keys.service.ts';
import { readConfig } from '../../src/operations/config/config.ts';
import { createLogger } from '../../src/operations/logger.ts';
import { CLOCK, CONFIG, LOGGER } from '../../src/shared/tokens.ts';
import { ManualClock } from './manual-clock.ts';
import { Database } from '../../src/database/database.ts';
import type { Scope } from '../../src/database/entities/api-key.entity.ts';
import { openPostgres } from '../../src/database/open-postgres.ts';
import { openSqlite } from '../../src/database/open-sqlite.ts';
import { HealthModule } from '../../src/http/resources/health/health.module.ts';
import { MetricsEndpointModule } from '../../src/http/resources/metrics/metrics-endpoint.module.ts';
import { MetricsModule } from '../../src/operations/metrics/metrics.module.ts';
import { Vault } from '../../src/database/vault/vault.ts';
import { ApiModule, createHttpApp } from '../../src/http/index.ts';
import type { Limits } from '../../src/http/index.ts';
import { copyTemplate, engine } from './engine.ts';

/** The API over a database in its own folder, with whatever a test adds to it. */
export interface TestApp extends AsyncDisposable {
  readonly app: NestFastifyApplication;
  readonly database: Database;
  readonly clock: ManualClock;
  readonly vault: Vault;
  /** The lines of the log so far. */
  readonly log: readonly string[];
  /** The routes of Nest's controllers. */
  readonly routes: readonly { readonly method: string; readonly url: string }[];
  /** Keys with one scope each. */
  readonly keys: Readonly<Record<Scope, string>>;
  /** Makes an API call with the administrator's key, unless another is given. */
  call(options: {
    readonly method?: 'GET' | 'POST' | 'PATCH' | 'DELETE' | 'HEAD' | 'OPTIONS';
    readonly url: string;
    readonly body?: unknown;
    readonly key?: string | null;
    readonly headers?: Record<string, string>;
  }): Promise<TestAnswer>;
}

/** Untyped JSON, which tests read freely. */
// oxlint-disable-next-line typescript/no-explicit-any
export type Json = any;

interface TestAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly text: string;
  readonly json: Json;
}

export async function openTestApp(
  options: {
    /** By default a new one, removed at the end. */
    readonly folder?: string;
    readonly environment?: Readonly<Record<string, string>>;
    readonly controllers?: readonly Type[];
    readonly imports?: readonly (Type | DynamicModule)[];
    readonly limits?: Partial<Limits>;
    readonly dashboard?: string;
    readonly prepare?: Parameters<typeof openSqlite>[0]['prepare'];
  } = {},
): Promise<TestApp> {
  await using cleanup = new AsyncDisposableStack();
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'relay-api-'));
  if (options.folder === undefined) {
    cleanup.defer(() => rmSync(folder, { recursive: true, force: true }));
  }
  const database = cleanup.use(await openDatabase({ ...options, folder })).database;

  const clock = new ManualClock();
  const vault = new Vault(Buffer.alloc(32, 7));
  const log: string[] = [];
  const logger = createLogger({
    level: 'info',
    destination: new Writable({
      write(chunk: Buffer, _encoding, done) {
        log.push(chunk.toString());
        done();
      },
    }),
  });

  const providers = [
    { provide: CONFIG, useValue: readConfig(options.environment ?? {}) },
    { provide: CLOCK, useValue: clock },
    { provide: LOGGER, useValue: logger },
    { provide: Database, useValue: database },
    { provide: Vault, useValue: vault },
  ];

  @Global()
  @Module({ providers, exports: providers.map(({ provide }) => provide) })
  class FoundationModule {}

  @Module({
    imports: [
      FoundationModule,
      ApiModule,
      ApiKeysModule,
      HealthModule,
      MetricsEndpointModule,
      MetricsModule,
      ...(options.imports ?? []),
    ],
    controllers: [...(options.controllers ?? [])],
  })
  class TestModule {}

  const app = await createHttpApp({
    module: TestModule,
    ...(options.limits === undefined ? {} : { limits: options.limits }),
    ...(options.dashboard === undefined ? {} : { dashboard: options.dashboard }),
  });
  cleanup.defer(() => app.close());
  const server = app.getHttpAdapter().getInstance();
  const routes: { method: string; url: string }[] = [];
  server.addHook('onRoute', ({ method, url }) => {
    for (const one of [method].flat()) routes.push({ method: one, url });
  });
  await app.init();
  await server.ready();

  const keys = {
    read: await makeKey(app, 'read'),
    subscribe: await makeKey(app, 'subscribe'),
    admin: await makeKey(app, 'admin'),
  };
  const opened = cleanup.move();
  return {
    app,
    database,
    clock,
    vault,
    log,
    routes,
    keys,
    async call({ method = 'GET', url, body, key = keys.admin, headers = {} }) {
      const answer = await app.inject({
        method,
        url,
        ...(body === undefined
          ? {}
          : { payload: typeof body === 'string' ? body : JSON.stringify(body) }),
        headers: {
          ...(key === null ? {} : { authorization: `Bearer ${key}` }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
      });
      return {
        status: answer.statusCode,
        headers: answer.headers as TestAnswer['headers'],
        text: answer.payload,
        get json() {
          return JSON.parse(answer.payload) as unknown;
        },
      };
    },
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  };
}

/** On the run's engine. */
async function openDatabase(options: {
  readonly folder: string;
  readonly prepare?: Parameters<typeof openSqlite>[0]['prepare'];
}): Promise<AsyncDisposable & { readonly database: Database }> {
  const { folder, prepare } = options;
  if (engine === 'sqlite') {
    const { database, close } = await openSqlite({
      path: join(folder, 'relay.sqlite'),
      ...(prepare === undefined ? {} : { prepare }),
    });
    return { database, [Symbol.asyncDispose]: close };
  }
  const copy = await copyTemplate();
  const { database, close } = await openPostgres({ url: copy.url });
  return {
    database,
    async [Symbol.asyncDispose]() {
      await close();
      await copy[Symbol.asyncDispose]();
    },
  };
}

async function makeKey(app: NestFastifyApplication, scope: Scope): Promise<string> {
  const { key } = await app.get(ApiKeysService).create({ name: scope, scopes: [scope] });
  return key;
}

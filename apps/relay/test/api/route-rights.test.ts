import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';

import { openSqliteStorage } from '../../src/app/open-sqlite-storage.ts';
import { RelayModule } from '../../src/app/relay.module.ts';
import { Vault } from '../../src/database/vault/vault.ts';
import { createHttpApp } from '../../src/http/index.ts';
import { ApiKeysService } from '../../src/http/resources/api-keys/api-keys.service.ts';
import { IngestService } from '../../src/pipeline/ingest/ingest.service.ts';
import { addIngestRoutes } from '../../src/pipeline/ingest/ingest-routes.ts';
import { readConfig } from '../../src/operations/config/config.ts';
import { createLogger } from '../../src/operations/logger.ts';
import type { DeliverySender } from '../../src/pipeline/send/sender.ts';
import { noTracer } from '../../src/operations/tracing/tracer.ts';
import { SourceRegistry } from '../../src/sources/source-registry.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { rules } from '../support/route-rules.ts';
import { exampleSource } from '../support/resources.ts';

const scopes = ['read', 'subscribe', 'admin'] as const;

const cleanup = new AsyncDisposableStack();
let app: NestFastifyApplication;
let routes: ReadonlySet<string>;
beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'relay-rights-'));
  cleanup.defer(() => rm(folder, { recursive: true }));
  const clock = new ManualClock();
  const logger = createLogger({ level: 'silent' });
  const storage = await openSqliteStorage({ path: join(folder, 'relay.sqlite'), clock, logger });
  cleanup.defer(() => storage.close());
  const sender: DeliverySender = {
    send: () => Promise.reject(new Error('nothing is sent here')),
    close: async () => {},
  };
  routes = recordRoutes();
  app = await createHttpApp({
    module: RelayModule.register({
      config: readConfig({}),
      clock,
      storage,
      vault: new Vault(Buffer.alloc(32, 7)),
      sources: new SourceRegistry([exampleSource]),
      sender,
      vendorTransport: () => Promise.reject(new Error('no vendor is asked here')),
      logger,
      tracer: noTracer,
    }),
    limits: { refusedCallsPerAddress: { max: 10_000, windowMs: 1_000 } },
  });
  cleanup.defer(() => app.close());
  const server = app.getHttpAdapter().getInstance();
  addIngestRoutes(server, app.get(IngestService));
  await app.init();
  await server.ready();
});
afterAll(() => cleanup.disposeAsync());

test('every route has an access rule', () => {
  // HEAD is handled by the GET route; other methods that a vendor may use are public too.
  const judged = [...routes].filter(
    (route) =>
      !route.startsWith('HEAD ') &&
      (!/\/hooks\//i.test(route) || rules.public.some((r) => r === route)),
  );
  expect(judged.toSorted()).toEqual(Object.values(rules).flat().toSorted());
});

test('every route refuses an upgrade in a problem document', async () => {
  for (const route of [...routes].filter((one) => !one.startsWith('HEAD '))) {
    const [method, path] = route.split(' ') as ['GET', string];
    const url = urlOf(path);
    const { headers, body } = await app.inject({ method, url, headers: { upgrade: 'websocket' } });
    const isProblem = headers['content-type']?.startsWith('application/problem+json');
    const code = route.startsWith('TRACE ') ? 'method_not_allowed' : 'upgrade_not_supported';
    expect([route, isProblem, JSON.parse(body).code]).toEqual([route, true, code]);
  }
});

test('every path says in a problem document which methods it has', async () => {
  for (const path of new Set([...routes].map((route) => route.split(' ')[1] ?? ''))) {
    const url = urlOf(path);
    const allow = methodsAt(url);
    for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'PROPFIND'] as const) {
      if (allow.includes(method)) continue;
      const { statusCode, headers, body } = await app.inject({ method: method as 'GET', url });
      const found = {
        status: statusCode,
        allow: headers.allow,
        type: headers['content-type'],
        code: method === 'HEAD' ? null : JSON.parse(body).code,
      };
      const wanted = {
        status: 405,
        allow: allow.join(', '),
        type: 'application/problem+json; charset=utf-8',
        code: method === 'HEAD' ? null : 'method_not_allowed',
      };
      expect({ method, url, ...found }).toEqual({ method, url, ...wanted });
    }
    expect((await app.inject({ method: 'TRACE' as 'GET', url })).headers.allow).toBe(
      allow.join(', '),
    );
  }
  const nowhere = await app.inject({ method: 'POST', url: '/v1/nowhere' });
  expect([nowhere.statusCode, nowhere.headers.allow]).toEqual([404, undefined]);
});

test('public routes need no key', async () => {
  for (const route of rules.public) expect([401, 403]).not.toContain(await statusOf(route));
});

test.each([...scopes.entries()])(
  'routes of scope %i (%s) refuse lesser keys',
  async (rank, scope) => {
    const keys = Object.fromEntries(
      await Promise.all(
        scopes.map(async (name) => {
          const { key } = await app.get(ApiKeysService).create({ name, scopes: [name] });
          return [name, key];
        }),
      ),
    );
    for (const route of rules[scope]) {
      expect([route, await statusOf(route)]).toEqual([route, 401]);
      for (const [held, name] of scopes.entries()) {
        const status = await statusOf(route, keys[name]);
        const found = { route, name, refused: status === 403, failed: [401, 500].includes(status) };
        expect(found).toEqual({ route, name, refused: held < rank, failed: false });
      }
    }
  },
);

async function statusOf(route: string, key?: string): Promise<number> {
  const [method, path] = route.split(' ') as ['GET', string];
  const answer = await app.inject({
    method,
    // Streams never end by themselves; this one is refused after the caller is let in.
    url: urlOf(path).replace('/stream', '/stream?feeds=none'),
    headers: key === undefined ? {} : { authorization: `Bearer ${key}` },
  });
  return answer.statusCode;
}

function urlOf(path: string): string {
  return path.replaceAll(/:\w+/g, 'unknown');
}

/** The methods to expect in `Allow`. */
function methodsAt(url: string): readonly string[] {
  const methods = [...routes].flatMap((route) => {
    const [method = '', pattern = ''] = route.split(' ');
    const matcher = pattern.replaceAll('*', '.*').replaceAll(/:\w+/g, '[^/]+');
    return method !== 'TRACE' && new RegExp(`^${matcher}$`).test(url) ? [method] : [];
  });
  return [...new Set(methods)].toSorted();
}

/** Every route registered with the server, from the first on: none can be added unseen. */
function recordRoutes(): ReadonlySet<string> {
  const recorded = new Set<string>();
  const getInstance = FastifyAdapter.prototype.getInstance;
  let isWatched = false;
  vi.spyOn(FastifyAdapter.prototype, 'getInstance').mockImplementation(function watched(
    this: FastifyAdapter,
  ) {
    const server = getInstance.call(this) as FastifyInstance;
    if (!isWatched) {
      isWatched = true;
      server.addHook('onRoute', ({ method, url }) => {
        for (const one of [method].flat()) recorded.add(`${one} ${url}`);
      });
    }
    return server as never;
  });
  return recorded;
}

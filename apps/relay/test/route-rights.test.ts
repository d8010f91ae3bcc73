import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { openSqliteStorage } from '../src/app/open-sqlite-storage.ts';
import { RelayModule } from '../src/app/relay.module.ts';
import { Vault } from '../src/database/vault/vault.ts';
import { createHttpApp } from '../src/http/index.ts';
import { ApiKeysService } from '../src/http/resources/api-keys/index.ts';
import { IngestService } from '../src/pipeline/ingest/ingest.service.ts';
import { addIngestRoutes } from '../src/pipeline/ingest/ingest-routes.ts';
import { readConfig } from '../src/operations/config/config.ts';
import { createLogger } from '../src/operations/logger.ts';
import type { DeliverySender } from '../src/pipeline/send/index.ts';
import { ManualClock } from '../src/shared/clock/manual-clock.ts';
import { SourceRegistry } from '../src/vendor/sources/source-registry.ts';
import { exampleSource } from './support/resources.ts';

/**
 * Who may call what. A route that is not here fails the test: give it a rule, in the code and here.
 * A `subscribe` key gets further with its own subscriptions and deliveries only: that is tested with
 * `subscription-access.ts`.
 */
const rules = {
  public: [
    'GET /',
    'GET /docs',
    'GET /docs/*',
    'GET /healthz',
    'GET /metrics',
    'GET /openapi.json',
    'GET /readyz',
    'POST /v1/session',
    'DELETE /hooks/:token',
    'GET /hooks/:token',
    'OPTIONS /hooks/:token',
    'PATCH /hooks/:token',
    'POST /hooks/:token',
    'PUT /hooks/:token',
  ],
  read: [
    'GET /v1/backfills/:id',
    'GET /v1/connections',
    'GET /v1/connections/:id',
    'GET /v1/connections/:id/backfills',
    'GET /v1/deliveries',
    'GET /v1/deliveries/:id',
    'GET /v1/event-types',
    'GET /v1/events',
    'GET /v1/events/:id',
    'GET /v1/events/:id/activity',
    'GET /v1/replays',
    'GET /v1/replays/:id',
    'DELETE /v1/session',
    'DELETE /v1/sessions',
    'GET /v1/session',
    'GET /v1/sources',
    'GET /v1/stream',
    'GET /v1/subscriptions',
    'GET /v1/subscriptions/:id',
  ],
  subscribe: [
    'DELETE /v1/replays/:id',
    'DELETE /v1/subscriptions/:id',
    'PATCH /v1/subscriptions/:id',
    'POST /v1/deliveries/:id/retry',
    'POST /v1/replays',
    'POST /v1/subscriptions',
    'POST /v1/subscriptions/:id/release',
    'POST /v1/subscriptions/:id/rotate-secret',
    'POST /v1/subscriptions/:id/test',
    'POST /v1/subscriptions/claim',
  ],
  admin: [
    'DELETE /v1/api-keys/:id',
    'DELETE /v1/connections/:id',
    'DELETE /v1/subjects/:connectionId/:kind/:id',
    'DELETE /v1/quarantine/:id',
    'GET /v1/api-keys',
    'GET /v1/quarantine',
    'GET /v1/quarantine/:id',
    'POST /v1/quarantine/:id/retry',
    'PATCH /v1/connections/:id',
    'POST /v1/api-keys',
    'POST /v1/connections',
    'POST /v1/connections/:id/backfill',
    'POST /v1/connections/:id/poll',
    'POST /v1/connections/:id/rotate-ingest-url',
    'POST /v1/signature-detections',
  ],
} as const;

const scopes = ['read', 'subscribe', 'admin'] as const;

test('every route has a rule, and keeps it', async () => {
  await using cleanup = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'relay-rights-'));
  cleanup.defer(() => rm(folder, { recursive: true }));
  const clock = new ManualClock();
  const storage = await openSqliteStorage({ path: join(folder, 'relay.sqlite'), clock });
  cleanup.defer(() => storage.close());
  const sender: DeliverySender = {
    send: () => Promise.reject(new Error('nothing is sent here')),
    close: async () => {},
  };
  const app = await createHttpApp({
    module: RelayModule.register({
      config: readConfig({}),
      clock,
      storage,
      vault: new Vault(Buffer.alloc(32, 7)),
      sources: new SourceRegistry([exampleSource]),
      sender,
      vendorTransport: () => Promise.reject(new Error('no vendor is asked here')),
      logger: createLogger({ level: 'silent' }),
    }),
    limits: { refusedCallsPerAddress: { max: 10_000, windowMs: 1_000 } },
  });
  cleanup.defer(() => app.close());
  const server = app.getHttpAdapter().getInstance();
  // These are made before the hook can tell of them.
  const routes = new Set<string>(['GET /', 'GET /docs', 'GET /openapi.json']);
  server.addHook('onRoute', ({ method, url }) => {
    for (const one of [method].flat()) routes.add(`${one} ${url}`);
  });
  addIngestRoutes(server, app.get(IngestService));
  await app.init();
  await server.ready();

  // What answers HEAD is what answers GET; other methods that a vendor may use are public too.
  const judged = [...routes].filter(
    (route) =>
      !route.startsWith('HEAD ') &&
      (!/\/hooks\//i.test(route) || rules.public.some((r) => r === route)),
  );
  expect(judged.toSorted()).toEqual(Object.values(rules).flat().toSorted());

  const keys = Object.fromEntries(
    await Promise.all(
      scopes.map(async (scope) => {
        const { key } = await app.get(ApiKeysService).create({ name: scope, scopes: [scope] });
        return [scope, key];
      }),
    ),
  );
  const statusOf = async (route: string, key?: string): Promise<number> => {
    const [method, path] = route.split(' ') as ['GET', string];
    const answer = await app.inject({
      method,
      // Streams never end by themselves; this one is refused once the caller is let in.
      url: path.replaceAll(/:\w+/g, 'unknown').replace('/stream', '/stream?feeds=none'),
      headers: key === undefined ? {} : { authorization: `Bearer ${key}` },
    });
    return answer.statusCode;
  };
  for (const route of rules.public) expect([401, 403]).not.toContain(await statusOf(route));
  for (const [index, scope] of scopes.entries()) {
    for (const route of rules[scope]) {
      expect([route, await statusOf(route)]).toEqual([route, 401]);
      for (const [held, name] of scopes.entries()) {
        const status = await statusOf(route, keys[name]);
        const told = { route, name, refused: status === 403, failed: [401, 500].includes(status) };
        expect(told).toEqual({ route, name, refused: held < index, failed: false });
      }
    }
  }
});

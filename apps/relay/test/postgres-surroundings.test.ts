import { afterAll, beforeAll, expect, test, vi } from 'vitest';

import { openPostgres } from '../src/database/open-postgres.ts';
import { Notifications } from '../src/database/postgres/notifications.ts';
import { usualPostgresSettings } from '../src/database/postgres/postgres-pool.ts';
import { Presence } from '../src/database/postgres/presence.ts';
import { startPostgres } from './support/postgres-server.ts';
import type { PostgresServer } from './support/postgres-server.ts';
import { startWay } from './support/way-to-server.ts';

/*
 * What others do around a relay's database: settings of their own, poolers, networks that fall
 * silent, standbys that go away.
 */

let server: PostgresServer;
beforeAll(async () => {
  server = await startPostgres();
}, 60_000);
afterAll(() => server[Symbol.asyncDispose]());

test('a process whose connection that listens falls silent listens on another one, and is there again', async () => {
  await using way = await startWay(await server.createDatabase());
  await (await openPostgres({ url: way.url })).close();
  const presence = new Presence({ owner: 'one' });
  let listening = 0;
  const notifications = new Notifications({
    settings: { ...usualPostgresSettings, url: way.url },
    presence,
    onSaid: () => {},
    onListening: () => (listening += 1),
    onTrouble: () => {},
    unheardMs: 500,
  });
  await notifications.start();
  expect(await presence.stands()).toBe(true);
  way.beSilent(true);
  await vi.waitFor(async () => expect(await presence.stands()).toBe(false), 20_000);
  way.beSilent(false);
  await vi.waitFor(() => expect(listening).toBeGreaterThan(1), 20_000);
  await vi.waitFor(async () => expect(await presence.stands()).toBe(true), 20_000);
  await notifications.close();
});

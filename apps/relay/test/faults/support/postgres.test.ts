import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, onTestFinished, test } from 'vitest';

import { FaultyPostgres } from './postgres.ts';

test('a server that stays silent is killed and started again, and keeps its data', async () => {
  const told: string[] = [];
  await using server = await FaultyPostgres.start({ tell: (text) => told.push(text) });
  await server.ask('CREATE DATABASE "kept"');
  server.signal('SIGSTOP');
  await server.untilItAnswers({ silentMs: 100, withinMs: 60_000 });
  expect(told[0]).toContain('has not answered for 0.1 s: it is killed and started again');
  await expect(server.ask('CREATE DATABASE "kept"')).rejects.toThrow('already exists');
});

test('a server that does not come back fails with the end of its log', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'relay-faults-gone-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  // For the user that the server runs as, if that is a different one.
  await chmod(folder, 0o777);
  await using server = await FaultyPostgres.start({
    place: { folder, logFolder: join(folder, 'log') },
  });
  await rm(join(folder, 'data', 'global', 'pg_control'));
  server.signal('SIGKILL');
  await expect(server.untilItAnswers({ silentMs: 60_000, withinMs: 500 })).rejects.toThrow(
    /did not answer within 0\.5 s\. The end of its log.*could not find the database system/s,
  );
});

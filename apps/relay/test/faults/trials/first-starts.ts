import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import { RelayHost } from '../support/relay-host.ts';
import { waitFor } from '../support/wait-for.ts';

/**
 * Several processes are started at once on a database that does not exist yet: all of them work
 * (PostgreSQL), or one does and the others say why they do not (SQLite).
 *
 * @returns what went wrong
 */
export async function firstStarts(options: {
  readonly processes: number;
  readonly rounds: number;
  /** Creates an empty database; by default SQLite files. */
  readonly createDatabase?: (() => Promise<string>) | undefined;
}): Promise<string[]> {
  const problems: string[] = [];
  for (let round = 0; round < options.rounds; round += 1) {
    const folder = await mkdtemp(join(tmpdir(), 'relay-first-'));
    const databaseUrl =
      (await options.createDatabase?.()) ?? `sqlite:${join(folder, 'data', 'relay.sqlite')}`;
    const hosts = await Promise.all(
      Array.from({ length: options.processes }, () =>
        RelayHost.create({
          DATABASE_URL: databaseUrl,
          RELAY_API_KEY: 'an-administrator-key-for-faults',
          RELAY_ENCRYPTION_KEY: Buffer.alloc(32, 5).toString('base64'),
        }),
      ),
    );
    for (const host of hosts) host.start();
    const isOne = options.createDatabase === undefined;
    const up = (): number => hosts.filter(({ listening }) => listening).length;
    const wanted = isOne ? 1 : hosts.length;
    if (!(await waitFor(() => up() >= wanted, { withinMs: 30_000 }))) {
      problems.push(`${up()} of ${wanted} started: ${hosts.map((host) => host.output).join('\n')}`);
    }
    await wait(300);
    if (up() !== wanted) problems.push(`${up()} work on one database, but ${wanted} should`);
    const ends = hosts.flatMap((host) => host.ends);
    problems.push(...ends.filter((end) => !isOne || !/another relay is running/.test(end)));
    for (const host of hosts) await host.stop();
    await rm(folder, { recursive: true, force: true });
  }
  return problems;
}

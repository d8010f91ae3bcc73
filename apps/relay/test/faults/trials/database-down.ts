import { setTimeout as wait } from 'node:timers/promises';

import pg from 'pg';

import type { Ledger } from '../support/ledger.ts';
import type { FaultyPostgres } from '../support/postgres.ts';
import { runTrial } from '../support/trial.ts';
import type { TrialOptions } from '../support/trial.ts';

type Options = Omit<TrialOptions, 'fault' | 'databaseUrl'> & {
  readonly server: FaultyPostgres;
  readonly databaseUrl: string;
  readonly rounds: number;
};

/** PostgreSQL is killed, or stopped by its administrator, and comes back. */
export function databaseRestarts(options: Options): Promise<Ledger> {
  return runTrial({
    ...options,
    async fault({ random, hosts }) {
      for (let round = 0; round < options.rounds; round += 1) {
        await Promise.all(hosts.map((host) => host.ready()));
        await wait(random.integer(300, 1_500));
        const downMs = random.integer(100, 2_500);
        if (random.chance(0.7)) await options.server.killAndStart(downMs);
        else await options.server.stopAndStart(downMs);
      }
      await wait(500);
    },
  });
}

/** All connections are cut, again and again, whatever they are doing. */
export function connectionsCut(options: Options): Promise<Ledger> {
  return runTrial({
    ...options,
    async fault({ random }) {
      for (let round = 0; round < options.rounds * 4; round += 1) {
        await wait(random.integer(50, 800));
        await options.server.cutConnections(options.databaseUrl);
      }
      await wait(500);
    },
  });
}

/** Locks that everything needs are held for longer than `lock_timeout`. */
export function locksHeld(options: Options): Promise<Ledger> {
  return runTrial({
    ...options,
    async fault({ random }) {
      for (let round = 0; round < options.rounds; round += 1) {
        await wait(random.integer(200, 800));
        const client = new pg.Client({ connectionString: options.databaseUrl });
        await client.connect();
        await client.query('BEGIN');
        const table = random.pick(['events', 'lanes', 'inbox', 'activities', 'deliveries']);
        await client.query(`LOCK TABLE "${table}" IN EXCLUSIVE MODE`);
        await wait(random.pick([500, 2_000, 6_500]));
        await client.end();
      }
      await wait(500);
    },
  });
}

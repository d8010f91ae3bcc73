import type { Ledger } from './support/ledger.ts';
import type { Random } from './support/random.ts';
import { FaultyPostgres } from './support/postgres.ts';
import { changesDuringKills } from './trials/changes.ts';
import { clockJumps } from './trials/clock-jumps.ts';
import { connectionsCut, databaseRestarts, locksHeld } from './trials/database-down.ts';
import { firstStarts } from './trials/first-starts.ts';
import { fullDisk } from './trials/full-disk.ts';
import { fullServerDisk } from './trials/full-server-disk.ts';
import { hostile } from './trials/hostile.ts';
import { kill } from './trials/kill.ts';
import { killAll } from './trials/kill-all.ts';
import { limits } from './trials/limits.ts';
import { lockedFile } from './trials/locked-file.ts';
import { paused } from './trials/paused.ts';
import { rollingRestarts } from './trials/rolling-restarts.ts';

/** How much of each fault: a quick run, or a long one. */
export interface Extent {
  readonly kills: number;
  readonly rounds: number;
  readonly requests: number;
  /** The number of relays that share a PostgreSQL database; on a SQLite file there is one. */
  readonly sharing: number;
  /** The time limit of a trial that is counted in kills or requests. Milliseconds. */
  readonly withinMs: number;
}

export type Engine = 'sqlite' | 'postgres';

/** The input of a trial. */
export interface TrialInput {
  readonly random: Random;
  readonly extent: Extent;
  readonly engine: Engine;
  /** Undefined on SQLite. */
  readonly server: FaultyPostgres | undefined;
  readonly tell: (text: string) => void;
}

/** A fault that cannot be caused on this machine, and why. */
export interface Skipped {
  readonly skipped: string;
}

/**
 * One fault. Returns a ledger, the problems if there is nothing to balance, or why it was not
 * tried.
 */
export interface NamedTrial {
  readonly name: string;
  readonly engines: readonly Engine[];
  run(input: TrialInput): Promise<Ledger | readonly string[] | Skipped>;
}

/** Where a trial runs: one relay on a SQLite file, or several on their own database. */
async function site({ random, server, extent }: TrialInput) {
  return server === undefined ? { random } : { random, ...(await postgresSite(server, extent)) };
}

async function postgresSite(server: FaultyPostgres, { sharing }: Extent) {
  return { server, databaseUrl: await server.createDatabase(), processes: sharing };
}

/** A trial with a fault of PostgreSQL itself. */
function ofPostgres(name: string, run: typeof databaseRestarts): NamedTrial {
  return {
    name,
    engines: ['postgres'],
    async run({ random, extent, tell }) {
      // A separate server: its faults must not affect other trials.
      await using server = await FaultyPostgres.start({ tell });
      return await run({ random, ...(await postgresSite(server, extent)), rounds: extent.rounds });
    },
  };
}

export const trials: readonly NamedTrial[] = [
  {
    name: 'SIGKILL at random moments',
    engines: ['sqlite', 'postgres'],
    run: async (input) => kill({ ...(await site(input)), ...input.extent, tell: input.tell }),
  },
  {
    name: 'changes by administrators during SIGKILL',
    engines: ['sqlite', 'postgres'],
    run: async (input) => changesDuringKills({ ...(await site(input)), ...input.extent }),
  },
  {
    name: 'SIGSTOP past the lease',
    engines: ['sqlite', 'postgres'],
    run: async (input) =>
      paused({
        ...(await site(input)),
        rounds: Math.ceil(input.extent.rounds / 3),
        forMs: input.server === undefined ? 7_000 : 17_000,
      }),
  },
  {
    name: 'files locked by another process',
    engines: ['sqlite'],
    run: ({ random, extent }) => lockedFile({ random, rounds: extent.rounds }),
  },
  {
    name: 'disk full',
    engines: ['sqlite', 'postgres'],
    run: ({ random, extent: { rounds, sharing }, server, tell }) =>
      server === undefined
        ? fullDisk({ random, rounds })
        : fullServerDisk({ random, rounds, processes: sharing, tell }),
  },
  {
    name: 'rolling restarts',
    engines: ['sqlite', 'postgres'],
    run: async (input) =>
      rollingRestarts({ ...(await site(input)), rounds: Math.ceil(input.extent.rounds / 2) }),
  },
  ofPostgres('PostgreSQL killed and restarted', databaseRestarts),
  ofPostgres('SIGKILL while PostgreSQL is killed', killAll),
  ofPostgres('connections cut', connectionsCut),
  ofPostgres('locks held past lock_timeout', locksHeld),
  {
    name: 'limits of accounts, polls and subscriptions',
    engines: ['postgres'],
    run: async ({ random, extent, server, tell }) =>
      limits({
        random,
        databaseUrl: await (server as FaultyPostgres).createDatabase(),
        processes: extent.sharing,
        rounds: extent.rounds,
        tell,
      }),
  },
  {
    name: 'clock jumps',
    engines: ['sqlite', 'postgres'],
    run: async (input) => clockJumps({ ...(await site(input)), rounds: input.extent.rounds }),
  },
  {
    name: 'first starts at once',
    engines: ['sqlite', 'postgres'],
    run: ({ server, extent }) =>
      firstStarts({
        processes: 3,
        rounds: Math.ceil(extent.rounds / 3),
        createDatabase: server && (() => server.createDatabase()),
      }),
  },
  {
    name: 'hostile requests',
    engines: ['sqlite', 'postgres'],
    run: async (input) => hostile({ ...(await site(input)), ...input.extent, tell: input.tell }),
  },
];

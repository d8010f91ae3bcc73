import { setTimeout as wait } from 'node:timers/promises';

import { FaultyPostgres } from '../support/postgres.ts';
import type { Ledger } from '../support/ledger.ts';
import type { RelayHost } from '../support/relay-host.ts';
import { NoSmallDiskError, SmallDisk } from '../support/small-disk.ts';
import { runTrial } from '../support/trial.ts';
import type { TrialOptions } from '../support/trial.ts';
import { waitFor } from '../support/wait-for.ts';

/** Some tens of MiB are the server's own; what each round brings must fit once space is freed. */
const tablesMebibytes = { own: 80, eachRound: 24 };
const logMebibytes = 24;

/**
 * The time limits until the problem is reported, and until everything works again. Milliseconds.
 */
const toldWithinMs = 20_000;
const wellWithinMs = 60_000;

type Options = Omit<TrialOptions, 'fault' | 'databaseUrl'> & {
  readonly rounds: number;
  readonly tell: (text: string) => void;
};

/**
 * The disk of PostgreSQL's tables is full for a while, which it reports to every writer; or that of
 * its write-ahead log, which it does not survive: space is freed and it is restarted. In each round
 * vendors get 503 and `/readyz` reports it; once there is space everything continues by itself.
 */
export async function fullServerDisk(
  options: Options,
): Promise<Ledger | { readonly skipped: string }> {
  const { own, eachRound } = tablesMebibytes;
  try {
    await using tables = await SmallDisk.create({ mebibytes: own + eachRound * options.rounds });
    await using log = await SmallDisk.create({ mebibytes: logMebibytes });
    await using server = await FaultyPostgres.start({
      place: { folder: tables.path, logFolder: `${log.path}/log` },
      tell: options.tell,
    });
    return await onDisks({ ...options, tables, log, server });
  } catch (error) {
    if (error instanceof NoSmallDiskError) return { skipped: error.message };
    throw error;
  }
}

async function onDisks(
  options: Options & {
    readonly tables: SmallDisk;
    readonly log: SmallDisk;
    readonly server: FaultyPostgres;
  },
): Promise<Ledger> {
  const { tables, log, server, rounds } = options;
  return runTrial({
    ...options,
    databaseUrl: await server.createDatabase(),
    // A process that is started while PostgreSQL is down says so and exits.
    mayEnd: true,
    async fault({ hosts, random, vendor, problem }) {
      for (let round = 0; round < rounds; round += 1) {
        await allReady(hosts);
        const isLog = round === 0 ? false : random.chance(0.4);
        const where = isLog ? 'write-ahead log' : 'tables';
        const disk = isLog ? log : tables;
        const refused = (): number => vendor.answers['503'] ?? 0;
        const before = refused();
        await disk.fillUp({ spareBytes: round === 0 ? 0 : random.pick([0, 0, 16_384, 262_144]) });
        const isTold = await waitFor(async () => refused() > before && (await someUnready(hosts)), {
          withinMs: toldWithinMs,
        });
        if (!isTold) {
          problem(
            `the disk of the ${where} was full; ${refused() - before} webhooks got 503, and /readyz ${(await someUnready(hosts)) ? 'reported it' : 'was 200'}`,
          );
        }
        if (random.chance(0.3)) random.pick(hosts).kill();
        await wait(random.integer(200, 1_500));
        await disk.empty();
        await server.untilItAnswers();
        await allReady(hosts);
        const isWell = await waitFor(async () => !(await someUnready(hosts)), {
          withinMs: wellWithinMs,
        });
        if (!isWell) {
          const told = (await unready(hosts)).join(' ');
          problem(`the disk of the ${where} had space again, but /readyz said ${told}`);
        }
      }
    },
  });
}

async function allReady(hosts: readonly RelayHost[]): Promise<void> {
  for (const host of hosts) await host.ready();
}

async function someUnready(hosts: readonly RelayHost[]): Promise<boolean> {
  return (await unready(hosts)).length > 0;
}

/**
 * What `/readyz` reports for each process that is not ready; nothing for one that does not respond.
 */
async function unready(hosts: readonly RelayHost[]): Promise<readonly string[]> {
  const told = await Promise.all(
    hosts.map(async ({ url }) => {
      try {
        const answer = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(10_000) });
        return answer.status === 503 ? [await answer.text()] : [];
      } catch {
        return [];
      }
    }),
  );
  return told.flat();
}

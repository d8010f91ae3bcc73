import 'reflect-metadata';

import { parseArgs } from 'node:util';

import { ConfigError } from '@invoice-relay/core/errors';
import * as v from 'valibot';

import { lostInbox } from '../../database/inbox/sqlite-inbox.ts';
import { MoveError } from '../../database/move/errors.ts';
import { moveDatabase } from '../../database/move/move-database.ts';
import { databaseUrlSchema } from '../../operations/config/database-url.ts';
import { systemClock } from '../../shared/clock/clock.ts';
import { warnOfUnknownVariables } from './command-config.ts';
import { moveKey } from './move-key.ts';
import { progressLines } from './move-progress.ts';
import { openSource, openTarget, refuseSameKind } from './open-move-side.ts';
import type { OpenedSide } from './open-move-side.ts';
import { startProblem } from '../start-problem.ts';

/**
 * `invoice-relay move --from URL --to URL`: copies everything that a relay stores to a database of
 * the other engine. The source stays as it is, with a mark that keeps relays from starting on it.
 */
export async function move(args: readonly string[]): Promise<void> {
  process.umask(0o077);
  try {
    warnOfUnknownVariables();
    const { from, to } = readOptions(args);
    process.stdout.write(await run(from, to));
  } catch (error) {
    process.stderr.write(
      error instanceof MoveError
        ? `Not moved: ${error.message}\n`
        : `${startProblem(error, 'Nothing was moved, or not everything')}\n`,
    );
    process.exitCode = 1;
  }
}

function readOptions(args: readonly string[]): { readonly from: string; readonly to: string } {
  const { from = '', to = '' } = parseOptions(args);
  const problems = Object.entries({ '--from': from, '--to': to }).flatMap(([option, value]) => {
    if (value === '') return [`${option}: name a database, such as sqlite:./data/relay.sqlite`];
    const { issues = [] } = v.safeParse(databaseUrlSchema, value);
    return issues.map(({ message }) => `${option}: ${message}`);
  });
  if (problems.length > 0) throw new ConfigError(problems);
  return { from, to };
}

/** @throws {ConfigError} for anything other than `--from` and `--to`, each with a value */
function parseOptions(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: { from: { type: 'string' }, to: { type: 'string' } },
    }).values;
  } catch (error) {
    const [problem = ''] = (error as Error).message.split(/[.\n]/);
    throw new ConfigError([`${problem}. "move" takes --from and --to, each with a database URL.`], {
      cause: error,
    });
  }
}

async function run(fromUrl: string, toUrl: string): Promise<string> {
  await using opened = new AsyncDisposableStack();
  const open = async (side: Promise<OpenedSide>): Promise<OpenedSide> => {
    const { close } = await side;
    opened.defer(close);
    return side;
  };
  const from = await open(openSource(fromUrl));
  const to = await open(openTarget(toUrl));
  refuseSameKind(from, to);
  const lost =
    from.path === undefined
      ? undefined
      : await lostInbox({ database: from.database, databasePath: from.path });
  if (lost !== undefined) process.stderr.write(`Warning: ${lost}\n`);
  const key = await moveKey({ from, to, environment: process.env });
  const moved = await moveDatabase({
    from,
    to,
    now: systemClock.now(),
    onProgress: progressLines((line) => process.stdout.write(`${line}\n`)),
  });
  await key.assertFits(to);
  const rows = moved.tables.reduce((sum, table) => sum + table.rows, 0);
  return [
    `Moved, and identical on both sides: ${rows.toLocaleString('en')} rows of ${moved.tables.length} tables${describeWaiting(moved.waiting)}.`,
    `Start the relay with DATABASE_URL set to the new database, and ${key.notice}.`,
    'The old database was only read, and is marked as moved: no relay of this version or newer starts on it. An older version would, and would deliver again what was already delivered.',
    '',
  ].join('\n');
}

function describeWaiting(waiting: number): string {
  return waiting === 0 ? '' : `, and ${waiting} webhooks that are not events yet`;
}

import { ConfigError } from '@invoice-relay/core/errors';
import * as v from 'valibot';

import type { Database } from '../database.ts';
import { deleteSetting, readSetting, writeSetting } from '../tables/settings.ts';
import { commandLine } from '../../shared/command-line.ts';

/** The setting of a database that was moved to another one. It stays behind. */
export const movedAwaySetting = 'moved_away';

const movedAwaySchema = v.object({
  /** The other database, human-readable, without credentials. */
  to: v.string(),
  /** When the copy was complete. Milliseconds since 1970. */
  at: v.number(),
});

/** Where everything in a database went. */
export type MovedAway = v.InferOutput<typeof movedAwaySchema>;

/** @returns undefined if no move from here has finished */
export async function movedAway(database: Database): Promise<MovedAway | undefined> {
  const value = await database.read((tx) => readSetting(tx, movedAwaySetting));
  return value === undefined ? undefined : v.parse(movedAwaySchema, JSON.parse(value));
}

/** From here on no relay works on this database. */
export async function markMovedAway(database: Database, moved: MovedAway): Promise<void> {
  const value = JSON.stringify(moved);
  await database.write((tx) => writeSetting(tx, { name: movedAwaySetting, value }));
}

/** Relays may work on it again. */
export async function unmarkMovedAway(database: Database): Promise<void> {
  await database.write((tx) => deleteSetting(tx, movedAwaySetting));
}

/** Human-readable: `postgres://db.example.com/relay at 2026-11-29T21:03:00.000Z`. */
export function describeMovedAway({ to, at }: MovedAway): string {
  return `${to} at ${new Date(at).toISOString()}`;
}

/**
 * Two relays would poll and deliver the same, and each would have a part of what arrives.
 *
 * @throws {ConfigError} if everything in this database was moved to another one
 */
export async function refuseMovedAway(database: Database): Promise<void> {
  const moved = await movedAway(database);
  if (moved === undefined) return;
  throw new ConfigError([
    `DATABASE_URL: this database was moved to ${describeMovedAway(moved)}, and has been out of date since. Set DATABASE_URL to that one. If that one is given up, "${commandLine('reopen')}" explains what it means to work on this one again.`,
  ]);
}

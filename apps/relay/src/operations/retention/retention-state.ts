import * as v from 'valibot';

import { readSetting, writeSetting } from '../../database/tables/settings.ts';
import type { Transaction } from '../../database/transaction.ts';

/** What is purged. Its counts keep the books balanced: the total ever created stays known. */
export const purgedKinds = [
  'answers',
  'attempts',
  'activities',
  'events',
  'deliveries_delivered',
  'deliveries_dead',
  'deliveries_cancelled',
] as const;
export type PurgedKind = (typeof purgedKinds)[number];

export type RetentionTable = 'attempts' | 'deliveries' | 'activities' | 'events';

const setting = 'retention';

const stateSchema = v.object({
  /** How far each table was read: a `seq`. */
  cursors: v.record(v.string(), v.number()),
  /** When tables that are read repeatedly were last read from their beginning. */
  restarts: v.optional(v.record(v.string(), v.number()), {}),
  /** How much was purged in total. */
  purged: v.record(v.string(), v.number()),
});
export type RetentionState = v.InferOutput<typeof stateSchema>;

export async function readRetention(tx: Transaction): Promise<RetentionState> {
  const value = await readSetting(tx, setting);
  if (value === undefined) return { cursors: {}, restarts: {}, purged: {} };
  return v.parse(stateSchema, JSON.parse(value));
}

/** Adds to the counts and advances a cursor, in the transaction of the purge itself. */
export async function recordPurge(
  tx: Transaction,
  options: {
    readonly table: RetentionTable;
    readonly cursor: number;
    readonly restartedAt?: number | undefined;
    readonly purged: Partial<Record<PurgedKind, number>>;
  },
): Promise<void> {
  const { table, cursor, restartedAt } = options;
  const state = await readRetention(tx);
  const purged = { ...state.purged };
  for (const [kind, count] of Object.entries(options.purged)) {
    if (count > 0) purged[kind] = (purged[kind] ?? 0) + count;
  }
  const value = JSON.stringify({
    cursors: { ...state.cursors, [table]: cursor },
    restarts: { ...state.restarts, ...(restartedAt === undefined ? {} : { [table]: restartedAt }) },
    purged,
  } satisfies RetentionState);
  await writeSetting(tx, { name: setting, value });
}

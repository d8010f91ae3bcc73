import { hours } from '../../shared/clock/durations.ts';
import { expect, test } from 'vitest';

import { ManualClock } from '../../../test/support/manual-clock.ts';
import { recordQueryPlans } from '../../../test/support/query-plans.ts';
import { temporaryDatabase } from '../../../test/support/temp-database.ts';
import { sql } from '../../database/sql/sql.ts';
import { BackfillCheckHandler } from './backfill-check-handler.ts';
import type { BackfillRequests } from './backfill-requests.ts';

test('asks for each connection whose newest backfill is old, and reads no others', async () => {
  await using files = await temporaryDatabase();
  const { database } = files;
  const clock = new ManualClock();
  const startedAt = clock.now();
  /** The hours since each backfill was requested; the last one may be open. */
  const connections: Record<string, { readonly ago: readonly number[]; readonly open?: true }> = {
    // The last one by a clock that was ahead.
    con_ahead: { ago: [51, 27, -24_000] },
    con_done: { ago: [50, 26, 2] },
    con_never: { ago: [] },
    con_old: { ago: [80, 51, 27] },
    con_open: { ago: [80, 60], open: true },
  };
  await database.write(async (tx) => {
    for (const [id, { ago, open }] of Object.entries(connections)) {
      await tx.run(
        sql`INSERT INTO "connections" ("id", "source", "name", "credentials", "settings",
              "verification_mode", "enrich", "token", "token_hash", "created_at", "updated_at")
            VALUES (${id}, 'played', '', '', '{}', 'signature', FALSE, ${id}, ${id}, 0, 0)`,
      );
      for (const [index, hoursAgo] of ago.entries()) {
        const at = startedAt - hoursAgo * hours;
        await tx.run(
          sql`INSERT INTO "backfills" ("id", "connection_id", "reason", "status", "done",
                "unreadable", "unreadable_examples", "found", "missing", "appended",
                "missing_types", "failures", "next_run_at", "created_at", "finished_at")
              VALUES (${`bf_${id}_${index}`}, ${id}, 'interval', '', 0, 0, '[]', 0, 0, 0, '{}', 0,
                0, ${at}, ${open && index === ago.length - 1 ? null : at})`,
        );
      }
    }
  });
  const asked: string[] = [];
  const requests = {
    automatic: async ({ connectionId }: { readonly connectionId: string }) => {
      asked.push(connectionId);
    },
  } as unknown as BackfillRequests;
  const handler = new BackfillCheckHandler(database, requests, clock);
  const plans = recordQueryPlans(database);
  const run = () => handler.run({ signal: new AbortController().signal });
  await run();
  expect(asked.splice(0)).toEqual(['con_ahead', 'con_done', 'con_never', 'con_old']);
  await run();
  expect(asked).toEqual(['con_ahead', 'con_never', 'con_old']);
  const [plan = []] = await plans();
  expect(plan.filter((step) => /\bb\b/.test(step))).toEqual([
    'SEARCH b USING INDEX backfills_connection (connection_id=?)',
    expect.stringMatching(/^SEARCH b .*INDEX backfills_open \(connection_id=\?\)/),
  ]);
});

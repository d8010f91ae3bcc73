import { afterAll, beforeAll, expect, test, vi } from 'vitest';

import { ReplayEntity } from '../../src/database/entities/replay.entity.ts';
import { stepSize } from '../../src/database/log-steps.ts';
import { sql } from '../../src/database/sql/sql.ts';
import { ReplayProgress } from '../../src/http/resources/replays/replay-progress.ts';
import { EmbeddedJobStore } from '../../src/jobs/embedded-job-store.ts';
import {
  cancelledAtOnce,
  ReplayCancellation,
} from '../../src/pipeline/replay/replay-cancellation.ts';
import { ReplayHandler } from '../../src/pipeline/replay/replay-handler.ts';
import { openResources } from '../support/resources.ts';
import type { Resources } from '../support/resources.ts';
import { insertRunningReplay } from '../support/running-replay.ts';

/** All in one lane, more than one step counts and several steps cancel. */
const events = stepSize + 300;

let relay: Resources;
let subscriptionId: string;
let cancellation: ReplayCancellation;
let handler: ReplayHandler;

beforeAll(async () => {
  relay = await openResources();
  const { database, queue, clock } = relay;
  ({ id: subscriptionId } = await relay.subscribe({ ordering: 'connection' }));
  const jobs = new EmbeddedJobStore(database);
  cancellation = new ReplayCancellation(database, queue, jobs, clock);
  handler = new ReplayHandler(database, queue, jobs, clock, cancellation);
  await database.write((tx) =>
    tx.run(
      sql`INSERT INTO "events" ("id", "connection_id", "activity_id", "type", "occurred_at",
            "received_at", "body")
          WITH RECURSIVE "numbers" ("n") AS (
            SELECT 1 UNION ALL SELECT "n" + 1 FROM "numbers" WHERE "n" < ${events}
          )
          SELECT 'evt_' || "n", 'con_1', "n", 'invoice.paid', "n", "n", '{}' FROM "numbers"`,
    ),
  );
});
afterAll(() => relay[Symbol.asyncDispose]());

const startReplay = (id: string) =>
  insertRunningReplay(relay.database, { id, subscriptionId, events });

const change = (statement: string) => relay.database.write((tx) => tx.query(statement));
const jobOf = (key: string) => ({ job: { kind: '', key, claim: 'x' } });
const made = async (id: string): Promise<number> => {
  const { enqueued } = await relay.database.read((tx) =>
    tx.entities.findOneByOrFail(ReplayEntity, { id }),
  );
  return enqueued;
};

test('a replay creates only some of its deliveries ahead, however few lanes it fills', async () => {
  await startReplay('rpl_ahead');
  const runs = async (): Promise<void> => {
    for (let run = 0; run < 10; run += 1) await handler.run(jobOf('rpl_ahead'));
  };
  await runs();
  const ahead = await made('rpl_ahead');
  expect(ahead).toBeGreaterThan(0);
  expect(ahead).toBeLessThan(1_000);
  await change(
    `UPDATE "deliveries" SET "status" = 'delivered', "finished_at" = 1
     WHERE "replay_id" = 'rpl_ahead' AND "event_seq" % 2 = 0`,
  );
  await runs();
  expect(await made('rpl_ahead')).toBeGreaterThan(ahead);
  expect(await made('rpl_ahead')).toBeLessThan(ahead + 1_000);
});

test('a replay with very many pending deliveries is cancelled in steps, and counted in steps', async () => {
  await startReplay('rpl_many');
  await change(`DELETE FROM "lanes"`);
  await change(
    `INSERT INTO "deliveries" ("subscription_id", "event_seq", "lane", "status", "cause",
       "replay_id", "created_at")
     SELECT '${subscriptionId}', "seq", 'many', 'pending', 'replay', 'rpl_many', 1 FROM "events"
     WHERE "seq" <= ${events} ORDER BY "seq"`,
  );
  await change(
    `INSERT INTO "lanes" ("subscription_id", "lane", "head_seq", "head_event_seq", "attempts",
       "priority", "due_at")
     SELECT "subscription_id", 'many', "seq", "event_seq", 0, 2, 1 FROM "deliveries"
     WHERE "replay_id" = 'rpl_many' ORDER BY "event_seq" LIMIT 1`,
  );
  const progress = new ReplayProgress();
  const count = async () => {
    const counts = await relay.database.read((tx) => progress.of(tx, ['rpl_many', 'rpl_none']));
    expect(counts.get('rpl_none')).toEqual({});
    return counts.get('rpl_many');
  };
  expect(await count()).toEqual({ pending: events });

  const giveUp = vi.spyOn(relay.queue, 'giveUp');
  await relay.database.write(async (tx) => {
    const replay = await tx.entities.findOneByOrFail(ReplayEntity, { id: 'rpl_many' });
    await cancellation.begin(tx, replay);
  });
  // As after a kill: the remaining state is in the database.
  for (;;) if ((await cancellation.run(jobOf('rpl_many'))) === 'done') break;

  const givenUp = await Promise.all(
    giveUp.mock.results.map(({ value }) => value as Promise<number>),
  );
  expect(Math.max(...givenUp)).toBe(cancelledAtOnce);
  expect(givenUp.reduce((sum, one) => sum + one, 0)).toBe(events);
  const lanes = await relay.database.read((tx) => tx.all(sql`SELECT 1 FROM "lanes"`));
  expect(lanes).toEqual([]);

  using now = vi.spyOn(performance, 'now');
  let time = 0;
  now.mockImplementation(() => (time += 1_000));
  const slow = new ReplayProgress();
  const slowCount = () => relay.database.read((tx) => slow.of(tx, ['rpl_many']));
  const cancelled = new Map([['rpl_many', { cancelled: events }]]);
  expect(await slowCount()).toEqual(cancelled);
  await change(`UPDATE "deliveries" SET "status" = 'delivered' WHERE "replay_id" = 'rpl_many'`);
  expect(await slowCount()).toEqual(cancelled);
  time += 60_000;
  expect(await slowCount()).toEqual(new Map([['rpl_many', { delivered: events }]]));
});

import { randomBytes } from 'node:crypto';

import type { AnySource } from '@invoice-relay/core/source';
import { expect, test } from 'vitest';

import type { Database } from '../../src/database/database.ts';
import { openPostgres } from '../../src/database/open-postgres.ts';
import { OverloadedError } from '../../src/database/overloaded-error.ts';
import { sql } from '../../src/database/sql/sql.ts';
import { claimJobs } from '../../src/database/tables/jobs.ts';
import { ApiKeyEntity } from '../../src/database/entities/api-key.entity.ts';
import { Vault } from '../../src/database/vault/vault.ts';
import { Sessions } from '../../src/http/authorization/sessions.ts';
import { EmbeddedJobStore } from '../../src/jobs/embedded-job-store.ts';
import type { ClaimedJob } from '../../src/jobs/job-store.ts';
import { createLogger } from '../../src/operations/logger.ts';
import { noTracer } from '../../src/operations/tracing/tracer.ts';
import type { EventLog } from '../../src/pipeline/log/event-log.ts';
import { defaultLimits } from '../../src/pipeline/unconfirmed/limits.ts';
import { UnconfirmedIntake } from '../../src/pipeline/unconfirmed/unconfirmed-intake.ts';
import { UnconfirmedStore } from '../../src/pipeline/unconfirmed/unconfirmed-store.ts';
import { minutes } from '../../src/shared/clock/durations.ts';
import { VerdictRecorder } from '../../src/upstream/confirmation/verdict-recorder.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { sharedPostgres } from '../support/shared-postgres.ts';
import { openTwoProcesses, somebodyWaits } from '../support/two-processes.ts';

/*
 * Writers that read first queue in one line over all processes, and each may hold it for long on a
 * busy machine: who waits in it, for how long, and what a caller is told who waited in vain.
 */

const server = sharedPostgres();
const logger = createLogger({ level: 'silent' });

/** A writer that has the turn until it is told to end. */
async function takeTurn(database: Database): Promise<AsyncDisposable> {
  const { promise: ended, resolve: end } = Promise.withResolvers<void>();
  const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
  const write = database.write(async () => {
    begin();
    await ended;
  });
  await begun;
  return {
    async [Symbol.asyncDispose]() {
      end();
      await write;
    },
  };
}

const note = (database: Database, name: string, patienceMs: number) =>
  database.write(
    (tx) => tx.run(sql`INSERT INTO "settings" ("name", "value") VALUES (${name}, ${''})`),
    { patienceMs },
  );

test('however little patience a writer has for locked rows, its process keeps its place in the line', async () => {
  await using both = await openTwoProcesses(server);
  const { one, two } = both;
  let waiting: Promise<number>;
  {
    await using _turn = await takeTurn(one.database);
    waiting = note(two.database, 'a', 1);
    let isRefused = false;
    waiting.catch(() => (isRefused = true));
    await expect.poll(async () => isRefused || (await somebodyWaits(one.database))).toBe(true);
    // Later than its patience, by the clock of the server.
    await one.database.read((tx) => tx.all(sql`SELECT pg_sleep(0.05)`));
  }
  expect(await waiting).toBe(1);
});

test('a writer whose turn does not come is told that too much is waiting, which is no disk failure', async () => {
  await using both = await openTwoProcesses(server);
  const impatient = await openPostgres({ url: both.url, poolSize: 2, lockTimeoutMs: 50 });
  const { database } = impatient;
  {
    await using _turn = await takeTurn(both.one.database);
    await expect(note(database, 'a', 10_000)).rejects.toBeInstanceOf(OverloadedError);
    expect(database.writable).toBe(true);
  }
  expect(await note(database, 'a', 10_000)).toBe(1);
  await impatient.close();
});

/** The parts of a process that write often and append nothing. */
async function openParts(database: Database) {
  const clock = new ManualClock();
  const jobs = new EmbeddedJobStore(database);
  const store = new UnconfirmedStore(database);
  const vault = new Vault(randomBytes(32));
  const sessions = { idleMs: 60 * minutes, longestMs: 600 * minutes };
  await database.write((tx) =>
    tx.entities.insert(ApiKeyEntity, {
      id: 'key_a',
      name: 'admin',
      hash: vault.fingerprint('key'),
      scopes: '["admin"]',
      origin: 'environment',
      createdAt: 0,
    }),
  );
  return {
    clock,
    jobs,
    store,
    intake: new UnconfirmedIntake({ store, database, jobs, limits: defaultLimits }),
    verdicts: new VerdictRecorder({
      database,
      store,
      clock,
      logger,
      tracer: noTracer,
      limits: defaultLimits,
      log: {} as EventLog,
    }),
    sessions: new Sessions(database, vault, clock, logger, { sessions }),
  };
}

test('what is written often and appends nothing does not wait for its turn', async () => {
  await using both = await openTwoProcesses(server);
  const { one, two } = both;
  const { clock, jobs, store, intake, verdicts, sessions } = await openParts(two.database);
  const now = clock.now();
  const signedIn = await sessions.begin({ key: 'key' }, undefined);
  for (const kind of ['poll', 'replay']) {
    await two.database.write((tx) => jobs.schedule(tx, { kind, key: 'a', dueAt: now }));
  }
  const claim = async (kind: string) =>
    (await jobs.claim({ kind, limit: 1, now, leaseMs: 60_000 }))[0] as ClaimedJob;
  const [job, other] = [await claim('poll'), await claim('replay')];
  await using _turn = await takeTurn(one.database);

  // Background work, from its claim to its end.
  expect(await jobs.renew({ job, now, leaseMs: 60_000 })).toBe(true);
  await jobs.finish(job);
  expect(await jobs.nextDueAt('poll')).toBeNull();
  await jobs.release({ job: other, dueAt: now + 5 });
  expect(await jobs.nextDueAt('replay')).toBe(now + 5);

  // Webhooks that are to be confirmed, and denials.
  const taken = await intake.take({
    connectionId: 'con_1',
    activities: [{ id: '1', raw: new TextEncoder().encode('1'), seenAt: '' }],
    receivedAt: now,
    trace: null,
  });
  expect(taken).toBe(1);
  const waiting = async () => store.load((await store.waiting('con_1')).map(({ seq }) => seq));
  await verdicts.settle({
    connectionId: 'con_1',
    source: { name: 'played' } as AnySource,
    answers: [{ rows: await waiting(), accepted: [undefined] }],
  });
  expect(await waiting()).toMatchObject([{ denials: 1 }]);

  // The use of sessions.
  clock.advance(5 * minutes);
  const used = await sessions.use(signedIn?.token ?? '');
  expect(used?.idleExpiresAt).toBe(clock.now() + 60 * minutes);
});

test('two processes that claim the same jobs at once never share one', async () => {
  await using both = await openTwoProcesses(server);
  const { one, two } = both;
  const jobs = new EmbeddedJobStore(two.database);
  await one.database.write(async (tx) => {
    for (const key of ['a', 'b']) await jobs.schedule(tx, { kind: 'poll', key, dueAt: 1 });
  });
  const claim = { kind: 'poll', limit: 2, now: 10, leaseMs: 60_000 };
  const [mine, theirs] = await one.database.write(
    async (tx) => {
      const keys = await claimJobs(tx, { ...claim, until: 60_010, claim: 'one' });
      const second = jobs.claim(claim);
      await expect.poll(() => somebodyWaits(one.database)).toBe(true);
      return [keys, { second }] as const;
    },
    { inLine: false },
  );
  expect(mine.toSorted()).toEqual(['a', 'b']);
  expect(await theirs.second).toEqual([]);
});

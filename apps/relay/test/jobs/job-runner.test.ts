import pino from 'pino';
import { expect, test, vi } from 'vitest';

import { EmbeddedJobStore } from '../../src/jobs/embedded-job-store.ts';
import { JobRunner } from '../../src/jobs/job-runner.ts';
import type { JobHandler } from '../../src/jobs/job-runner.ts';
import { hours } from '../../src/shared/clock/durations.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { temporaryDatabase } from '../support/temp-database.ts';
import { until } from '../support/until.ts';

type Run = JobHandler['run'];

async function open(handlers: readonly (Partial<JobHandler> & { readonly run: Run })[]) {
  const files = await temporaryDatabase();
  const { database } = files;
  const clock = new ManualClock();
  const store = new EmbeddedJobStore(database);
  const lines: string[] = [];
  const runner = new JobRunner({
    database,
    store,
    handlers: handlers.map((handler) => ({ kind: 'work', atOnce: 9, ...handler })),
    clock,
    logger: pino({ level: 'info' }, { write: (line: string) => lines.push(line) }),
  });
  return {
    clock,
    store,
    runner,
    lines,
    schedule: (key: string, dueAt = 0, kind = 'work') =>
      database.write((tx) => store.schedule(tx, { kind, key, dueAt })),
    cancel: (key: string) => database.write((tx) => store.cancel(tx, { kind: 'work', key })),
    async [Symbol.asyncDispose]() {
      const stopped = vi.fn<() => void>();
      const stop = runner.stop({ graceMs: 1_000 }).then(stopped);
      await until(() => {
        clock.advance(1_000);
        expect(stopped).toHaveBeenCalled();
      });
      await stop;
      await files[Symbol.asyncDispose]();
    },
  };
}

test('runs what is due, and again at the requested time', async () => {
  const ran: string[] = [];
  await using jobs = await open([
    {
      async run({ job }) {
        ran.push(job.key);
        return ran.length < 2 ? { dueAt: jobs.clock.now() + 2_000 } : 'done';
      },
    },
  ]);
  await jobs.runner.start();
  await jobs.schedule('a');
  await until(() => expect(ran).toEqual(['a']));
  await until(async () =>
    expect(await jobs.store.nextDueAt('work')).toBe(jobs.clock.now() + 2_000),
  );
  await until(() => {
    jobs.clock.advance(1_000);
    expect(ran).toEqual(['a', 'a']);
  });
  await until(async () => expect(await jobs.store.nextDueAt('work')).toBeNull());
});

test('work that is due again at once, step after step, lets others have the thread', async () => {
  const steps = 20;
  const turnsAt: number[] = [];
  let turns = 0;
  await using jobs = await open([
    {
      async run() {
        turnsAt.push(turns);
        return turnsAt.length < steps ? { dueAt: jobs.clock.now() } : 'done';
      },
    },
  ]);
  const others = new AbortController();
  const turn = (): void => {
    turns += 1;
    if (!others.signal.aborted) setImmediate(turn);
  };
  turn();
  await jobs.runner.start();
  await jobs.schedule('a');
  await until(() => expect(turnsAt).toHaveLength(steps));
  others.abort();
  expect(new Set(turnsAt).size).toBe(steps);
});

test('each kind has its own limit, and a hanging one holds up no other', async () => {
  const ran: string[] = [];
  const never = new Promise<'done'>(() => {});
  await using jobs = await open([
    {
      kind: 'slow',
      atOnce: 2,
      run: ({ job }) => {
        ran.push(job.key);
        return never;
      },
    },
    {
      run: async ({ job }) => {
        ran.push(job.key);
        return 'done';
      },
    },
  ]);
  for (const key of ['s1', 's2', 's3']) await jobs.schedule(key, 0, 'slow');
  await jobs.runner.start();
  await jobs.schedule('a');
  await until(() => expect(ran).toEqual(['s1', 's2', 'a']));
});

test('a failed job is logged by name, and run again soon, then less and less often', async () => {
  const runs: number[] = [];
  await using jobs = await open([
    {
      async run() {
        runs.push(jobs.clock.now());
        // Once it succeeds, earlier failures count no more.
        if (runs.length === 8) return { dueAt: jobs.clock.now() };
        throw new Error('disk I/O error');
      },
    },
  ]);
  const release = vi.spyOn(jobs.store, 'release');
  await jobs.runner.start();
  await jobs.schedule('a');
  await until(() => {
    jobs.clock.advance(1_000);
    expect(release.mock.calls.length).toBeGreaterThanOrEqual(10);
  });
  expect(jobs.lines.join('')).toContain('"key":"a"');
  const waits = release.mock.calls.map(([{ dueAt }], index) => dueAt - (runs[index] ?? 0));
  const asSeconds = waits.slice(0, 10).map((milliseconds) => milliseconds / 1_000);
  expect(asSeconds).toEqual([1, 2, 4, 8, 16, 30, 30, 0, 1, 2]);
});

test.each([
  { failure: Object.assign(new Error('no disk'), { code: 'SQLITE_FULL' }), perKind: 1 },
  { failure: Object.assign(new Error('a page'), { code: 'SQLITE_CORRUPT' }), perKind: 3 },
  { failure: new Error('a bug'), perKind: 3 },
])(
  'of three jobs of a kind that fail ($failure.message), and cannot record it, $perKind are logged',
  async ({ failure, perKind }) => {
    const run: Run = () => Promise.reject(failure);
    await using jobs = await open([{ run }, { kind: 'other', run }]);
    // Nor can the result be recorded.
    const release = vi.spyOn(jobs.store, 'release').mockRejectedValue(failure);
    for (const kind of ['work', 'other']) {
      for (const key of ['a', 'b', 'c']) await jobs.schedule(key, 0, kind);
    }
    await jobs.runner.start();
    await until(() => expect(release).toHaveBeenCalledTimes(6));
    await until(() => expect(jobs.lines.length).toBeGreaterThanOrEqual(4 * perKind));
    const lines = jobs.lines.map((line) => JSON.parse(line));
    for (const kind of ['work', 'other']) {
      for (const msg of [
        'a job failed; it will be retried',
        'could not record the result of a job; it will run again',
      ]) {
        const same = lines.filter((line) => line.kind === kind && line.msg === msg);
        expect([kind, msg, same.length]).toEqual([kind, msg, perKind]);
      }
    }
  },
);

test('the failures of a job that was cancelled are forgotten', async () => {
  const failed: string[] = [];
  await using jobs = await open([
    {
      async run({ job }) {
        failed.push(job.key);
        throw new Error('disk I/O error');
      },
    },
  ]);
  const release = vi.spyOn(jobs.store, 'release');
  await jobs.runner.start();
  await jobs.schedule('a');
  await until(() => {
    jobs.clock.advance(1_000);
    expect(release.mock.calls.length).toBeGreaterThanOrEqual(4);
  });
  await jobs.cancel('a');
  jobs.clock.advance(2 * hours);
  await jobs.schedule('b');
  await until(() => expect(failed.at(-1)).toBe('b'));
  await until(() => expect(release.mock.lastCall?.[0].job.key).toBe('b'));
  await jobs.schedule('a');
  await until(() => expect(release.mock.lastCall?.[0].job.key).toBe('a'));
  expect(release.mock.lastCall?.[0].dueAt).toBe(jobs.clock.now() + 1_000);
});

test('a claim is renewed for as long as the work continues', async () => {
  const gate = Promise.withResolvers<'done'>();
  const run = vi.fn<Run>(() => gate.promise);
  await using jobs = await open([{ run }]);
  await jobs.runner.start();
  await jobs.schedule('a');
  await until(() => expect(run).toHaveBeenCalledOnce());
  for (let minute = 0; minute < 30; minute += 1) {
    jobs.clock.advance(10_000);
    const end = jobs.clock.now() + 60_000;
    await until(async () => expect(await jobs.store.nextDueAt('work')).toBe(end));
  }
  gate.resolve('done');
  await until(async () => expect(await jobs.store.nextDueAt('work')).toBeNull());
  expect(run).toHaveBeenCalledOnce();
});

test('a process stalled for longer than the lease continues with jobs nobody took', async () => {
  const gate = Promise.withResolvers<'done'>();
  const run = vi.fn<Run>(() => gate.promise);
  await using jobs = await open([{ run }]);
  await jobs.runner.start();
  await jobs.schedule('a');
  await until(() => expect(run).toHaveBeenCalledOnce());
  jobs.clock.advance(24 * 60 * 60_000);
  await until(async () => {
    jobs.clock.advance(5_000);
    expect(await jobs.store.nextDueAt('work')).toBeGreaterThan(jobs.clock.now() + 40_000);
  });
  gate.resolve('done');
  await until(async () => expect(await jobs.store.nextDueAt('work')).toBeNull());
  expect(run).toHaveBeenCalledOnce();
});

test('a process that lost the claim is told to end', async () => {
  let signal: AbortSignal | undefined;
  await using jobs = await open([
    {
      run: (options) =>
        new Promise((_, reject) => {
          signal = options.signal;
          options.signal.addEventListener('abort', () => reject(options.signal.reason));
        }),
    },
  ]);
  await jobs.runner.start();
  await jobs.schedule('a');
  await until(() => expect(signal).toBeDefined());
  const leaseMs = 600_000;
  const [taken] = await jobs.store.claim({
    kind: 'work',
    limit: 1,
    now: jobs.clock.now() + 61_000,
    leaseMs,
  });
  await until(() => {
    jobs.clock.advance(10_000);
    expect(signal?.aborted).toBe(true);
  });
  expect(await jobs.store.renew({ job: taken!, now: jobs.clock.now(), leaseMs })).toBe(true);
});

test.each([
  { failure: Object.assign(new Error('no disk'), { code: 'SQLITE_FULL' }), lines: 1 },
  { failure: Object.assign(new Error('a page'), { code: 'SQLITE_CORRUPT' }), lines: 3 },
])(
  'claims that cannot be renewed ($failure.message) are $lines lines a minute, and one at the end',
  async (given) => {
    const gate = Promise.withResolvers<'done'>();
    await using jobs = await open([{ run: () => gate.promise }]);
    const keys = ['a', 'b', 'c'];
    for (const key of keys) await jobs.schedule(key);
    await jobs.runner.start();
    await until(async () =>
      expect((await jobs.store.running({ kind: 'work', keys, now: 1 })).size).toBe(3),
    );
    const renew = vi.spyOn(jobs.store, 'renew').mockRejectedValue(given.failure);
    const messages = () => jobs.lines.map((line) => JSON.parse(line).msg);
    const failed = Array.from(
      { length: given.lines },
      () => 'could not renew the claim of a job; will try again',
    );
    /** Lets time pass, but no more than so much, until the check passes. Milliseconds. */
    const within = (milliseconds: number, check: () => void): Promise<void> => {
      const limit = jobs.clock.now() + milliseconds;
      return until(() => {
        if (jobs.clock.now() < limit) jobs.clock.advance(1_000);
        check();
      });
    };
    await within(30_000, () => expect(messages()).toEqual(failed));
    await within(20_000, () => expect(renew.mock.calls.length).toBeGreaterThan(given.lines));
    expect(messages()).toEqual(failed);
    // It has been failing for another while: that is news.
    await within(Infinity, () => expect(messages()).toEqual([...failed, ...failed]));
    renew.mockResolvedValue(true);
    const all = [...failed, ...failed, 'claims of jobs are renewed again'];
    await within(Infinity, () => expect(messages()).toEqual(all));
    renew.mockRejectedValue(given.failure);
    // At once, as it had succeeded.
    await within(30_000, () => expect(messages()).toEqual([...all, ...failed]));
    renew.mockRestore();
    gate.resolve('done');
    await until(async () => expect(await jobs.store.nextDueAt('work')).toBeNull());
  },
);

test('recurring work is due at every start', async () => {
  const run = vi.fn<Run>(async () => ({ dueAt: 9e15 }));
  await using jobs = await open([{ recurring: true, run }]);
  await jobs.runner.start();
  await until(() => expect(run).toHaveBeenCalledOnce());
});

test('a stop aborts running jobs, waits no longer than the grace period, and leaves them due', async () => {
  let cut = 0;
  const never = new Promise<'done'>(() => {});
  const jobs = await open([
    {
      run: ({ job, signal }) => {
        if (job.key === 'deaf') return never;
        return new Promise((_, reject) => {
          signal.addEventListener('abort', () => {
            cut += 1;
            reject(signal.reason);
          });
        });
      },
    },
  ]);
  await jobs.schedule('deaf');
  await jobs.schedule('a');
  await jobs.runner.start();
  await until(async () =>
    expect((await jobs.store.running({ kind: 'work', keys: ['a', 'deaf'], now: 1 })).size).toBe(2),
  );
  const stopped = vi.fn<() => void>();
  const stop = jobs.runner.stop({ graceMs: 1_000 }).then(stopped);
  await until(() => expect(cut).toBe(1));
  await until(async () => expect(await jobs.store.nextDueAt('work')).toBe(jobs.clock.now()));
  expect(stopped).not.toHaveBeenCalled();
  await until(() => {
    jobs.clock.advance(1_000);
    expect(stopped).toHaveBeenCalled();
  });
  await stop;
  expect(jobs.lines).toEqual([]);
});

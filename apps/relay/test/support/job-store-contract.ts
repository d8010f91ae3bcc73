import { describe, expect, test, vi } from 'vitest';

import type { Database } from '../../src/database/database.ts';
import type { JobStore } from '../../src/jobs/job-store.ts';

/** A store on its own database. */
export interface JobStoreUnderTest extends AsyncDisposable {
  readonly database: Database;
  readonly store: JobStore;
}

/** What every engine behind the job store must do. */
export function jobStoreContract(options: {
  readonly engine: string;
  readonly open: () => Promise<JobStoreUnderTest>;
}): void {
  describe(`job store: ${options.engine}`, () => {
    const leaseMs = 60;

    async function setUp() {
      const under = await options.open();
      const { database, store } = under;
      return {
        database,
        store,
        schedule: (key: string, dueAt: number, kind = 'poll') =>
          database.write((tx) => store.schedule(tx, { kind, key, dueAt })),
        claim: (now: number, limit = 9, kind = 'poll') =>
          store.claim({ kind, limit, now, leaseMs }),
        /** Claims the one job that is due. */
        async claimOne(now: number) {
          const [job, ...others] = await store.claim({ kind: 'poll', limit: 9, now, leaseMs });
          if (job === undefined || others.length > 0) throw new Error('not one job was due');
          return job;
        },
        [Symbol.asyncDispose]: () => under[Symbol.asyncDispose](),
      };
    }

    const keysOf = (jobs: readonly { readonly key: string }[]) => jobs.map(({ key }) => key);

    test('claims what is due of a kind, longest due first, each once', async () => {
      await using jobs = await setUp();
      await jobs.schedule('b', 20);
      await jobs.schedule('a', 10);
      await jobs.schedule('late', 31);
      await jobs.schedule('other', 0, 'backfill');

      expect(await jobs.store.nextDueAt('poll')).toBe(10);
      expect(keysOf(await jobs.claim(30, 1))).toEqual(['a']);
      expect(keysOf(await jobs.claim(30))).toEqual(['b']);
      expect(await jobs.claim(30)).toEqual([]);
      expect(await jobs.store.nextDueAt('nothing')).toBeNull();
    });

    test('there is one job of each key, due when it was first scheduled', async () => {
      await using jobs = await setUp();
      await jobs.schedule('a', 20);
      await jobs.schedule('a', 10);
      await jobs.schedule('a', 30);

      expect(await jobs.claim(9)).toEqual([]);
      const job = await jobs.claimOne(10);
      await jobs.store.finish(job);
      expect(await jobs.store.nextDueAt('poll')).toBeNull();
    });

    test('a job scheduled while it runs is due once more, not twice at once', async () => {
      await using jobs = await setUp();
      await jobs.schedule('a', 10);
      const job = await jobs.claimOne(10);
      await jobs.schedule('a', 40);
      await jobs.schedule('a', 30);
      await jobs.schedule('a', 50);

      expect(await jobs.claim(50)).toEqual([]);
      await jobs.store.finish(job);
      expect(await jobs.claim(29)).toEqual([]);
      await jobs.store.finish(await jobs.claimOne(30));
      expect(await jobs.store.nextDueAt('poll')).toBeNull();
    });

    test('a released job is due then, or sooner if that was requested in the meantime', async () => {
      await using jobs = await setUp();
      await jobs.schedule('a', 10);
      await jobs.store.release({ job: await jobs.claimOne(10), dueAt: 30 });
      expect(await jobs.store.nextDueAt('poll')).toBe(30);
      const again = await jobs.claimOne(30);
      await jobs.schedule('a', 35);
      await jobs.store.release({ job: again, dueAt: 90 });
      expect(await jobs.store.nextDueAt('poll')).toBe(35);
    });

    test('a claim that is not renewed expires, and then counts for nothing', async () => {
      await using jobs = await setUp();
      await jobs.schedule('a', 0);
      const lost = await jobs.claimOne(0);
      expect(await jobs.store.renew({ job: lost, now: 50, leaseMs })).toBe(true);
      expect(await jobs.claim(109)).toEqual([]);
      expect(await jobs.database.write((tx) => jobs.store.holds(tx, lost))).toBe(true);

      const taken = await jobs.claimOne(110);
      expect(taken.key).toBe('a');
      expect(await jobs.store.renew({ job: lost, now: 111, leaseMs })).toBe(false);
      expect(await jobs.database.write((tx) => jobs.store.holds(tx, lost))).toBe(false);
      await jobs.store.finish(lost);
      await jobs.store.release({ job: lost, dueAt: 0 });
      expect(await jobs.database.write((tx) => jobs.store.holds(tx, taken))).toBe(true);
      expect(await jobs.claim(169)).toEqual([]);
    });

    test('a job scheduled in a transaction that fails is not there', async () => {
      await using jobs = await setUp();
      const heard = vi.fn<() => void>();
      jobs.store.onScheduled(heard);
      await jobs.database
        .write(async (tx) => {
          await jobs.store.schedule(tx, { kind: 'poll', key: 'a', dueAt: 0 });
          throw new Error('changed my mind');
        })
        .catch(() => {});
      expect(await jobs.claim(0)).toEqual([]);
      expect(heard).not.toHaveBeenCalled();
    });

    test('reports what was scheduled, until nobody listens', async () => {
      await using jobs = await setUp();
      const heard = vi.fn<() => void>();
      const stop = jobs.store.onScheduled(heard);
      await jobs.schedule('a', 0);
      await expect.poll(() => heard.mock.calls.length).toBe(1);
      stop();
      await jobs.schedule('b', 0);
      expect(heard).toHaveBeenCalledOnce();
    });

    test('a cancelled job is gone, also for its claimant', async () => {
      await using jobs = await setUp();
      await jobs.schedule('a', 0);
      const job = await jobs.claimOne(0);
      await jobs.database.write((tx) => jobs.store.cancel(tx, { kind: 'poll', key: 'a' }));
      expect(await jobs.store.renew({ job, now: 1, leaseMs })).toBe(false);
      await jobs.store.release({ job, dueAt: 0 });
      expect(await jobs.store.nextDueAt('poll')).toBeNull();
    });

    test('lists running jobs', async () => {
      await using jobs = await setUp();
      await jobs.schedule('a', 0);
      await jobs.schedule('b', 10);
      await jobs.claimOne(0);
      const running = (now: number, keys = ['a', 'b', 'c']) =>
        jobs.store.running({ kind: 'poll', keys, now });
      expect([...(await running(1))]).toEqual(['a']);
      expect([...(await running(leaseMs))]).toEqual([]);
      expect([...(await running(1, []))]).toEqual([]);
    });
  });
}

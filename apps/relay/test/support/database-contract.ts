import { In } from 'typeorm';
import { describe, expect, test, vi } from 'vitest';

import type { Database } from '../../src/database/database.ts';
import { OverloadedError } from '../../src/database/overloaded-error.ts';
import { longestLineMs } from '../../src/database/write-lock.ts';
import { JobEntity } from '../../src/database/entities/job.entity.ts';
import { integers, rows, sql, texts } from '../../src/database/sql/sql.ts';

/** What every engine behind `Database` must do. */
export function databaseContract(options: {
  readonly engine: string;
  /** A separate database with all tables and no rows. */
  readonly open: () => Promise<AsyncDisposable & { readonly database: Database }>;
}): void {
  const { engine, open } = options;
  const settings = { table: 'settings', columns: { name: 'text', value: 'text' } } as const;

  async function put(database: Database, name: string): Promise<void> {
    await database.write((tx) => tx.insertMany(settings, [[name, '']]));
  }

  async function names(database: Database): Promise<string[]> {
    const found = await database.read((tx) =>
      tx.all<{ name: string }>(sql`SELECT "name" FROM "settings" ORDER BY "name"`),
    );
    return found.map(({ name }) => name);
  }

  describe(`database: ${engine}`, () => {
    test('a write that fails leaves nothing, and affects no other', async () => {
      await using files = await open();
      const { database } = files;
      const results = await Promise.allSettled([
        put(database, 'a'),
        database.write(async () => {
          await put(database, 'b');
          throw new Error('changed my mind');
        }),
        put(database, 'c'),
      ]);
      expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
      expect(await names(database)).toEqual(['a', 'c']);
    });

    test('a read followed by a write is not overtaken', async () => {
      await using files = await open();
      const { database } = files;
      const count = 20;
      const putNext = () =>
        database.write(async (tx) => {
          const row = await tx.first<{ count: number }>(
            sql`SELECT COUNT(*) AS "count" FROM "settings"`,
          );
          await tx.insertMany(settings, [[`name ${Number(row?.count)}`, '']]);
        });
      await Promise.all(Array.from({ length: count }, putNext));
      expect(await names(database)).toHaveLength(count);
    });

    test('a writer in a queue that does not move gets an error, which is not a disk failure', async () => {
      await using files = await open();
      const { database } = files;
      const { promise: ended, resolve: end } = Promise.withResolvers<void>();
      const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
      const slow = database.write(async (tx) => {
        begin();
        await ended;
        await tx.insertMany(settings, [['slow', '']]);
      });
      await begun;
      vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
      try {
        const [answer] = await Promise.all([
          put(database, 'impatient').catch((error: unknown) => error),
          vi.advanceTimersByTimeAsync(longestLineMs),
        ]);
        expect(answer).toBeInstanceOf(OverloadedError);
      } finally {
        vi.useRealTimers();
      }
      expect(database.writable).toBe(true);
      end();
      await slow;
      await put(database, 'next');
      expect(await names(database)).toEqual(['next', 'slow']);
    });

    test('reads see only what is committed, except inside the write itself', async () => {
      await using files = await open();
      const { database } = files;
      const inside = Promise.withResolvers<void>();
      const finish = Promise.withResolvers<void>();
      let seenInside: string[] = [];
      const write = database.write(async () => {
        await put(database, 'a');
        seenInside = await names(database);
        inside.resolve();
        await finish.promise;
      });
      await inside.promise;
      expect(seenInside).toEqual(['a']);
      expect(await names(database)).toEqual([]);
      finish.resolve();
      await write;
      expect(await names(database)).toEqual(['a']);
    });

    test('a failed commit is never mistaken for a success', async () => {
      await using files = await open();
      const { database } = files;
      const swallowed = database.write(async (tx) => {
        await tx.insertMany(settings, [['a', '']]);
        await tx.insertMany(settings, [['a', 'again']]).catch(() => {});
      });
      const outcome = await swallowed.then(
        () => 'kept',
        () => 'refused',
      );
      // SQLite undoes only the statement, PostgreSQL the whole transaction: the reported result is
      // true.
      expect(await names(database)).toEqual(outcome === 'kept' ? ['a'] : []);
    });

    test('what is written reads back the same: booleans, bytes, null, long numbers, text with quotes', async () => {
      await using files = await open();
      const { database } = files;
      const insert = {
        table: 'activities',
        columns: {
          connection_id: 'text',
          activity_id: 'text',
          raw: 'bytes',
          via: 'text',
          received_at: 'bigint',
        },
        onConflict: 'ON CONFLICT ("connection_id", "activity_id") DO NOTHING',
        returning: ['activity_id'],
      } as const;
      const row = (id: string) => ['con_1', id, new Uint8Array([0, 255]), `it's`, 2 ** 52];
      await database.write(async (tx) => {
        expect(await tx.insertMany(insert, [row('1'), row('2')])).toHaveLength(2);
        expect(await tx.insertMany(insert, [row('2'), row('3')])).toEqual([{ activity_id: '3' }]);
        expect(await tx.insertMany(insert, [])).toEqual([]);
      });
      const found = await database.read((tx) =>
        tx.first<{ raw: Uint8Array }>(
          sql`SELECT "raw", "via", "received_at" AS "at" FROM "activities" LIMIT 1`,
        ),
      );
      expect(found).toEqual({ raw: Buffer.from([0, 255]), via: `it's`, at: 2 ** 52 });
    });

    test('an id with NUL, which any caller may send, is an unknown id and not an error', async () => {
      await using files = await open();
      const { database } = files;
      const key = 'a\0b';
      await database.write(async (tx) => {
        expect(await tx.entities.findOneBy(JobEntity, { key })).toBe(null);
        expect(await tx.entities.findOneBy(JobEntity, { key: In([key]) })).toBe(null);
        await tx.entities.update(JobEntity, { key }, { dueAt: 1 });
        await tx.entities.delete(JobEntity, { key });
        expect(await tx.first(sql`SELECT 1 FROM "jobs" WHERE "key" = ${key}`)).toBe(undefined);
        expect(await tx.all(sql`SELECT 1 FROM "jobs" WHERE "key" IN ${texts([key])}`)).toEqual([]);
      });
      const found = await database.read((tx) => tx.entities.findBy(JobEntity, { key }));
      expect(found).toEqual([]);
    });

    test('accepts lists of any length, fragments, rows to update from, and one statement for each item', async () => {
      await using files = await open();
      const { database } = files;
      const all = Array.from({ length: 10_000 }, (_, index) => `name ${index}`);
      await database.write(async (tx) => {
        await tx.insertMany(
          settings,
          all.map((name) => [name, '']),
        );
        const among = sql`"name" IN ${texts(all.slice(1))}`;
        expect(await tx.run(sql`UPDATE "settings" SET "value" = ${'x'} WHERE ${among}`)).toBe(
          9_999,
        );
        await tx.run(
          sql`UPDATE "settings" SET "value" = "new"."value"
              FROM ${rows({ name: 'text', value: 'text' }, [['name 0', 'y']])} AS "new"
              WHERE "settings"."name" = "new"."name"`,
        );
        const remove = (name: string) => sql`DELETE FROM "settings" WHERE "name" = ${name}`;
        expect(await tx.each(['name 1', 'name 2', 'nobody'], remove)).toBe(2);
        expect(
          await tx.first(sql`SELECT "value" FROM "settings" WHERE "name" = ${'name 0'}`),
        ).toEqual({ value: 'y' });
        expect(await tx.all(sql`SELECT 1 AS "one" WHERE 1 IN ${integers([])}`)).toEqual([]);
      });
    });

    test('entities share the transaction', async () => {
      await using files = await open();
      const { database } = files;
      const job = { kind: 'a', key: 'b', dueAt: 2 ** 52, claim: null, againAt: null };
      await database
        .write(async (tx) => {
          await tx.entities.insert(JobEntity, job);
          throw new Error('changed my mind');
        })
        .catch(() => {});
      const read = () => database.read((tx) => tx.entities.find(JobEntity));
      expect(await read()).toEqual([]);
      await database.write(async (tx) => {
        await tx.entities.insert(JobEntity, job);
        await tx.run(sql`UPDATE "jobs" SET "claim" = ${'mine'}`);
        expect(await tx.entities.existsBy(JobEntity, { claim: 'mine' })).toBe(true);
      });
      expect(await read()).toEqual([{ ...job, claim: 'mine' }]);
    });
  });
}

import { expect, test } from 'vitest';

import { EmbeddedJobStore } from '../../src/jobs/embedded-job-store.ts';
import { jobStoreContract } from '../support/job-store-contract.ts';
import { temporaryDatabase } from '../support/temp-database.ts';

jobStoreContract({
  engine: 'embedded (SQLite)',
  async open() {
    const temporary = await temporaryDatabase();
    const { database } = temporary;
    return {
      database,
      store: new EmbeddedJobStore(database),
      [Symbol.asyncDispose]: () => temporary[Symbol.asyncDispose](),
    };
  },
});

test('a starting process need not wait for the claims of the previous one', async () => {
  await using temporary = await temporaryDatabase();
  const before = new EmbeddedJobStore(temporary.database);
  await temporary.database.write((tx) => before.schedule(tx, { kind: 'poll', key: 'a', dueAt: 0 }));
  await before.claim({ kind: 'poll', limit: 1, now: 0, leaseMs: 60_000 });

  const store = new EmbeddedJobStore(await temporary.reopen());
  await store.releaseAll({ now: 5 });
  expect(await store.claim({ kind: 'poll', limit: 1, now: 5, leaseMs: 60_000 })).toMatchObject([
    { key: 'a' },
  ]);
});

test('reads due jobs from the index, however many wait', async () => {
  await using temporary = await temporaryDatabase();
  const plan = await temporary.database.read((transaction) =>
    transaction.query<{ detail: string }[]>(
      `EXPLAIN QUERY PLAN
       SELECT "key" FROM "jobs" WHERE "kind" = 'poll' AND "due_at" <= 9
       ORDER BY "due_at", "key" LIMIT 5`,
    ),
  );
  expect(plan[0]?.detail).toContain('USING INDEX jobs_due');
});

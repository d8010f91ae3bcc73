import { expect, test } from 'vitest';

import type { Database } from '../../src/database/database.ts';
import { sql } from '../../src/database/sql/sql.ts';
import type { Transaction } from '../../src/database/transaction.ts';
import { SubscriptionIndex } from '../../src/pipeline/log/subscription-index.ts';
import { seedSubscription } from '../support/seed.ts';
import { temporaryDatabase } from '../support/temp-database.ts';

const event = {
  connectionId: 'con_1',
  type: 'invoice.paid',
  subjectKind: null,
  subjectId: null,
} as const;

function wanting(index: SubscriptionIndex): string[] {
  return index.match(event).map(({ id }) => id);
}

/** As when the disk is full at the commit. */
async function withoutCommit(
  database: Database,
  work: (tx: Transaction) => Promise<unknown>,
): Promise<void> {
  const full = new Error('the disk is full');
  const written = database.write(async (tx) => {
    await work(tx);
    throw full;
  });
  await expect(written).rejects.toBe(full);
}

test('changes of a transaction that failed are not cached', async () => {
  await using temporary = await temporaryDatabase();
  const { database } = temporary;
  const index = new SubscriptionIndex({ database });
  await seedSubscription(database, { id: 'sub_1' });
  await withoutCommit(database, async (tx) => {
    await tx.run(sql`UPDATE "subscriptions" SET "status" = 'disabled' WHERE "id" = 'sub_1'`);
    await index.refresh(tx, { now: 0 });
  });
  // The next change gets the number of the lost one.
  await seedSubscription(database, { id: 'sub_2' });
  await database.write((tx) => index.refresh(tx, { now: 0 }));
  expect(wanting(index)).toEqual(['sub_1', 'sub_2']);
});

test('a damaged subscription is disabled and reported, even if that could not be stored at first', async () => {
  await using temporary = await temporaryDatabase();
  const { database } = temporary;
  const index = new SubscriptionIndex({ database });
  await seedSubscription(database, { id: 'sub_1' });
  await database.write((tx) =>
    tx.run(sql`UPDATE "subscriptions" SET "event_types" = ${'["invoi'}`),
  );
  await withoutCommit(database, (tx) => index.refresh(tx, { now: 0 }));
  const told = await database.write((tx) => index.refresh(tx, { now: 0 }));
  expect(told.map(({ subscription }) => subscription.id)).toEqual(['sub_1']);
  expect(await database.write((tx) => index.refresh(tx, { now: 0 }))).toEqual([]);
});

test('is read once for each change', async () => {
  await using temporary = await temporaryDatabase();
  const { database } = temporary;
  const index = new SubscriptionIndex({ database });
  await seedSubscription(database, { id: 'sub_1' });
  const reads: number[] = [];
  for (let count = 0; count < 2; count += 1) {
    await database.write(async (tx) => {
      let read = 0;
      const counting = Object.create(tx, {
        all: {
          value: (statement: Parameters<typeof tx.all>[0]) => ((read += 1), tx.all(statement)),
        },
        first: { value: (statement: Parameters<typeof tx.first>[0]) => tx.first(statement) },
      }) as Transaction;
      await index.refresh(counting, { now: 0 });
      reads.push(read);
    });
  }
  expect(reads.at(0)).toBeGreaterThan(0);
  expect(reads.at(1)).toBe(0);
});

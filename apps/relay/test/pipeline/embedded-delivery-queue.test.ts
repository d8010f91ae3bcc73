import { expect, test } from 'vitest';

import { EmbeddedDeliveryQueue } from '../../src/pipeline/lanes/embedded-delivery-queue.ts';
import { deliveryQueueContract } from '../support/delivery-queue-contract.ts';
import { seedEvent, seedSubscription } from '../support/seed.ts';
import { temporaryDatabase } from '../support/temp-database.ts';

deliveryQueueContract({
  engine: 'embedded (SQLite)',
  async open() {
    const temporary = await temporaryDatabase();
    return {
      database: temporary.database,
      queue: new EmbeddedDeliveryQueue({ database: temporary.database }),
      async restart() {
        const database = await temporary.reopen();
        return { database, queue: new EmbeddedDeliveryQueue({ database }) };
      },
      [Symbol.asyncDispose]: () => temporary[Symbol.asyncDispose](),
    };
  },
});

test('a delivery settled while a claim reads is not claimed from that read', async () => {
  await using temporary = await temporaryDatabase();
  const { database } = temporary;
  const queue = new EmbeddedDeliveryQueue({ database });
  await seedSubscription(database, { id: 'sub_a' });
  const eventSeq = await seedEvent(database, { id: 'evt_1' });
  await database.write((transaction) =>
    queue.enqueue(transaction, {
      deliveries: [{ subscriptionId: 'sub_a', eventSeq, lane: 'a' }],
      now: 0,
    }),
  );
  const claim = () => queue.claim({ demands: [{ subscriptionId: 'sub_a', limit: 9 }], now: 0 });
  const [delivery] = await claim();
  if (delivery === undefined) throw new Error('nothing was due');

  // The second claim has read the delivery as pending, and gets the result only after it is
  // settled.
  const read = database.read.bind(database);
  const settled = Promise.withResolvers<void>();
  database.read = async (work) => {
    const rows = await read(work);
    await settled.promise;
    return rows;
  };
  const second = claim();
  await database.write((transaction) =>
    queue.settle(transaction, [{ delivery, at: 0, status: 'delivered' }]),
  );
  settled.resolve();

  expect(await second).toEqual([]);
});

test('a claim that fails half-way leaves nothing claimed', async () => {
  await using temporary = await temporaryDatabase();
  const { database } = temporary;
  const queue = new EmbeddedDeliveryQueue({ database });
  const subscriptionIds = ['sub_a', 'sub_b'];
  for (const id of subscriptionIds) await seedSubscription(database, { id });
  const eventSeq = await seedEvent(database, { id: 'evt_1' });
  const deliveries = subscriptionIds.map((subscriptionId) => ({
    subscriptionId,
    eventSeq,
    lane: 'a',
  }));
  await database.write((tx) => queue.enqueue(tx, { deliveries, now: 0 }));
  const demands = subscriptionIds.map((subscriptionId) => ({ subscriptionId, limit: 9 }));
  const claim = () => queue.claim({ demands, now: 0 });

  const broken = Object.assign(new Error('disk I/O error'), { code: 'SQLITE_IOERR_READ' });
  const read = database.read.bind(database);
  let reads = 0;
  database.read = async (work) => {
    reads += 1;
    if (reads === 2) throw broken;
    return read(work);
  };
  await expect(claim()).rejects.toBe(broken);

  expect((await claim()).map(({ subscriptionId }) => subscriptionId)).toEqual(subscriptionIds);
});

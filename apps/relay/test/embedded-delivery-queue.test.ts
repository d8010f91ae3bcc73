import { EmbeddedDeliveryQueue } from '../src/queue/embedded/embedded-delivery-queue.ts';
import { deliveryQueueContract } from './support/delivery-queue-contract.ts';
import { temporaryDatabase } from './support/temp-database.ts';

deliveryQueueContract({
  engine: 'embedded (SQLite)',
  async open() {
    const temporary = await temporaryDatabase();
    return {
      database: temporary.database,
      queue: new EmbeddedDeliveryQueue(temporary.database),
      async restart() {
        const database = await temporary.reopen();
        return { database, queue: new EmbeddedDeliveryQueue(database) };
      },
      [Symbol.asyncDispose]: () => temporary[Symbol.asyncDispose](),
    };
  },
});

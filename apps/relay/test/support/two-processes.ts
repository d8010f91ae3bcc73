import type { Database } from '../../src/database/database.ts';
import { Leases } from '../../src/database/leases.ts';
import { openPostgres } from '../../src/database/open-postgres.ts';
import { sql } from '../../src/database/sql/sql.ts';
import { SharedDeliveryQueue } from '../../src/pipeline/lanes/shared-delivery-queue.ts';
import type { PostgresServer } from './postgres-server.ts';

/** What two processes use of one PostgreSQL database: `one` and `two`. */
export async function openTwoProcesses(server: PostgresServer) {
  const url = await server.createDatabase();
  const one = await openPostgres({ url, poolSize: 4 });
  const two = await openPostgres({ url, poolSize: 4 });
  const leases = {
    one: new Leases({ database: one.database, owner: 'one' }),
    two: new Leases({ database: two.database, owner: 'two' }),
  };
  return {
    url,
    one,
    two,
    leases,
    queues: {
      one: new SharedDeliveryQueue({ database: one.database, leases: leases.one }),
      two: new SharedDeliveryQueue({ database: two.database, leases: leases.two }),
    },
    async [Symbol.asyncDispose]() {
      await one.close();
      await two.close();
    },
  };
}

/** Makes all leases and claims expire, as if enough time had passed. */
export async function leasesEnd(database: Database): Promise<void> {
  await database.write(async (tx) => {
    await tx.run(sql`UPDATE "lanes" SET "claimed_until" = 1 WHERE "claim" IS NOT NULL`);
    await tx.run(sql`UPDATE "moved_claims" SET "claimed_until" = 1`);
    await tx.run(sql`UPDATE "leases" SET "until" = 1`);
  });
}

/** Whether anyone waits for a lock held by another. */
export async function somebodyWaits(database: Database): Promise<boolean> {
  const waiting = await database.read((tx) =>
    tx.all(sql`SELECT 1 FROM pg_stat_activity WHERE "datname" = current_database()
      AND "wait_event_type" = ${'Lock'}`),
  );
  return waiting.length > 0;
}

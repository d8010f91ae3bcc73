import { join } from 'node:path';

import type { Database } from '../../src/database/database.ts';
import { openSqlite } from '../../src/database/open-sqlite.ts';
import type { Insert } from '../../src/database/sql/insert.ts';
import { sql } from '../../src/database/sql/sql.ts';
import { startTestRelay } from './relay.ts';
import { activity, signedBody } from './vendor.ts';

/** The key of the relay that filled it, in the format of `RELAY_ENCRYPTION_KEY`. */
export const encryptionKey = Buffer.alloc(32, 9).toString('base64');

const log: Insert = {
  table: 'events',
  columns: {
    id: 'text',
    connection_id: 'text',
    activity_id: 'text',
    type: 'text',
    occurred_at: 'bigint',
    received_at: 'bigint',
    body: 'text',
  },
};

const attempts: Insert = {
  table: 'attempts',
  columns: {
    delivery_seq: 'bigint',
    started_at: 'bigint',
    duration_ms: 'integer',
    error: 'text',
    response: 'text',
  },
};

/**
 * A SQLite database that a relay has worked on, with a log that takes several batches and has gaps
 * in its numbers as after a purge. The relay is stopped.
 */
export async function filledDatabase(options: { readonly events: number }): Promise<
  AsyncDisposable & {
    readonly path: string;
    readonly ingestUrl: string;
    readonly subscriptionId: string;
    readonly adminKey: string;
    open(): Promise<{ readonly database: Database; readonly close: () => Promise<void> }>;
  }
> {
  const relay = await startTestRelay({ environment: { RELAY_ENCRYPTION_KEY: encryptionKey } });
  const { ingestUrl, id: connectionId } = await relay.connect();
  const { id: subscriptionId } = await relay.subscribe({
    url: 'http://127.0.0.1:9/nobody-listens',
    headers: { 'x-shop': 'a header of its own' },
  });
  for (let invoice = 1; invoice <= 5; invoice += 1) {
    const Message = `Paid, quoted "${'€'.repeat(invoice)}" and \u0000 escaped`;
    await relay.post(ingestUrl, signedBody(activity({ InvoiceId: invoice, Message })));
  }
  await relay.stop();
  const path = join(relay.folder, 'relay.sqlite');
  const opened = await openSqlite({ path });
  const rows = Array.from({ length: options.events }, (_, index) => [
    `evt_bulk_${index}`,
    connectionId,
    `bulk-${index}`,
    'invoice.paid',
    1_700_000_000_000 + index,
    1_700_000_000_000 + index,
    JSON.stringify({ index, text: 'ünïcödé '.repeat(20) }),
  ]);
  await opened.database.write(async (tx) => {
    await tx.insertMany(log, rows);
    await tx.insertMany(attempts, [[1, 2, 3, null, 'an answer with \u0000 in it']]);
    // The rows with the last numbers are gone; the numbers are not assigned again.
    await tx.run(sql`DELETE FROM "events" WHERE "id" = ${`evt_bulk_${options.events - 1}`}`);
  });
  await opened.close();
  return {
    path,
    ingestUrl,
    subscriptionId,
    adminKey: relay.adminKey,
    open: () => openSqlite({ path }),
    [Symbol.asyncDispose]: () => relay[Symbol.asyncDispose](),
  };
}

import type { AnySource } from '@invoice-relay/core/source';
import { expect, test } from 'vitest';

import type { Database } from '../../src/database/database.ts';
import { sql } from '../../src/database/sql/sql.ts';
import { EmbeddedJobStore } from '../../src/jobs/embedded-job-store.ts';
import { EmbeddedDeliveryQueue } from '../../src/pipeline/lanes/embedded-delivery-queue.ts';
import { EventLog } from '../../src/pipeline/log/event-log.ts';
import { LogConnections } from '../../src/pipeline/log/log-connections.ts';
import { SourceRegistry } from '../../src/sources/source-registry.ts';
import { systemClock } from '../../src/shared/clock/clock.ts';
import { insertRows } from '../support/insert-rows.ts';
import { exampleSource } from '../support/resources.ts';
import { temporaryDatabase } from '../support/temp-database.ts';

const link = 'https://vendor.example/shared?token=1';

const source: AnySource = {
  ...exampleSource,
  normalize: ({ id }) => [
    {
      type: 'invoice.paid',
      timestamp: '2026-11-20T10:00:00Z',
      subject: null,
      attributes: {},
      activity: { id, type: 'Paid', message: null, link, createdAt: null },
    },
  ],
};

const columns =
  'id, source, name, credentials, settings, verification_mode, enrich, token, token_hash, created_at, updated_at';

async function connect(database: Database): Promise<void> {
  await database.write((tx) =>
    insertRows(tx, {
      table: 'connections',
      columns: columns.split(', '),
      rows: [['con_1', 'example', 'Shop', '', '{}', 'token', false, '', '', 0, 0]],
    }),
  );
}

/** From the commit on, no event carries a link. */
async function keepLinksOut(database: Database): Promise<void> {
  await database.write((tx) => tx.run(sql`UPDATE "connections" SET "include_links" = ${false}`));
}

test('a setting changed after it was read applies, even if others read it before it is kept', async () => {
  await using temporary = await temporaryDatabase();
  const { database } = temporary;
  await connect(database);
  const log = new EventLog({
    database,
    sources: new SourceRegistry([source]),
    queue: new EmbeddedDeliveryQueue({ database }),
    jobs: new EmbeddedJobStore(database),
    clock: systemClock,
  });
  const activities = [{ id: '1', raw: new Uint8Array([1]), seenAt: '2026-11-20T10:00:00.000Z' }];
  const read = await log.read([
    { connectionId: 'con_1', via: 'webhook', receivedAt: 1_000, activities },
  ]);
  await keepLinksOut(database);
  // As another code path does, or this very transaction when it is rerun after a conflict.
  await log.read([]);
  await database.write((tx) => log.keep(tx, read));
  const event = await database.read((tx) =>
    tx.first<{ body: string }>(sql`SELECT "body" FROM "events"`),
  );
  expect(event?.body).not.toContain(link);
});

test('what was read before a change is not cached after it', async () => {
  await using temporary = await temporaryDatabase();
  const { database } = temporary;
  await connect(database);
  const connections = new LogConnections({ database });
  await database.read((tx) => connections.refresh(tx));
  const answered = Promise.withResolvers<void>();
  const late = database.read((tx) =>
    connections.find(
      {
        ...tx,
        // A result that was on its way while other transactions continued.
        first: async <Row>(statement: Parameters<typeof tx.first>[0]) => {
          const row = await tx.first<Row>(statement);
          await answered.promise;
          return row;
        },
      },
      'con_1',
    ),
  );
  await keepLinksOut(database);
  await database.read((tx) => connections.refresh(tx));
  answered.resolve();
  await late;
  const now = await database.read((tx) => connections.find(tx, 'con_1'));
  expect(now?.includeLinks).toBe(false);
});

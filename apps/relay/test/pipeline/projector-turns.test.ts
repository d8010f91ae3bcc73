import type { AnySource } from '@invoice-relay/core/source';
import * as v from 'valibot';
import { expect, test } from 'vitest';

import { SqliteInboxReader, SqliteInboxWriter } from '../../src/database/inbox/sqlite-inbox.ts';
import { EmbeddedJobStore } from '../../src/jobs/embedded-job-store.ts';
import { EmbeddedDeliveryQueue } from '../../src/pipeline/lanes/embedded-delivery-queue.ts';
import { EventLog } from '../../src/pipeline/log/event-log.ts';
import { ProjectorSignal } from '../../src/pipeline/project/projector-signal.ts';
import { Projector } from '../../src/pipeline/project/projector.ts';
import { systemClock } from '../../src/shared/clock/clock.ts';
import { SourceRegistry } from '../../src/sources/source-registry.ts';
import { insertRows } from '../support/insert-rows.ts';
import { temporaryDatabase } from '../support/temp-database.ts';

/** Enough rows for three batches. */
const count = 3_000;

const source: AnySource = {
  specificationVersion: 'v1',
  name: 'plain',
  title: 'Plain',
  credentialsSchema: v.strictObject({}),
  settingsSchema: v.strictObject({}),
  eventTypes: ['invoice.paid'],
  normalize: ({ id }) => [
    {
      type: 'invoice.paid',
      timestamp: '2026-11-20T10:00:00Z',
      subject: null,
      attributes: {},
      activity: { id, type: 'Paid', message: null, link: null, createdAt: null },
    },
  ],
};

const columns =
  'id, source, name, credentials, settings, verification_mode, enrich, token, token_hash, created_at, updated_at';

test('however much waits in the inbox, other work gets the thread between two batches', async () => {
  await using temporary = await temporaryDatabase();
  const { database, path } = temporary;
  const sources = new SourceRegistry([source]);
  const signal = new ProjectorSignal();
  const inbox = new SqliteInboxWriter({ databasePath: path, place: () => signal.place });
  await database.write((tx) =>
    insertRows(tx, {
      table: 'connections',
      columns: columns.split(', '),
      rows: [['con_1', 'plain', 'Shop', '', '{}', 'token', false, '', '', 0, 0]],
    }),
  );
  await inbox.append(
    Array.from({ length: count }, (_, index) => ({
      connectionId: 'con_1',
      receivedAt: 1_000,
      activityId: `${index}`,
      body: new Uint8Array([1]),
      trace: null,
    })),
  );
  const projector = new Projector({
    database,
    inbox: new SqliteInboxReader({ databasePath: path, shared: signal }),
    sources,
    signal,
    log: new EventLog({
      database,
      sources,
      queue: new EmbeddedDeliveryQueue({ database }),
      jobs: new EmbeddedJobStore(database),
      clock: systemClock,
    }),
    onProjected: () => {},
    onHealthy: () => {},
    onError(error) {
      throw error;
    },
  });
  expect(await inbox.projected({ withinMs: 0 })).toBe(false);
  projector.start();
  // Recorded attempts and the request to stop arrive like this.
  await new Promise(setImmediate);
  expect(signal.place).toBeLessThan(count);
  expect(await inbox.projected()).toBe(true);
  await projector.stop();
  inbox.close();
  expect(signal.place).toBe(count);
});

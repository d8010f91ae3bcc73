import type { AnySource } from '@invoice-relay/core/source';

import { createLogger } from '../../src/operations/logger.ts';
import { BackfillMetrics } from '../../src/upstream/backfill/backfill-metrics.ts';
import { BackfillRun } from '../../src/upstream/backfill/backfill-run.ts';
import { BackfillStore } from '../../src/upstream/backfill/backfill-store.ts';
import { BackfillAppender } from '../../src/upstream/backfill/backfill-appender.ts';
import { ManualClock } from './manual-clock.ts';
import { ConnectionSecrets } from '../../src/database/stores/connection-secrets.ts';
import { ConnectionStore } from '../../src/database/stores/connection-store.ts';
import type { Database } from '../../src/database/database.ts';
import { BackfillEntity } from '../../src/database/entities/backfill.entity.ts';
import { ConnectionEntity } from '../../src/database/entities/connection.entity.ts';
import { EventLog } from '../../src/pipeline/log/event-log.ts';
import { Metrics } from '../../src/operations/metrics/metrics.ts';
import { EmbeddedDeliveryQueue } from '../../src/pipeline/lanes/embedded-delivery-queue.ts';
import { EmbeddedJobStore } from '../../src/jobs/embedded-job-store.ts';
import { SourceRegistry } from '../../src/sources/source-registry.ts';
import { Vault } from '../../src/database/vault/vault.ts';
import { VendorAccess } from '../../src/upstream/access/vendor-access.ts';
import { VendorGate } from '../../src/upstream/access/vendor-gate.ts';
import { openHealth } from './open-health.ts';

const vault = new Vault(new Uint8Array(32));

/** Runs backfills on a database, without the rest of the relay. */
export function backfillEngine(options: {
  readonly database: Database;
  readonly source: AnySource;
  readonly chunkSize: number;
}): { readonly log: EventLog; readonly run: BackfillRun } {
  const { database, source, chunkSize } = options;
  const clock = new ManualClock();
  const connections = new ConnectionStore(database, vault, clock);
  const log = new EventLog({
    database,
    sources: new SourceRegistry([source]),
    queue: new EmbeddedDeliveryQueue({ database }),
    jobs: new EmbeddedJobStore(database),
    clock,
  });
  const run = new BackfillRun({
    store: new BackfillStore({ database, clock, log }),
    appender: new BackfillAppender({ database, log, clock, chunkSize }),
    vendor: new VendorAccess({
      connections,
      sources: new SourceRegistry([source]),
      gate: new VendorGate({
        transport: () => Promise.reject(new Error('the played source asks nobody')),
        clock,
      }),
    }),
    health: openHealth({ database, clock }),
    clock,
    logger: createLogger({ level: 'silent' }),
    metrics: new BackfillMetrics(new Metrics()),
  });
  return { log, run };
}

/** Inserts a connection of the played source with an open backfill into the database. */
export async function seedBackfill(database: Database): Promise<{
  readonly id: string;
  readonly connectionId: string;
}> {
  const connectionId = 'con_1';
  const secrets = new ConnectionSecrets({ vault, connectionId });
  await database.write(async (transaction) => {
    await transaction.entities.insert(ConnectionEntity, {
      id: connectionId,
      source: 'played',
      name: 'Shop',
      credentials: secrets.sealCredentials({}),
      settings: '{}',
      verificationMode: 'token',
      verificationScheme: null,
      enrich: false,
      ...secrets.newToken(),
      createdAt: 0,
      updatedAt: 0,
    });
    await transaction.entities.insert(BackfillEntity, {
      id: 'bf_1',
      connectionId,
      reason: 'manual',
      status: 'pending',
      done: 0,
      unreadable: 0,
      unreadableExamples: '[]',
      found: 0,
      missing: 0,
      appended: 0,
      missingTypes: '{}',
      failures: 0,
      nextRunAt: 0,
      createdAt: 0,
    });
  });
  return { id: 'bf_1', connectionId };
}

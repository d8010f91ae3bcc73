import { Global, Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';

import { Database } from '../database/database.ts';
import { Paces } from '../pipeline/dispatch/paces.ts';
import { IngestLoad } from '../pipeline/ingest/ingest-load.ts';
import { Wake } from '../shared/wake.ts';
import { ProjectorSignal } from '../pipeline/project/projector-signal.ts';
import { ProjectorWatch } from '../pipeline/project/projector-watch.ts';
import { SourceRegistry } from '../sources/source-registry.ts';
import { Vault } from '../database/vault/vault.ts';
import type { RelayParts } from './relay-parts.ts';
import {
  CLOCK,
  CONFIG,
  DELIVERY_QUEUE,
  DELIVERY_SENDER,
  INBOX,
  JOB_LEADERSHIP,
  JOB_STORE,
  LOGGER,
  TRACER,
  RECORDING_THREAD,
  VENDOR_TRANSPORT,
} from '../shared/tokens.ts';

/** What every module may inject, opened and checked beforehand. */
@Global()
@Module({})
export class FoundationModule {
  static register(parts: RelayParts): DynamicModule {
    const { storage } = parts;
    const providers = [
      { provide: CONFIG, useValue: parts.config },
      { provide: CLOCK, useValue: parts.clock },
      { provide: LOGGER, useValue: parts.logger },
      { provide: TRACER, useValue: parts.tracer },
      { provide: Database, useValue: storage.database },
      { provide: Vault, useValue: parts.vault },
      { provide: SourceRegistry, useValue: parts.sources },
      { provide: DELIVERY_SENDER, useValue: parts.sender },
      { provide: DELIVERY_QUEUE, useValue: storage.queue },
      { provide: RECORDING_THREAD, useValue: storage.recording },
      { provide: VENDOR_TRANSPORT, useValue: parts.vendorTransport },
      { provide: INBOX, useValue: storage.inbox },
      { provide: ProjectorSignal, useValue: storage.signal },
      { provide: ProjectorWatch, useClass: ProjectorWatch },
      { provide: JOB_LEADERSHIP, useValue: storage.shared?.leadership ?? null },
      { provide: JOB_STORE, useValue: storage.jobs },
      { provide: Wake, useValue: storage.wake },
      { provide: Paces, useValue: new Paces() },
      { provide: IngestLoad, useValue: new IngestLoad() },
    ];
    return {
      module: FoundationModule,
      providers,
      exports: providers.map(({ provide }) => provide),
    };
  }
}

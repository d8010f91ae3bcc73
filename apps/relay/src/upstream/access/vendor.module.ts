import type { Transport } from '@invoice-relay/core/source';
import { Module } from '@nestjs/common';

import { CLOCK, JOB_LEADERSHIP, VENDOR_TRANSPORT } from '../../shared/tokens.ts';
import type { Clock } from '../../shared/clock/clock.ts';
import type { JobLeadership } from '../../jobs/job-runner.ts';
import { ConnectionStore } from '../../database/stores/connection-store.ts';
import { SourceRegistry } from '../../sources/source-registry.ts';
import { VendorAccess } from './vendor-access.ts';
import { VendorGate } from './vendor-gate.ts';

@Module({
  providers: [
    {
      provide: VendorGate,
      inject: [VENDOR_TRANSPORT, CLOCK],
      useFactory: (transport: Transport, clock: Clock) => new VendorGate({ transport, clock }),
    },
    {
      provide: VendorAccess,
      inject: [ConnectionStore, SourceRegistry, VendorGate, JOB_LEADERSHIP],
      useFactory: (
        connections: ConnectionStore,
        sources: SourceRegistry,
        gate: VendorGate,
        leadership: JobLeadership | null,
      ) => new VendorAccess({ connections, sources, gate, leadership: leadership ?? undefined }),
    },
  ],
  exports: [VendorAccess],
})
export class VendorModule {}

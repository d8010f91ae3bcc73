import { Module } from '@nestjs/common';

import { OutagesModule } from '../../../vendor/confirmation/outages.module.ts';
import { PollScheduleModule } from '../../../vendor/polling/poll-schedule.module.ts';
import { ConnectionStore } from '../../../database/stores/connection-store.ts';
import { ConnectionChecks } from './connection-checks.ts';
import { ConnectionsController } from './connections.controller.ts';
import { ConnectionsService } from './connections.service.ts';
import { PublicUrl } from './public-url.ts';

/** Needs `Database`, `Vault`, `SourceRegistry`, `CONFIG` and `CLOCK` from a global module. */
@Module({
  imports: [OutagesModule, PollScheduleModule],
  controllers: [ConnectionsController],
  providers: [ConnectionsService, ConnectionChecks, ConnectionStore, PublicUrl],
  exports: [ConnectionStore, PublicUrl],
})
export class ConnectionsModule {}

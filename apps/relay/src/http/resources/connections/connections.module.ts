import { Module } from '@nestjs/common';

import { ConnectionChecks } from './connection-checks.ts';
import { ConnectionsController } from './connections.controller.ts';
import { ConnectionsService } from './connections.service.ts';
import { PublicUrl } from './public-url.ts';

/** Requires `Database`, `Vault`, `SourceRegistry`, `CONFIG` and `CLOCK` from a global module. */
@Module({
  controllers: [ConnectionsController],
  providers: [ConnectionsService, ConnectionChecks, PublicUrl],
  exports: [PublicUrl],
})
export class ConnectionsModule {}

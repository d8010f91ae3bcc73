import { Module } from '@nestjs/common';

import { ConnectionTestsController } from './connection-tests.controller.ts';
import { ConnectionTestsService } from './connection-tests.service.ts';

@Module({ controllers: [ConnectionTestsController], providers: [ConnectionTestsService] })
export class ConnectionTestsModule {}

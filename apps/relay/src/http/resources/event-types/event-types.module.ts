import { Module } from '@nestjs/common';

import { EventTypeChecks } from './event-type-checks.ts';
import { EventTypesController } from './event-types.controller.ts';

@Module({ controllers: [EventTypesController], providers: [EventTypeChecks] })
export class EventTypesModule {}

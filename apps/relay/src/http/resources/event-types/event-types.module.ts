import { Module } from '@nestjs/common';

import { EventTypesController } from './event-types.controller.ts';

@Module({ controllers: [EventTypesController] })
export class EventTypesModule {}

import { eventCatalog } from '@invoice-relay/core/events';
import type { Event, EventType, JsonObject } from '@invoice-relay/core/events';
import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';

import { ApiAnswer, RequireScope } from '../../index.ts';
import type { Page } from '../../index.ts';
import { eventTypePageSchema } from './event-types.schemas.ts';

interface EventTypeView {
  readonly type: EventType;
  readonly title: string;
  readonly description: string;
  readonly subject: (typeof eventCatalog)[number]['subjectKind'];
  readonly schema: JsonObject;
  readonly sample: Event;
}

@ApiTags('event types')
@Controller('v1/event-types')
export class EventTypesController {
  @Get()
  @RequireScope('read')
  @ApiOperation({ summary: 'List event types', description: 'All of them, in one page.' })
  @ApiAnswer({ status: 200, description: 'The catalog.', schema: eventTypePageSchema })
  list(): Page<EventTypeView> {
    const data = eventCatalog.map(
      ({ type, title, description, subjectKind, jsonSchema, sample }) => ({
        type,
        title,
        description,
        subject: subjectKind,
        schema: jsonSchema,
        sample,
      }),
    );
    return { data, next: null };
  }
}

import { Controller, Get, Header, Param, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';

import { ApiProblems, CurrentKey, maxPageBytes, RequireScope } from '../../index.ts';
import type { CallerKey } from '../../index.ts';
import { eventListSchema, eventPageSchema, eventViewSchema } from './events.schemas.ts';
import type { EventList } from './events.schemas.ts';
import { EventsService } from './events.service.ts';
import { mediaTypeOf } from './media-type.ts';

const json = 'application/json; charset=utf-8';
const maskedLinks =
  'Keys with only the scope `read` see links masked, as anyone who has such a link can open its document.';
const unknownId = 'No event has this id.';

@ApiTags('events')
@Controller('v1/events')
export class EventsController {
  constructor(private readonly events: EventsService) {}

  @Get()
  @Header('content-type', json)
  @RequireScope('read')
  @ApiOperation({
    summary: 'List events',
    description: `In log order. Each event is exactly the body that subscribers receive. As events may be large, a page ends early rather than exceed ${maxPageBytes / 1024 / 1024} MiB, but has at least one event if there are any: only \`next\` says whether there are more. \`next\` is a position in the log: paging neither skips nor repeats events while the log grows. ${maskedLinks}`,
  })
  @ApiResponse({ status: 200, description: 'A page of events.', standardSchema: eventPageSchema })
  @ApiProblems({ 400: 'The query is invalid.' })
  list(
    @Query({ schema: eventListSchema }) query: EventList,
    @CurrentKey() key: CallerKey,
  ): Promise<string> {
    return this.events.list({ query, key });
  }

  @Get(':id')
  @Header('content-type', json)
  @RequireScope('read')
  @ApiOperation({
    summary: 'Get an event',
    description: `Exactly the body that subscribers receive. ${maskedLinks}`,
  })
  @ApiResponse({ status: 200, description: 'The event.', standardSchema: eventViewSchema })
  @ApiProblems({ 404: unknownId })
  get(@Param('id') id: string, @CurrentKey() key: CallerKey): Promise<string> {
    return this.events.get({ id, key });
  }

  @Get(':id/activity')
  @RequireScope('read')
  @ApiOperation({
    summary: 'Get the activity behind an event',
    description: `What the vendor sent, byte for byte. ${maskedLinks}`,
  })
  @ApiOkResponse({
    description: 'The activity, as a download.',
    content: {
      'application/json': { schema: {} },
      'application/octet-stream': { schema: { type: 'string', format: 'binary' } },
    },
  })
  @ApiProblems({
    404: 'No event has this id, it is an operational event without an activity, or its activity is no longer stored.',
  })
  async activity(@Param('id') id: string, @CurrentKey() key: CallerKey): Promise<StreamableFile> {
    const raw = await this.events.activity({ eventId: id, key });
    return new StreamableFile(raw, {
      type: mediaTypeOf(raw),
      // Never rendered as a page of ours: the vendor's text could contain a script.
      disposition: `attachment; filename="${id}.activity"`,
      length: raw.length,
    });
  }
}

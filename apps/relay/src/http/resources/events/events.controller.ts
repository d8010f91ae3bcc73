import { Controller, Get, Header, Param, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';

import { ApiAnswer, ApiProblems, CurrentKey, RequireScope } from '../../index.ts';
import type { CallerKey } from '../../index.ts';
import { eventListSchema, eventPageSchema, eventViewSchema } from './events.schemas.ts';
import type { EventList } from './events.schemas.ts';
import { EventsService } from './events.service.ts';
import { mediaTypeOf } from './media-type.ts';

const json = 'application/json; charset=utf-8';
const maskedLinks =
  'A key with the scope `read` alone sees links masked, as a link opens its document to whoever has it.';
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
    description: `In the order of the log. An event in the answer is the body that a subscriber gets. \`next\` is a place in the log: pages miss and repeat nothing while it grows. ${maskedLinks}`,
  })
  @ApiAnswer({ status: 200, description: 'A page of events.', schema: eventPageSchema })
  @ApiProblems({ 400: 'The query cannot be taken.' })
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
    summary: 'Show an event',
    description: `The body that a subscriber gets. ${maskedLinks}`,
  })
  @ApiAnswer({ status: 200, description: 'The event.', schema: eventViewSchema })
  @ApiProblems({ 404: unknownId })
  get(@Param('id') id: string, @CurrentKey() key: CallerKey): Promise<string> {
    return this.events.get({ id, key });
  }

  @Get(':id/activity')
  @RequireScope('read')
  @ApiOperation({
    summary: 'Show the activity of an event',
    description: `What the vendor sent, byte for byte. ${maskedLinks}`,
  })
  @ApiOkResponse({
    description: 'The activity, to be saved and not shown.',
    content: {
      'application/json': { schema: {} },
      'application/octet-stream': { schema: { type: 'string', format: 'binary' } },
    },
  })
  @ApiProblems({ 404: 'No event has this id, or no activity of an invoicing system is behind it.' })
  async activity(@Param('id') id: string, @CurrentKey() key: CallerKey): Promise<StreamableFile> {
    const raw = await this.events.activity({ eventId: id, key });
    return new StreamableFile(raw, {
      type: mediaTypeOf(raw),
      // Never shown as a page of ours: the vendor's text could hold a script.
      disposition: `attachment; filename="${id}.activity"`,
      length: raw.length,
    });
  }
}

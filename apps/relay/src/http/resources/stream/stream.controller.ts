import { Controller, Get, Headers, Inject, Query, Res } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';

import type { Clock } from '../../../shared/clock/clock.ts';
import { CLOCK } from '../../../shared/tokens.ts';
import { ApiProblems, CurrentKey, RequireScope } from '../../index.ts';
import type { CallerKey } from '../../index.ts';
import { EventStream } from './event-stream.ts';
import { streamQuerySchema } from './stream.schemas.ts';
import type { StreamQuery } from './stream.schemas.ts';
import { StreamService } from './stream.service.ts';

@ApiTags('events')
@Controller('v1/stream')
export class StreamController {
  constructor(
    private readonly streams: StreamService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  @RequireScope('read')
  @ApiOperation({
    summary: 'Stream events and deliveries',
    description: [
      'Server-sent events, starting now or after `Last-Event-ID`. The stream stays open.',
      '',
      '- `event`: an event, as `GET /v1/events` returns it, once it is in the log.',
      '- `delivery`: a delivery after an attempt: `id`, `subscriptionId`, `eventId`, `eventType`, `status`, and `attempt` with `startedAt`, `durationMs`, `status`, `error`. Keys with the scope `subscribe` receive those of the subscriptions they created.',
      '',
      'Lines that begin with `:` keep the connection open. After a disconnect, reconnect with the last id you received: nothing is skipped. If the stream cannot start right now, a 503 says within seconds when to try again.',
    ].join('\n'),
  })
  @ApiHeader({
    name: 'Last-Event-ID',
    required: false,
    description: 'The last id you received. If omitted, the stream starts with what happens next.',
  })
  @ApiProduces('text/event-stream')
  @ApiResponse({ status: 200, description: 'The stream.' })
  @ApiProblems({ 400: 'The query or the id is invalid.' })
  async follow(
    @Query({ schema: streamQuerySchema }) query: StreamQuery,
    @Headers('last-event-id') lastEventId: string | undefined,
    @CurrentKey() key: CallerKey,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const stream = new EventStream({ response: reply.raw, clock: this.clock });
    const from = lastEventId ?? query.lastEventId;
    const position = await this.streams.begin({ stream, lastEventId: from, key });
    reply.hijack();
    if (position === undefined) return;
    stream.open(reply.getHeaders());
    // A HEAD request ends right away.
    if (reply.request.method === 'HEAD') return stream.end();
    await this.streams.run({ stream, position, query, key });
  }
}

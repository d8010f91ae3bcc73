import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  HttpStatus,
  Param,
  Post,
  Query,
  Res,
} from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';

import { ApiProblems, CurrentKey, PreparesFirst, RequireScope } from '../../index.ts';
import type { CallerKey, Effect, Page } from '../../index.ts';
import {
  createReplaySchema,
  replayListSchema,
  replayPageSchema,
  replayViewSchema,
} from './replays.schemas.ts';
import type { CreateReplay, ReplayList, ReplayView } from './replays.schemas.ts';
import { ReplaysService } from './replays.service.ts';

const unknownId = 'No replay has this id.';

@ApiTags('replays')
@Controller('v1/replays')
export class ReplaysController {
  constructor(private readonly replays: ReplaysService) {}

  @Post()
  @PreparesFirst()
  @RequireScope('subscribe')
  @ApiOperation({
    summary: 'Replay past events',
    description:
      'Each event is sent with its original id, the header `invoice-relay-replay` and `data.replay`. New events are delivered alongside. Within each lane (see `ordering`), pending deliveries are sent in log order, replayed or not.\n\nWith only `subscriptionId`, it replays every event in the log that matches the subscription: use `dryRun` to count them first.',
  })
  @ApiResponse({ status: 201, description: 'The replay.', standardSchema: replayViewSchema })
  @ApiResponse({
    status: 200,
    description: 'The result of a dry run.',
    standardSchema: replayViewSchema,
  })
  @ApiProblems({
    400: 'Invalid fields; `errors` lists all of them.',
    404: 'No subscription has this id.',
  })
  create(
    @Body({ schema: createReplaySchema }) body: CreateReplay,
    @CurrentKey() key: CallerKey,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Effect<ReplayView>> {
    if (body.dryRun) void reply.status(HttpStatus.OK);
    return this.replays.prepare({ body, key });
  }

  @Get()
  @RequireScope('read')
  @ApiOperation({ summary: 'List replays, oldest first' })
  @ApiResponse({ status: 200, description: 'A page of replays.', standardSchema: replayPageSchema })
  @ApiProblems({ 400: 'The query is invalid.' })
  list(
    @Query({ schema: replayListSchema }) query: ReplayList,
    @CurrentKey() key: CallerKey,
  ): Promise<Page<ReplayView>> {
    return this.replays.list({ query, key });
  }

  @Get(':id')
  @RequireScope('read')
  @ApiOperation({ summary: 'Get a replay and its progress' })
  @ApiResponse({ status: 200, description: 'The replay.', standardSchema: replayViewSchema })
  @ApiProblems({ 404: unknownId })
  get(@Param('id') id: string, @CurrentKey() key: CallerKey): Promise<ReplayView> {
    return this.replays.get({ id, key });
  }

  @Delete(':id')
  @HttpCode(204)
  @RequireScope('subscribe')
  @ApiOperation({
    summary: 'Cancel a replay',
    description:
      'It creates no more deliveries, and those it created that are still pending are cancelled: if there are thousands, the newest immediately and the others within moments. The replay itself stays readable.',
  })
  @ApiResponse({ status: 204, description: 'The replay was cancelled, or had already ended.' })
  @ApiProblems({ 404: unknownId })
  cancel(@Param('id') id: string, @CurrentKey() key: CallerKey): Promise<void> {
    return this.replays.cancel({ id, key });
  }
}

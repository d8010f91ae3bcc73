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
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';

import { ApiAnswer, ApiProblems, CurrentKey, PreparesFirst, RequireScope } from '../../index.ts';
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
    summary: 'Deliver past events again',
    description:
      'Each event goes out under the id it had, with the header `invoice-relay-replay` and `data.replay`. What happens meanwhile is delivered beside it. Within each lane (see `ordering`) what waits is delivered in the order of the log, replayed or not.\n\nWith `subscriptionId` alone it is every event of the log that the subscription asks for: count first, with `dryRun`.',
  })
  @ApiAnswer({ status: 201, description: 'The replay.', schema: replayViewSchema })
  @ApiAnswer({ status: 200, description: 'The count of a dry run.', schema: replayViewSchema })
  @ApiProblems({
    400: 'Fields that cannot be taken, every one listed.',
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
  @ApiAnswer({ status: 200, description: 'A page of replays.', schema: replayPageSchema })
  @ApiProblems({ 400: 'The query cannot be taken.' })
  list(
    @Query({ schema: replayListSchema }) query: ReplayList,
    @CurrentKey() key: CallerKey,
  ): Promise<Page<ReplayView>> {
    return this.replays.list({ query, key });
  }

  @Get(':id')
  @RequireScope('read')
  @ApiOperation({ summary: 'Show a replay and how far it is' })
  @ApiAnswer({ status: 200, description: 'The replay.', schema: replayViewSchema })
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
      'It makes no more deliveries, and those that it made and that are not delivered yet are cancelled: of thousands the newest at once, the others within moments. It stays readable.',
  })
  @ApiAnswer({ status: 204, description: 'It is cancelled, or was over already.' })
  @ApiProblems({ 404: unknownId })
  cancel(@Param('id') id: string, @CurrentKey() key: CallerKey): Promise<void> {
    return this.replays.cancel({ id, key });
  }
}

import { Body, Controller, Get, HttpStatus, Param, Post, Query, Res } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';

import { AlsoCheck, ApiAnswer, ApiProblems, RequireScope } from '../../index.ts';
import type { ListQuery, Page } from '../../index.ts';
import { BackfillChecks } from './backfill-checks.ts';
import { BackfillRequests } from '../../../upstream/backfill/backfill-requests.ts';
import { backfillView } from './backfill-view.ts';
import {
  backfillListSchema,
  backfillPageSchema,
  backfillViewSchema,
  startBackfillSchema,
} from './backfills.schemas.ts';
import type { BackfillView, StartBackfill } from './backfills.schemas.ts';
import { BackfillsService } from './backfills.service.ts';

const unknownConnection = 'No connection has this id.';

@ApiTags('backfills')
@Controller('v1')
export class BackfillsController {
  constructor(
    private readonly requests: BackfillRequests,
    private readonly backfills: BackfillsService,
  ) {}

  @Post('connections/:id/backfill')
  @ApiBody({ required: false })
  @AlsoCheck(BackfillChecks)
  @RequireScope('admin')
  @ApiOperation({
    summary: 'Look for activities that never arrived',
    description:
      'Walks the vendor’s API and makes events of the activities that it knows and the relay does not, in the order in which they happened. Answers at once: look at the backfill for its progress and its report. Events of a backfill carry the moment at which it made them where the vendor does not say when an activity happened.',
  })
  @ApiAnswer({
    status: 202,
    description: 'The backfill, to begin now.',
    schema: backfillViewSchema,
  })
  @ApiAnswer({
    status: 200,
    description:
      'The one that is open already for this connection: no second one was made. One that the relay meant to make by itself, and had not begun, does what was asked now; look at its `from`. Otherwise wait for it, and ask again.',
    schema: backfillViewSchema,
  })
  @ApiProblems({
    400: 'Fields that cannot be taken, every one listed.',
    404: unknownConnection,
    409: 'The source of this connection offers no backfill, or is not loaded.',
  })
  async start(
    @Param('id') id: string,
    @Body({ schema: startBackfillSchema }) body: StartBackfill,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<BackfillView> {
    const { backfill, created } = await this.requests.manual({
      connectionId: id,
      from: body.from,
    });
    void reply.status(created ? HttpStatus.ACCEPTED : HttpStatus.OK);
    return backfillView(backfill);
  }

  @Get('connections/:id/backfills')
  @RequireScope('read')
  @ApiOperation({ summary: 'List the backfills of a connection, newest first' })
  @ApiAnswer({ status: 200, description: 'A page of backfills.', schema: backfillPageSchema })
  @ApiProblems({ 400: 'The query cannot be taken.', 404: unknownConnection })
  list(
    @Param('id') id: string,
    @Query({ schema: backfillListSchema }) query: ListQuery,
  ): Promise<Page<BackfillView>> {
    return this.backfills.list({ connectionId: id, query });
  }

  @Get('backfills/:id')
  @RequireScope('read')
  @ApiOperation({ summary: 'Show a backfill: its progress, and what was missing since when' })
  @ApiAnswer({ status: 200, description: 'The backfill.', schema: backfillViewSchema })
  @ApiProblems({ 404: 'No backfill has this id.' })
  get(@Param('id') id: string): Promise<BackfillView> {
    return this.backfills.get(id);
  }
}

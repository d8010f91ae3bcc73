import { Body, Controller, Get, HttpStatus, Param, Post, Query, Res } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';

import { AlsoCheck, ApiProblems, PreparesFirst, RequireScope } from '../../index.ts';
import type { Effect, ListQuery, Page } from '../../index.ts';
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
  @PreparesFirst()
  @AlsoCheck(BackfillChecks)
  @RequireScope('admin')
  @ApiOperation({
    summary: 'Find activities that never arrived',
    description:
      'Reads the vendor’s API and creates events for activities that the vendor knows and the relay does not, in the order in which they happened. Returns immediately: get the backfill for its progress and report. If the vendor does not say when an activity happened, its event carries the time at which the backfill created it.',
  })
  @ApiResponse({
    status: 202,
    description: 'The backfill, about to start.',
    standardSchema: backfillViewSchema,
  })
  @ApiResponse({
    status: 200,
    description:
      'This connection already has an open backfill; no second one was created. If the relay had scheduled it and it had not started yet, it now does what you asked: check its `from`. Otherwise wait until it finishes, and try again.',
    standardSchema: backfillViewSchema,
  })
  @ApiProblems({
    400: 'Invalid fields; `errors` lists all of them.',
    404: unknownConnection,
    409: 'The source of this connection does not support backfills, or is not loaded.',
  })
  async start(
    @Param('id') id: string,
    @Body({ schema: startBackfillSchema }) body: StartBackfill,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Effect<BackfillView>> {
    const request = await this.requests.prepare({ connectionId: id, from: body.from });
    return async () => {
      const { backfill, created } = await request();
      void reply.status(created ? HttpStatus.ACCEPTED : HttpStatus.OK);
      return backfillView(backfill);
    };
  }

  @Get('connections/:id/backfills')
  @RequireScope('read')
  @ApiOperation({ summary: 'List the backfills of a connection, newest first' })
  @ApiResponse({
    status: 200,
    description: 'A page of backfills.',
    standardSchema: backfillPageSchema,
  })
  @ApiProblems({ 400: 'The query is invalid.', 404: unknownConnection })
  list(
    @Param('id') id: string,
    @Query({ schema: backfillListSchema }) query: ListQuery,
  ): Promise<Page<BackfillView>> {
    return this.backfills.list({ connectionId: id, query });
  }

  @Get('backfills/:id')
  @RequireScope('read')
  @ApiOperation({ summary: 'Get a backfill: its progress, and what was missing since when' })
  @ApiResponse({ status: 200, description: 'The backfill.', standardSchema: backfillViewSchema })
  @ApiProblems({ 404: 'No backfill has this id.' })
  get(@Param('id') id: string): Promise<BackfillView> {
    return this.backfills.get(id);
  }
}

import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';

import { ApiAnswer, ApiProblems, RequireScope } from '../../index.ts';
import { overviewQuerySchema, overviewSchema } from './overview.schemas.ts';
import type { OverviewQuery, OverviewView } from './overview.schemas.ts';
import { OverviewService } from './overview.service.ts';

@ApiTags('service')
@Controller('v1/overview')
export class OverviewController {
  constructor(private readonly overview: OverviewService) {}

  @Get()
  @RequireScope('read')
  @ApiOperation({
    summary: 'Show what came in and went out',
    description:
      'Over the last hour, day, week or month, counted as it happened: what is purged by age later still counts. It is read from a row for each minute and hour, and not from the events.',
  })
  @ApiAnswer({ status: 200, description: 'The overview.', schema: overviewSchema })
  @ApiProblems({ 400: 'The query cannot be taken.' })
  get(@Query({ schema: overviewQuerySchema }) { range }: OverviewQuery): Promise<OverviewView> {
    return this.overview.get(range);
  }
}

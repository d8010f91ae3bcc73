import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';

import { ApiProblems, RequireScope } from '../../index.ts';
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
    summary: 'Get an overview of traffic',
    description:
      'Counts for the last hour, day, week or month, as of when things happened: data purged later still counts. Read from precomputed rows for each minute and hour.',
  })
  @ApiResponse({ status: 200, description: 'The overview.', standardSchema: overviewSchema })
  @ApiProblems({ 400: 'The query is invalid.' })
  get(@Query({ schema: overviewQuerySchema }) { range }: OverviewQuery): Promise<OverviewView> {
    return this.overview.get(range);
  }
}

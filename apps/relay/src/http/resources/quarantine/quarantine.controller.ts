import { Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';

import { ApiProblems, NotIdempotent, RequireScope } from '../../index.ts';
import type { Page } from '../../index.ts';
import {
  quarantinedDetailSchema,
  quarantineListSchema,
  quarantinePageSchema,
  retryResultSchema,
} from './quarantine.schemas.ts';
import type {
  QuarantinedDetail,
  QuarantinedView,
  QuarantineList,
  RetryResult,
} from './quarantine.schemas.ts';
import { QuarantineService } from './quarantine.service.ts';

const unknownId = 'No quarantined item has this id.';

@ApiTags('quarantine')
@Controller('v1/quarantine')
export class QuarantineController {
  constructor(private readonly quarantine: QuarantineService) {}

  @Get()
  @RequireScope('admin')
  @ApiOperation({ summary: 'List the quarantine, oldest first' })
  @ApiResponse({
    status: 200,
    description: 'A page of quarantined items.',
    standardSchema: quarantinePageSchema,
  })
  @ApiProblems({ 400: 'The query is invalid.' })
  list(
    @Query({ schema: quarantineListSchema }) query: QuarantineList,
  ): Promise<Page<QuarantinedView>> {
    return this.quarantine.list(query);
  }

  @Get(':id')
  @RequireScope('admin')
  @ApiOperation({ summary: 'Get a quarantined item with its body' })
  @ApiResponse({
    status: 200,
    description: 'The item, as it was received.',
    standardSchema: quarantinedDetailSchema,
  })
  @ApiProblems({ 404: unknownId })
  get(@Param('id') id: string): Promise<QuarantinedDetail> {
    return this.quarantine.get(id);
  }

  @Delete(':id')
  @HttpCode(204)
  @RequireScope('admin')
  @ApiOperation({ summary: 'Delete a quarantined item' })
  @ApiResponse({ status: 204, description: 'The item was deleted.' })
  @ApiProblems({ 404: unknownId })
  remove(@Param('id') id: string): Promise<void> {
    return this.quarantine.remove(id);
  }

  @Post(':id/retry')
  @HttpCode(200)
  // Activities to be confirmed share a commit with webhooks, which would wait for its transaction.
  @NotIdempotent()
  @RequireScope('admin')
  @ApiOperation({
    summary: 'Process a quarantined item again',
    description:
      'For example after upgrading its source or fixing its connection. An item not known to be authentic is verified first.',
  })
  @ApiResponse({ status: 200, description: 'The result.', standardSchema: retryResultSchema })
  @ApiProblems({ 404: unknownId })
  retry(@Param('id') id: string): Promise<RetryResult> {
    return this.quarantine.retry(id);
  }
}

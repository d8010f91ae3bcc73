import { Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';

import { ApiAnswer, ApiProblems, NotIdempotent, RequireScope } from '../../index.ts';
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

const unknownId = 'Nothing in the quarantine has this id.';

@ApiTags('quarantine')
@Controller('v1/quarantine')
export class QuarantineController {
  constructor(private readonly quarantine: QuarantineService) {}

  @Get()
  @RequireScope('admin')
  @ApiOperation({ summary: 'List what could not be read or settled, oldest first' })
  @ApiAnswer({ status: 200, description: 'A page of it.', schema: quarantinePageSchema })
  @ApiProblems({ 400: 'The query cannot be taken.' })
  list(
    @Query({ schema: quarantineListSchema }) query: QuarantineList,
  ): Promise<Page<QuarantinedView>> {
    return this.quarantine.list(query);
  }

  @Get(':id')
  @RequireScope('admin')
  @ApiOperation({ summary: 'Show one with its body' })
  @ApiAnswer({ status: 200, description: 'As it came.', schema: quarantinedDetailSchema })
  @ApiProblems({ 404: unknownId })
  get(@Param('id') id: string): Promise<QuarantinedDetail> {
    return this.quarantine.get(id);
  }

  @Delete(':id')
  @HttpCode(204)
  @RequireScope('admin')
  @ApiOperation({ summary: 'Throw one away' })
  @ApiAnswer({ status: 204, description: 'It is gone.' })
  @ApiProblems({ 404: unknownId })
  remove(@Param('id') id: string): Promise<void> {
    return this.quarantine.remove(id);
  }

  @Post(':id/retry')
  @HttpCode(200)
  // What is to be confirmed shares a commit with webhooks, which would wait for its transaction.
  @NotIdempotent()
  @RequireScope('admin')
  @ApiOperation({
    summary: 'Read one again',
    description:
      'As after an upgrade of its source, or once its connection was fixed. What is not known to be of the vendor is verified first.',
  })
  @ApiAnswer({ status: 200, description: 'What became of it.', schema: retryResultSchema })
  @ApiProblems({ 404: unknownId })
  retry(@Param('id') id: string): Promise<RetryResult> {
    return this.quarantine.retry(id);
  }
}

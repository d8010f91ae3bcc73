import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';

import { ApiProblems, RequireScope } from '../../index.ts';
import { PollSchedule } from './poll-schedule.ts';
import { pollViewSchema } from './polls.schemas.ts';
import type { PollView } from './polls.schemas.ts';

@ApiTags('connections')
@Controller('v1/connections')
export class PollsController {
  constructor(private readonly schedule: PollSchedule) {}

  @Post(':id/poll')
  @HttpCode(202)
  @RequireScope('admin')
  @ApiOperation({
    summary: 'Poll a connection now',
    description:
      'Polls the vendor now instead of at the next scheduled time. Returns immediately: see `poll` of the connection for the result. If a poll is already running, another one follows it.',
  })
  @ApiResponse({
    status: 202,
    description: 'The state of polling.',
    standardSchema: pollViewSchema,
  })
  @ApiProblems({
    404: 'No connection has this id.',
    409: 'The source of this connection is not polled.',
  })
  poll(@Param('id') id: string): Promise<PollView> {
    return this.schedule.request(id);
  }
}

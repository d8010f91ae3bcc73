import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';

import { ApiAnswer, ApiProblems, NotIdempotent, RequireScope } from '../../index.ts';
import { connectionTestSchema, testConnectionSchema } from './connection-tests.schemas.ts';
import type { ConnectionTestView, TestConnection } from './connection-tests.schemas.ts';
import { ConnectionTestsService } from './connection-tests.service.ts';

@ApiTags('connections')
@Controller('v1/connections/test')
export class ConnectionTestsController {
  constructor(private readonly tests: ConnectionTestsService) {}

  @Post()
  @HttpCode(200)
  @NotIdempotent()
  @RequireScope('admin')
  @ApiOperation({
    summary: 'Try credentials at the vendor',
    description:
      'Asks the vendor at once for something that changes nothing. Keeps nothing. That the vendor refuses is an answer, and no error of this call.',
  })
  @ApiAnswer({ status: 200, description: 'How it went.', schema: connectionTestSchema })
  @ApiProblems({
    400: 'Fields that cannot be taken, every one listed; or the source cannot try credentials.',
    404: 'No connection has this id.',
    409: 'The relay runs without the source of this connection.',
  })
  test(@Body({ schema: testConnectionSchema }) body: TestConnection): Promise<ConnectionTestView> {
    return this.tests.test(body);
  }
}

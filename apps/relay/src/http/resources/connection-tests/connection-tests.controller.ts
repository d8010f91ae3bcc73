import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';

import { ApiProblems, NotIdempotent, RequireScope } from '../../index.ts';
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
    summary: 'Test credentials with the vendor',
    description:
      'Sends the vendor a request that changes nothing. Stores nothing. If the vendor rejects the credentials, the response is still 200 and says so.',
  })
  @ApiResponse({ status: 200, description: 'The result.', standardSchema: connectionTestSchema })
  @ApiProblems({
    400: 'Invalid fields; `errors` lists all of them. Or the source cannot test credentials.',
    404: 'No connection has this id.',
    409: 'The source of this connection is not loaded.',
  })
  test(@Body({ schema: testConnectionSchema }) body: TestConnection): Promise<ConnectionTestView> {
    return this.tests.test(body);
  }
}

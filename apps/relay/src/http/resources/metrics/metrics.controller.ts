import { Controller, Get, Inject, Res } from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import * as v from 'valibot';

import { Public } from '../../index.ts';
import { Metrics } from '../../../operations/metrics/metrics.ts';

@ApiTags('service')
@Public()
@Controller('metrics')
export class MetricsController {
  constructor(@Inject(Metrics) private readonly metrics: Metrics) {}

  @Get()
  @ApiOperation({
    summary: 'Metrics for Prometheus',
    description:
      'Contains numbers, source names and subscription ids; no URLs and no customer data. Do not expose it publicly all the same.',
  })
  @ApiProduces('text/plain')
  @ApiResponse({
    status: 200,
    description: 'Prometheus text format.',
    standardSchema: v.string(),
    example: 'invoice_relay_deliveries_pending 0\n',
  })
  async show(@Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    void reply.header('content-type', this.metrics.registry.contentType);
    return this.metrics.registry.metrics();
  }
}

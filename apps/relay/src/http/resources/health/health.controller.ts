import { Controller, Get, Inject, Res } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import * as v from 'valibot';

import { named, Public } from '../../index.ts';
import { HealthService } from './health.service.ts';
import type { HealthReport } from './health.service.ts';

const healthSchema = named(
  'Health',
  v.strictObject({
    status: v.picklist(['ok', 'unavailable']),
    checks: v.pipe(
      v.record(v.string(), v.picklist(['ok', 'failed'])),
      v.description(
        'The result of each check. `projector` is only included in processes that create events (`RELAY_ROLE` is `all` or `worker`).',
      ),
    ),
    reasons: v.pipe(
      v.optional(v.record(v.string(), v.string())),
      v.description('Why a check failed, in plain English, where more is known.'),
    ),
  }),
);

@ApiTags('service')
@Public()
@Controller()
export class HealthController {
  constructor(@Inject(HealthService) private readonly health: HealthService) {}

  @Get('healthz')
  @ApiOperation({ summary: 'Is the process alive?' })
  @ApiResponse({
    status: 200,
    description: 'The process is alive. For whether it can do its work, see /readyz.',
    standardSchema: healthSchema,
    example: { status: 'ok', checks: {} },
  })
  alive(): HealthReport {
    return { status: 'ok', checks: {} };
  }

  @Get('readyz')
  @ApiOperation({ summary: 'Can the relay take work?' })
  @ApiResponse({
    status: 200,
    description: 'It can.',
    standardSchema: healthSchema,
    example: {
      status: 'ok',
      checks: {
        database: 'ok',
        storage: 'ok',
        migrations: 'ok',
        encryptionKey: 'ok',
        projector: 'ok',
        running: 'ok',
      },
    },
  })
  @ApiResponse({
    status: 503,
    description:
      'Not ready: the database does not respond, cannot be written to or is not migrated, the encryption key does not match it, events cannot be created, or the relay is shutting down. `checks` shows which.',
    standardSchema: healthSchema,
    example: {
      status: 'unavailable',
      checks: {
        database: 'ok',
        storage: 'ok',
        migrations: 'ok',
        encryptionKey: 'ok',
        projector: 'ok',
        running: 'failed',
      },
    },
  })
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<HealthReport> {
    const report = await this.health.check();
    if (report.status !== 'ok') reply.code(503);
    return report;
  }
}

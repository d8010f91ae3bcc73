import { Controller, Get, Inject, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import * as v from 'valibot';

import { ApiAnswer, named, Public } from '../../index.ts';
import { HealthService } from './health.service.ts';
import type { HealthReport } from './health.service.ts';

const healthSchema = named(
  'Health',
  v.strictObject({
    status: v.picklist(['ok', 'unavailable']),
    checks: v.pipe(
      v.record(v.string(), v.picklist(['ok', 'failed'])),
      v.description(
        'What was looked at: `projector` only in a process that makes events (`RELAY_ROLE` is `all` or `worker`).',
      ),
    ),
    reasons: v.pipe(
      v.optional(v.record(v.string(), v.string())),
      v.description('Why a check failed, for people, where more is known than that it did.'),
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
  @ApiAnswer({
    status: 200,
    description: 'It is. That is all this says: see /readyz.',
    schema: healthSchema,
    example: { status: 'ok', checks: {} },
  })
  alive(): HealthReport {
    return { status: 'ok', checks: {} };
  }

  @Get('readyz')
  @ApiOperation({ summary: 'Can the relay take work?' })
  @ApiAnswer({
    status: 200,
    description: 'It can.',
    schema: healthSchema,
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
  @ApiAnswer({
    status: 503,
    description:
      'It cannot: the database does not answer, takes nothing or is not migrated, the encryption key opens nothing in it, no events can be made, or the relay is stopping. The checks that failed say which.',
    schema: healthSchema,
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

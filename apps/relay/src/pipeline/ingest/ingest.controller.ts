import { All, Controller, Inject, Param, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { ProblemError, Public } from '../../http/index.ts';
import {
  ActivityTooLargeError,
  TooManyUnconfirmedError,
} from '../../vendor/confirmation/errors.ts';
import { TooManyDetectionsError } from './failed-detections.ts';
import { IngestService, NoWebhookError } from './ingest.service.ts';

/** Where vendors post: `/hooks/{token}`, with any method and any content type. */
@ApiExcludeController()
@Public()
@Controller('hooks')
export class IngestController {
  constructor(@Inject(IngestService) private readonly ingest: IngestService) {}

  @All(':token')
  async receive(
    @Param('token') token: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const result = await this.ingest
      .receive({
        token,
        request: {
          method: request.method,
          headers: singleHeaders(request.headers),
          body: plainBytes(request.body),
        },
      })
      .catch((error: unknown) => {
        throw toProblem(error);
      });
    switch (result.outcome) {
      case 'unknown_token':
        throw unknownToken();
      case 'probe':
        await reply.status(result.status).send(result.body ?? '');
        return;
      default:
        await reply.status(200).send({ status: result.outcome, events: result.eventIds });
    }
  }
}

function singleHeaders(headers: FastifyRequest['headers']): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : value,
    ]),
  );
}

/** No Buffer: its `slice` shares memory, which is not what a source expects of bytes. */
function plainBytes(body: unknown): Uint8Array {
  return Buffer.isBuffer(body)
    ? new Uint8Array(body.buffer, body.byteOffset, body.byteLength)
    : new Uint8Array();
}

function unknownToken(): ProblemError {
  return new ProblemError({
    status: 404,
    code: 'ingest_url_not_found',
    title: 'Not found',
    detail:
      'No connection has this ingest URL: it was mistyped, rotated, or its connection was deleted.',
  });
}

function toProblem(error: unknown): unknown {
  if (error instanceof TooManyDetectionsError) {
    return new ProblemError({
      status: 429,
      code: error.code,
      title: 'Too many webhooks that are not authentic',
      detail: error.message,
      headers: { 'retry-after': String(error.retryAfterSeconds) },
    });
  }
  if (error instanceof TooManyUnconfirmedError) {
    return new ProblemError({
      status: 429,
      code: error.code,
      title: 'Too many activities that are not confirmed',
      detail: error.message,
      headers: { 'retry-after': String(error.retryAfterSeconds) },
    });
  }
  if (error instanceof ActivityTooLargeError) {
    return new ProblemError({
      status: 413,
      code: error.code,
      title: 'Activity too large',
      detail: error.message,
    });
  }
  if (error instanceof NoWebhookError) {
    return new ProblemError({
      status: 503,
      code: error.code,
      title: 'This relay cannot take webhooks of the connection now',
      detail: error.message,
    });
  }
  return error;
}

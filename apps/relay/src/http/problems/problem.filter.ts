import { Catch, Inject } from '@nestjs/common';
import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';

import { OverloadedError } from '../../database/overloaded-error.ts';
import type { Clock } from '../../shared/clock/clock.ts';
import { RepeatedFailure } from '../../shared/repeated-failure.ts';
import { CLOCK, LOGGER } from '../../shared/tokens.ts';
import { problemContentType } from '../openapi/problem-responses.ts';
import { problemDocument } from '../../shared/problems/problem.ts';
import { toProblem } from './to-problem.ts';

/** Turns every error, wherever it was thrown, into a problem document (RFC 9457). */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  /** Many requests at once are refused while too much is waiting. */
  readonly #overload: RepeatedFailure;

  constructor(
    @Inject(HttpAdapterHost) private readonly host: HttpAdapterHost,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(CLOCK) clock: Clock,
  ) {
    this.#overload = new RepeatedFailure({ clock });
  }

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const { problem, log } = toProblem(error, { requestId: request.id });
    if (log || (error instanceof OverloadedError && this.#overload.isNews(error))) {
      // The route pattern, never the URL: ingest URLs contain a token.
      const route = request.routeOptions?.url;
      this.logger.error(
        { err: error, requestId: request.id, method: request.method, route },
        'request failed',
      );
    }
    const { httpAdapter } = this.host;
    if (httpAdapter.isHeadersSent(reply)) {
      httpAdapter.end(reply);
      return;
    }
    for (const [name, value] of Object.entries(problem.headers)) {
      httpAdapter.setHeader(reply, name, value);
    }
    httpAdapter.setHeader(reply, 'content-type', problemContentType);
    httpAdapter.reply(reply, problemDocument(problem), problem.status);
  }
}

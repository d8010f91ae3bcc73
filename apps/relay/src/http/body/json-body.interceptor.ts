import { Injectable } from '@nestjs/common';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Observable } from 'rxjs';

import { readJsonBody } from './json-body.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** The body of an API call as it came. */
    rawBody?: Buffer;
  }
}

/**
 * Reads the JSON of API calls. Fastify hands every body over as bytes, as ingest needs them; and
 * only once the guard has let the caller in is a body worth reading: by a key, by a session, or to
 * sign in. Whoever asks for the health says nothing with a body.
 */
@Injectable()
export class JsonBodyInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    if (request.apiKey !== undefined || request.area === 'api') {
      const body = Buffer.isBuffer(request.body) ? request.body : undefined;
      if (body !== undefined) request.rawBody = body;
      request.body = readJsonBody({
        body,
        contentType: request.headers['content-type'],
        contentEncoding: request.headers['content-encoding'],
      });
    }
    return next.handle();
  }
}

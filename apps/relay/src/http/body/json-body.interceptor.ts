import { Injectable } from '@nestjs/common';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Observable } from 'rxjs';

import { readJsonBody } from './json-body.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** The raw body of an API request. */
    rawBody?: Buffer;
  }
}

/**
 * Parses the JSON of API requests. Fastify passes every body on as bytes, as ingest needs them; and
 * a body is only worth parsing once the guard has admitted the caller: with a key, with a session,
 * or to sign in. Health checks have no meaningful body.
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

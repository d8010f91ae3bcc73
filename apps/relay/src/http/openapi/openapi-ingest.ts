import type { INestApplication } from '@nestjs/common';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { FastifyInstance } from 'fastify';

import { describeProblem } from './problem-responses.ts';
import { retryAfter } from './openapi-common.ts';

/**
 * Documents the ingest URL if the app has one. By hand, as it accepts any method and content type,
 * which OpenAPI cannot express.
 */
export function describeIngest(app: INestApplication, document: OpenAPIObject): void {
  const server = app.getHttpAdapter().getInstance() as FastifyInstance;
  if (!server.hasRoute({ method: 'POST', url: '/hooks/:token' })) return;
  document.paths['/hooks/{token}'] = {
    post: {
      operationId: 'ingest_receive',
      tags: ['ingest'],
      security: [],
      summary: 'Receive a webhook',
      description:
        'The ingest URL of a connection. Accepts any content type and passes the raw body to the connection’s source. Responds 200 only after the webhook is committed to disk. GET, HEAD and an empty POST are treated as test calls and get 200.',
      parameters: [
        {
          name: 'token',
          in: 'path',
          required: true,
          description: 'The last part of the connection’s `ingestUrl`.',
          schema: { type: 'string' },
        },
      ],
      requestBody: { content: { '*/*': { schema: {} } } },
      responses: {
        200: { description: 'The webhook was stored, was already known, or was a test call.' },
        400: describeProblem('The webhook is malformed.'),
        401: describeProblem('The webhook is not authentic.'),
        404: describeProblem('No connection has this token.'),
        413: describeProblem(
          'The body is larger than 1 MiB, or in mode `callback` an activity larger than 64 KiB.',
        ),
        429: { ...describeProblem('Too many requests at once.'), headers: retryAfter },
        503: {
          ...describeProblem('The webhook cannot be stored at the moment. Send it again.'),
          headers: retryAfter,
        },
      },
    },
  };
}

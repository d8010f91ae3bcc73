import type { INestApplication } from '@nestjs/common';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { FastifyInstance } from 'fastify';

import { describeProblem } from './answers.ts';
import { retryAfter } from './openapi-common.ts';

/**
 * Describes the ingest URL where the app has one. By hand, as it takes any method and any content
 * type, and OpenAPI has no words for that.
 */
export function describeIngest(app: INestApplication, document: OpenAPIObject): void {
  const server = app.getHttpAdapter().getInstance() as FastifyInstance;
  if (!server.hasRoute({ method: 'POST', url: '/hooks/:token' })) return;
  document.paths['/hooks/{token}'] = {
    post: {
      operationId: 'ingest_receive',
      tags: ['ingest'],
      security: [],
      summary: 'Take what a vendor sends',
      description:
        'The ingest URL of a connection. Takes the body as it is, whatever its content type; the source of the connection reads it. 200 comes after the commit. GET, HEAD and an empty POST are the test calls of vendors and get 200.',
      parameters: [
        {
          name: 'token',
          in: 'path',
          required: true,
          description: 'As in the `ingestUrl` of a connection.',
          schema: { type: 'string' },
        },
      ],
      requestBody: { content: { '*/*': { schema: {} } } },
      responses: {
        200: { description: 'It is kept, was known already, or was a test call.' },
        400: describeProblem('It cannot be understood.'),
        401: describeProblem('It is not authentic.'),
        404: describeProblem('No connection has this token.'),
        413: describeProblem(
          'The body is larger than 1 MiB, or in mode `callback` an activity larger than 64 KiB.',
        ),
        429: { ...describeProblem('Too many requests at once.'), headers: retryAfter },
        503: { ...describeProblem('It cannot be stored now. Send it again.'), headers: retryAfter },
      },
    },
  };
}
